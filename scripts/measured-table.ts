import type { Estimate } from "../src/statistics/estimate.ts";

/** Flags of `aprime compare` that say what is simulated. */
export interface MeasureFlags {
  readonly run: string;
  readonly set: readonly string[];
  readonly seed: string;
  readonly events?: string | undefined;
  readonly workers?: string | undefined;
  readonly quiet: boolean;
}

/** What was found of a table of the paper. */
export interface Measured {
  readonly quantities: ReadonlyMap<string, Estimate>;
  /** What was simulated, "20000 muon pairs". */
  readonly events: string;
  /** Name of the run card, and what was changed in it. */
  readonly run: string;
  readonly changed: readonly string[];
}

/** A table of the paper of which the quantities of data/comparisons are simulated. */
export interface MeasuredTable {
  /** "I", as the paper has it. */
  readonly name: string;
  /** The number in the name of its file. */
  readonly number: string;
  readonly about: string;
  /** Refuses flags that are wrong; the result simulates. */
  plan(flags: MeasureFlags): () => Promise<Measured>;
}
