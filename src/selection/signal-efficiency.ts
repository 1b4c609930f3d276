import type { EventBatch } from "../detector/events.ts";
import type { Efficiency } from "../statistics/efficiency.ts";
import type { Cut } from "./cut.ts";
import { cutflow, type Tallies, tally } from "./cutflow.ts";
import { evaluate } from "./evaluate.ts";

/** One factor of Eq. (23) and the cuts whose losses it holds. */
export interface Factor {
  readonly name: string;
  readonly cuts: readonly Cut[];
}

/** Factors of Eq. (23), and what they multiply to. */
export interface SignalEfficiency {
  /** epsilon_A': the share whose true missing energy is in the signal box. */
  readonly acceptance: Efficiency;
  readonly factors: readonly {
    readonly name: string;
    /** Of the events that passed the factors before it. */
    readonly efficiency: Efficiency;
    /** Of all events in the box. */
    readonly alone: Efficiency;
  }[];
  /** Product of the factors, without the acceptance. */
  readonly total: Efficiency;
}

/**
 * Factors of Eq. (23) as nested shares: of the events whose true missing energy is in the signal box (epsilon_A' of all),
 * each factor is the share that passes its cuts among those that passed the factors before it. So their product is exact.
 */
export function prepareSignalEfficiency(
  factors: readonly Factor[],
  thresholds: Readonly<Record<string, unknown>>,
  leastMissingEnergy: number,
) {
  const passes = factors.map(({ cuts }) => cuts.map((cut) => cut.prepare(thresholds[cut.name] ?? {})));
  const inBox = (events: EventBatch["columns"], i: number): boolean =>
    events.invisibleEnergy[i]! > leastMissingEnergy;
  const steps = [
    inBox,
    ...passes.map(
      (all) => (events: EventBatch["columns"], i: number) => all.every((pass) => pass(events, i)),
    ),
  ];
  const tallies: Tallies = new Map();
  const names = factors.map(({ name }) => name);
  /** Of each event, bit 0: in the signal box; bit k: passes the cuts of factor k, counted from 1. */
  const patterns = (batch: EventBatch): Uint32Array => evaluate(steps, batch);
  return {
    patterns,
    tallies,
    take: (batch: EventBatch): void => tally(tallies, patterns(batch), batch.columns.weight),
    result: (): SignalEfficiency => signalEfficiency(names, tallies),
  };
}

/** The factors, by their names, from tallies as `prepareSignalEfficiency` makes them. */
export function signalEfficiency(names: readonly string[], tallies: Tallies): SignalEfficiency {
  const [acceptance, ...rows] = cutflow(["acceptance", ...names], tallies).rows;
  const accepted: Tallies = new Map([...tallies].filter(([pattern]) => (pattern & 1) === 1));
  const whole = cutflow(["acceptance", ...names], accepted);
  return {
    acceptance: acceptance!.relative,
    factors: rows.map(({ cut, relative }, k) => ({
      name: cut,
      efficiency: relative,
      alone: whole.rows[k + 1]!.alone,
    })),
    total: whole.rows[whole.rows.length - 1]!.cumulative,
  };
}
