import { type Efficiency, weightedEfficiency } from "../statistics/efficiency.ts";

/** Events that share one pattern of passed cuts. */
interface Tally {
  events: number;
  sumWeights: number;
  sumSquares: number;
}

/** Number, sum of weights and sum of squared weights by pattern of passed cuts: all that a cut flow needs. */
export type Tallies = Map<number, Tally>;

/** Adds the events of a batch, in their order, to the tallies, but for those that are masked. */
export function tally(
  tallies: Tallies,
  bits: Uint32Array,
  weights: ArrayLike<number>,
  masked?: Uint8Array,
): void {
  // Neighbours often have the same pattern: then there is nothing to look up.
  let last = -1;
  let entry: Tally | undefined;
  for (let i = 0; i < bits.length; i++) {
    if (masked !== undefined && masked[i] !== 0) continue;
    const pattern = bits[i]!;
    if (pattern !== last || entry === undefined) {
      entry = tallies.get(pattern);
      if (entry === undefined) tallies.set(pattern, (entry = { events: 0, sumWeights: 0, sumSquares: 0 }));
      last = pattern;
    }
    const weight = weights[i]!;
    entry.events++;
    entry.sumWeights += weight;
    entry.sumSquares += weight * weight;
  }
}

/** The tallies of several sets of events, put together. */
export function addTallies(all: readonly Tallies[]): Tallies {
  const sums: Tallies = new Map();
  for (const [pattern, { events, sumWeights, sumSquares }] of all.flatMap((tallies) => [...tallies])) {
    const entry = sums.get(pattern) ?? { events: 0, sumWeights: 0, sumSquares: 0 };
    entry.events += events;
    entry.sumWeights += sumWeights;
    entry.sumSquares += sumSquares;
    sums.set(pattern, entry);
  }
  return sums;
}

/** One line of a cut flow. */
export interface CutflowRow {
  readonly cut: string;
  /** Events, and their weight, that pass this cut and all before it. */
  readonly events: number;
  readonly sumWeights: number;
  /** Of the events that passed all before it. */
  readonly relative: Efficiency;
  /** Of all events: this cut and all before it. */
  readonly cumulative: Efficiency;
  /** Of all events: this cut alone. */
  readonly alone: Efficiency;
  /** Events that pass all cuts but, perhaps, this one. */
  readonly eventsWithout: number;
  /** Of the events that pass all other cuts: this one. */
  readonly afterAllOthers: Efficiency;
}

export interface Cutflow {
  readonly events: number;
  readonly sumWeights: number;
  readonly rows: readonly CutflowRow[];
}

/** The cut flow of cuts in the order of their names; intervals of 68.27 % that hold at 0 and 100 %, also with weights. */
export function cutflow(names: readonly string[], tallies: Tallies): Cutflow {
  // By pattern, so that the sums do not depend on which event came first.
  const patterns = [...tallies.keys()].sort((a, b) => a - b);

  const sum = (mask: number): Tally => {
    const total: Tally = { events: 0, sumWeights: 0, sumSquares: 0 };
    for (const pattern of patterns) {
      if ((pattern & mask) !== mask) continue;
      const entry = tallies.get(pattern)!;
      total.events += entry.events;
      total.sumWeights += entry.sumWeights;
      total.sumSquares += entry.sumSquares;
    }
    return total;
  };

  /** Of the weight that passes the cuts of `given`, the share that passes those of `mask` too. */
  const share = (mask: number, given: number): Efficiency => {
    const sums = { sumPassed: 0, sumSquaresPassed: 0, sumFailed: 0, sumSquaresFailed: 0 };
    for (const pattern of patterns) {
      if ((pattern & given) !== given) continue;
      const { sumWeights, sumSquares } = tallies.get(pattern)!;
      if ((pattern & mask) === mask) {
        sums.sumPassed += sumWeights;
        sums.sumSquaresPassed += sumSquares;
      } else {
        sums.sumFailed += sumWeights;
        sums.sumSquaresFailed += sumSquares;
      }
    }
    return weightedEfficiency(sums);
  };

  const all = sum(0);
  const everyCut = maskOf(names.length);
  const rows = names.map((cut, k): CutflowRow => {
    const here = sum(maskOf(k + 1));
    const others = everyCut & ~(1 << k);
    return {
      cut,
      events: here.events,
      sumWeights: here.sumWeights,
      relative: share(maskOf(k + 1), maskOf(k)),
      cumulative: share(maskOf(k + 1), 0),
      alone: share(1 << k, 0),
      eventsWithout: sum(others).events,
      afterAllOthers: share(everyCut, others),
    };
  });
  return { events: all.events, sumWeights: all.sumWeights, rows };
}

/** The bits of the first `count` cuts, as an int32, which the bitwise operators give: 1 << 31 is negative. */
function maskOf(count: number): number {
  return count === 32 ? -1 : ((1 << count) - 1) | 0;
}
