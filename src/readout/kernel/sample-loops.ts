import { hasKernel } from "./kernel.ts";
import { prepareSampleKernel } from "./sample-kernel.ts";
import { prepareSampleTwin } from "./sample-twin.ts";

/** Pulses that are placed at a time: known to assembly/sample-loops.ts. */
export const portion = 128;

/** What the loops over the samples of a part are prepared with. */
export interface SampleSetup {
  readonly channels: number;
  /** Samples of a channel, at most 64. */
  readonly samples: number;
  /** Noise of half the spread of a sample, in counts: 65 536 values, and the first of them once more. */
  readonly bank: Float32Array;
  readonly pedestalEven: number;
  readonly pedestalOdd: number;
  /** Largest count, at most 32 767. */
  readonly largest: number;
  /** Heights of a unit pulse: rows of `row` values, each of them another phase. */
  readonly table: Float32Array;
  readonly row: number;
}

/** Pulses where they go: from index `at` of the samples to before `end`, with the heights of two rows from index `from` of the table. */
export interface PlacedPulses {
  readonly at: Int32Array;
  readonly end: Int32Array;
  readonly from: Int32Array;
  /** Weights of the row at `from` and of the next one, in counts. */
  readonly lower: Float32Array;
  readonly upper: Float32Array;
}

/**
 * The loops over the samples of a part, in float32, with the arrays that they work on. A channel has a row of `stride` samples, the
 * last of which are of no use: a multiple of 8.
 */
export interface SampleLoops {
  readonly stride: number;
  /** Two random words for every four channels, of two uint16 each: four places in the bank. */
  readonly offsets: Int32Array;
  /** Up to `portion` of them; `at` and `end` are multiples of 4. */
  readonly placed: PlacedPulses;
  /** The samples before they are rounded: sample k of channel c is at [c * stride + k]. */
  readonly analog: Float32Array;
  /** The same rounded: sample k of channel c is at [c * samples + k]. */
  readonly counts: Int16Array;
  /** Writes pedestals and noise to the samples, from the places in `offsets`. */
  fillNoise(): void;
  /** Adds the first `count` of the placed pulses. */
  addPulses(count: number): void;
  /** Rounds the samples to counts, clipped at 0 and at the largest count. */
  digitise(): void;
}

/** The kernel, or where it cannot run its twin, which gives the same bits at a tenth of the speed. */
export function prepareSampleLoops(setup: SampleSetup): SampleLoops {
  return hasKernel ? prepareSampleKernel(setup) : prepareSampleTwin(setup);
}
