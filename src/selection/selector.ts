import type { EventBatch } from "../detector/events.ts";
import type { ColumnArray } from "../event/columns.ts";
import type { Cut } from "./cut.ts";
import { type Cutflow, cutflow, type Tallies, tally } from "./cutflow.ts";
import { evaluate, firstFailing, mostCuts } from "./evaluate.ts";

/** Cuts with their thresholds in place, which count the events they see. */
export interface Selector {
  readonly names: readonly string[];
  /** Evaluates a batch and counts it, but for events that are masked; returns the selection's columns. */
  take(batch: EventBatch, masked?: Uint8Array): { firstFailingCut: ColumnArray; passedCuts: Uint32Array };
  /** What all events taken so far passed. */
  readonly tallies: Tallies;
  /** Their cut flow. */
  cutflow(): Cutflow;
}

/** A selector of `cuts` with the thresholds of a run card's section `cuts`. */
export function prepareSelector(
  cuts: readonly Cut[],
  thresholds: Readonly<Record<string, unknown>>,
): Selector {
  if (cuts.length > mostCuts) throw new Error(`a selection has at most ${mostCuts} cuts, one bit each`);
  const names = cuts.map(({ name }) => name);
  const passes = cuts.map((cut) => cut.prepare(thresholds[cut.name] ?? {}));
  const tallies: Tallies = new Map();
  return {
    names,
    tallies,
    take: (batch, masked) => {
      const passedCuts = evaluate(passes, batch);
      tally(tallies, passedCuts, batch.columns.weight, masked);
      const firstFailingCut = new Int8Array(batch.size);
      for (let i = 0; i < batch.size; i++) firstFailingCut[i] = firstFailing(passedCuts[i]!, cuts.length);
      return { firstFailingCut, passedCuts };
    },
    cutflow: () => cutflow(names, tallies),
  };
}
