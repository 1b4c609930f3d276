import type { RunKey } from "../random/run-key.ts";

/**
 * Of which events the samples and true pulses are recorded: of all, of those with a number below `below`, or of those that pass
 * the selection of this name.
 */
export type WaveformChoice =
  | { readonly of: "all" }
  | { readonly of: "first"; readonly below: number }
  | { readonly of: "selected"; readonly selection: string };

/** A pileup algorithm of the user's, by its module. */
export interface AlgorithmModule {
  readonly name: string;
  /** Its file: URL. */
  readonly module: string;
  /** Of the bytes of the file, as hexadecimal digits: who goes on with the run must have the same. */
  readonly sha256: string;
}

/** All that says which events a run has: what a worker gets, and what is kept with each output. Plain data. */
export interface RunPlan {
  /** The run card as it was read, with units, sources and statuses. */
  readonly card: Readonly<Record<string, unknown>>;
  readonly process: string;
  /** Options of the process, as text with units. */
  readonly options: Readonly<Record<string, string>>;
  readonly seed: string;
  readonly key: RunKey;
  readonly waveforms?: WaveformChoice;
  /** Of waveforms of selected events: the selection as it was given, a shipped name or the path of a card. */
  readonly selection?: string;
  /** Whether no waveforms are recorded of events in the signal box. */
  readonly isMasked?: boolean;
  /** Reads the waveforms in the place of the one that the card chooses. */
  readonly algorithm?: AlgorithmModule;
}
