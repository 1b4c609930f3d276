import type { z } from "zod";
import type { PulseShape } from "../readout/pulse-shape.ts";
import type { Reconstructed } from "../readout/reconstructed.ts";
import type { Waveforms } from "../readout/waveform.ts";
import type { Msadc } from "../tables/run-card.ts";

/** What an algorithm knows of the electronics. */
export interface Electronics {
  readonly msadc: Msadc;
  readonly pulse: PulseShape;
  readonly energyPerCount: Float64Array;
}

/** Finds, among the samples of the channels of one part, the pulses that belong to the trigger. */
export interface PileupAlgorithm<C = unknown> {
  readonly name: string;
  readonly about: string;
  /** Its numbers, in the run card under `pileup.<name>`. */
  readonly schema: z.ZodType<C, unknown>;
  /** Told which event and part is read next; for one that watches another. */
  begin?(event: number, part: string): void;
  prepare(card: C, electronics: Electronics): (waveforms: Waveforms, result: Reconstructed) => void;
}
