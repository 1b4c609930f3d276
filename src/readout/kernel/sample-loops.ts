import { hasKernel } from "./kernel.ts";
import { prepareSampleKernel } from "./sample-kernel.ts";
import { prepareSampleTwin } from "./sample-twin.ts";

/** Pulses that are added at a time. */
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
  readonly pulse: PulseTable;
  readonly deformation: Deformation;
}

/** Zeros before a pulse in a row of its table: a pulse is added from a multiple of 4 samples on. */
export const silence = 4;

/** The table of a pulse by phase: in each row, one phase after the other, the heights one sampling period apart. */
export interface PulseTable {
  readonly heights: Float32Array;
  /** Values of a row: silence, `length` heights, and silence for a record. */
  readonly row: number;
  readonly length: number;
  /** Values from the rows of the pulse to those of its deformations: of its rise before the peak, of its fall behind it. */
  readonly block: number;
  /** Time of the first height of the first row against the peak, and step from row to row, ns. */
  readonly first: number;
  readonly step: number;
  readonly stepsPerSample: number;
  /** The peak, in steps from the first height on. */
  readonly peak: number;
}

/** Weights of the two deformations of a pulse on each channel, and from how many counts on it is deformed. */
export interface Deformation {
  readonly rise: Float64Array;
  readonly fall: Float64Array;
  readonly least: Float64Array;
}

/** Pulses to be added: channel, time of the peak against the trigger in ns, and height in counts. */
export interface PulseList {
  readonly channel: Int32Array;
  readonly time: Float64Array;
  readonly amplitude: Float64Array;
}

/**
 * The loops over the samples of a part, in float32, with the arrays that they work on. A channel has a row of `stride` samples, the
 * last of which are of no use: a multiple of 8.
 */
export interface SampleLoops {
  readonly stride: number;
  /** Two random words for every four channels, of two uint16 each: four places in the bank. */
  readonly offsets: Int32Array;
  /** Up to `portion` of them. */
  readonly pulses: PulseList;
  /** The samples before they are rounded: sample k of channel c is at [c * stride + k]. */
  readonly analog: Float32Array;
  /** The same rounded: sample k of channel c is at [c * samples + k]. */
  readonly counts: Int16Array;
  /** Writes pedestals and noise to the samples, from the places in `offsets`. */
  fillNoise(): void;
  /** Adds the first `count` of the pulses, with sample 0 at time `start`. */
  addPulses(count: number, start: number): void;
  /** Rounds the samples to counts, clipped at 0 and at the largest count. */
  digitise(): void;
}

/** The kernel, or where it cannot run its twin, which gives the same bits at a tenth of the speed. */
export function prepareSampleLoops(setup: SampleSetup): SampleLoops {
  return hasKernel ? prepareSampleKernel(setup) : prepareSampleTwin(setup);
}
