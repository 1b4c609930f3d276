import type { EventBatch } from "../detector/events.ts";
import { type Efficiency, weightedEfficiency } from "../statistics/efficiency.ts";
import type { Passes } from "./cut.ts";

/** What some steps keep of the events that passed those before, with other beam particles and without. */
export interface PairedLoss {
  readonly withOthers: Efficiency;
  readonly withoutOthers: Efficiency;
  /** -ln(with / without) and its standard error; NaN where nothing is left. */
  readonly logLoss: number;
  readonly error: number;
}

/**
 * Losses of the same events simulated twice, with other beam particles and without, step after step. Kept is how many steps an event
 * passes before the first it fails, in either: so the error of a ratio knows that most events fare alike in both, and products are exact.
 */
export function preparePairedLosses(steps: readonly Passes[]) {
  const size = steps.length + 1;
  const sumWeights = new Float64Array(size * size); // [passed with others * size + passed without]
  const sumSquares = new Float64Array(size * size);
  const passed = (columns: EventBatch["columns"], i: number): number => {
    const failing = steps.findIndex((passes) => !passes(columns, i));
    return failing < 0 ? steps.length : failing;
  };

  /** The sum over the cells of a matrix whose two numbers of steps `take` wants. */
  const sum = (matrix: Float64Array, take: (withOthers: number, without: number) => boolean): number =>
    matrix.reduce((total, value, k) => total + (take(Math.floor(k / size), k % size) ? value : 0), 0);

  const kept = (from: number, to: number, pick: (withOthers: number, without: number) => number) => {
    const passes = (a: number, b: number): boolean => pick(a, b) >= to;
    const fails = (a: number, b: number): boolean => pick(a, b) >= from && pick(a, b) < to;
    return weightedEfficiency({
      sumPassed: sum(sumWeights, passes),
      sumSquaresPassed: sum(sumSquares, passes),
      sumFailed: sum(sumWeights, fails),
      sumSquaresFailed: sum(sumSquares, fails),
    });
  };

  /** Over the weight that passes every step without others. */
  const share = (take: (withOthers: number, without: number) => boolean): number =>
    sum(sumWeights, take) / sum(sumWeights, (_, b) => b === steps.length);

  return {
    /**
     * Events that others move out of what passes all steps, or into it, by the step at which they fail with others, or without; both
     * over what passes all without. One, less all that is lost and with all that is gained, is the ratio of what passes with others to without.
     */
    moved: (step: number): { lost: number; gained: number } => ({
      lost: share((a, b) => a === step && b === steps.length),
      gained: share((a, b) => a === steps.length && b === step),
    }),

    /** Counts the events of a batch; `without` holds the same events without others. */
    take(withOthers: EventBatch, without: EventBatch): void {
      for (let i = 0; i < withOthers.size; i++) {
        const { event, weight } = withOthers.columns;
        if (event[i] !== without.columns.event[i] || weight[i] !== without.columns.weight[i])
          throw new Error(`event ${event[i]} is not the same without other particles`);
        const cell = passed(withOthers.columns, i) * size + passed(without.columns, i);
        sumWeights[cell]! += weight[i]!;
        sumSquares[cell]! += weight[i]! * weight[i]!;
      }
    },

    /** What steps `from` up to, but not with, `to` lose. */
    loss(from: number, to: number): PairedLoss {
      const [a, b] = [(a: number): number => a, (_: number, b: number): number => b];
      const withOthers = kept(from, to, a);
      const withoutOthers = kept(from, to, b);
      const before = [sum(sumWeights, (a) => a >= from), sum(sumWeights, (_, b) => b >= from)] as const;
      const after = [sum(sumWeights, (a) => a >= to), sum(sumWeights, (_, b) => b >= to)] as const;
      // To first order, by how much a unit of weight in a cell moves ln(without / with).
      const pull = (a: number, b: number): number =>
        (b >= to ? 1 / after[1] : 0) -
        (b >= from ? 1 / before[1] : 0) -
        (a >= to ? 1 / after[0] : 0) +
        (a >= from ? 1 / before[0] : 0);
      const variance = sumSquares.reduce((total, squares, k) => {
        const each = pull(Math.floor(k / size), k % size);
        return total + (squares === 0 ? 0 : each * each * squares);
      }, 0);
      const known = after[0] > 0 && after[1] > 0;
      return {
        withOthers,
        withoutOthers,
        logLoss: known ? Math.log(withoutOthers.value / withOthers.value) : Number.NaN,
        error: known ? Math.sqrt(variance) : Number.NaN,
      };
    },
  };
}
