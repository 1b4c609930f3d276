import type { z } from "zod";
import type { ColumnSet } from "../event/columns.ts";
import type { Pulses } from "../event/pulses.ts";
import type { Truth } from "../event/truth.ts";
import type { RandomStream } from "../random/stream.ts";
import type { Reconstructed } from "../readout/reconstructed.ts";
import type { Setup } from "../tables/run-card.ts";
import type { ChamberHits } from "./chamber-hits.ts";
import type { Events } from "./events.ts";

/** How the channels of a part are read: sampled by the MSADC (one gain per channel), or integrated over a gate. */
export type Readout =
  | { readonly kind: "msadc"; readonly energyPerCount: Float64Array }
  | { readonly kind: "gate"; readonly channels: number; readonly gate: number; readonly noise: number };

/** A part with its numbers in place: what happens in it, event by event. */
export interface PreparedPart {
  readonly readout: Readout;
  /** The hits in its chambers, of a part that has some. Scratch. */
  readonly hits?: ChamberHits;
  /** Turns the particles that reach it into pulses of its channels; appends to the truth what leaves it downstream. */
  deposit(truth: Truth, i: number, random: RandomStream, pulses: Pulses): void;
  /** Turns its reconstructed channels into its columns of event i; may read columns of parts before it. */
  measure(channels: Reconstructed, i: number, events: Events): void;
}

/** A part of the setup of Fig. 5, visited in beam order. */
export interface Subdetector<K extends ColumnSet = ColumnSet, C = unknown> {
  readonly name: string;
  readonly about: string;
  /** The columns that it, and nobody else, writes. */
  readonly columns: K;
  /** Its numbers, in the run card under `detector.<name>`. */
  readonly schema: z.ZodType<C, unknown>;
  prepare(card: C, setup: Setup): PreparedPart;
}
