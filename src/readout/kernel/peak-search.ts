import { hasKernel } from "./kernel.ts";
import { preparePeakKernel } from "./peak-kernel.ts";
import { preparePeakTwin } from "./peak-twin.ts";

/** What a search for peaks is prepared with; times in ns. */
export interface PeakSetup {
  readonly channels: number;
  /** Samples of a channel, at most 64. */
  readonly samples: number;
  readonly samplingPeriod: number;
  readonly pedestalEven: number;
  readonly pedestalOdd: number;
  /** By how much a peak rises above the valley before it, and falls behind it, counts. */
  readonly threshold: number;
  /** How far a pulse may stand from the sample with its peak. */
  readonly farthest: number;
  readonly filter: PeakFilter;
  readonly shape: PeakShape;
}

/** Weights by the place of a pulse, in rows that begin with place `earliest`: those of sample `begin[row] + k` are at [weights[row] + k]. */
export interface PeakFilter {
  readonly earliest: number;
  readonly begin: Int32Array;
  readonly weights: Int32Array;
  readonly length: number;
  readonly amplitude: Float64Array;
  readonly delay: Float64Array;
}

/** A pulse of unit height: a row of heights one sampling period apart for each phase, one step later than the one before, followed by silence. */
export interface PeakShape {
  /** Time of the first height against the peak. */
  readonly first: number;
  readonly step: number;
  readonly stepsPerSample: number;
  readonly heights: Float64Array;
  readonly row: number;
}

/** The search for peaks in the samples of a part, with the arrays that it works on. Scratch. */
export interface PeakSearch {
  /** The channels that were selected, in ascending order. */
  readonly list: Int32Array;
  /** Samples less pedestals, a row for each of those channels: sample k of row n is at [n * samples + k]. */
  readonly values: Float64Array;
  /** Peaks by row, and in the order of time: those of row n begin at place firstOf[n]. */
  readonly firstOf: Int32Array;
  /** Row and highest sample of each peak. */
  readonly rowOf: Int32Array;
  readonly sample: Int32Array;
  /** Height in counts and time against the trigger of its pulse. */
  readonly height: Float64Array;
  readonly time: Float64Array;
  /** Selects the channels with a sample that is above its pedestal by the threshold: no other has a peak. Returns how many they are. */
  select(counts: Int16Array): number;
  /** Finds the peaks of the first `rows` rows; returns how many they are. */
  find(rows: number): number;
  /** Fits the pulses of the first `count` peaks, each less the others of its row, with sample 0 at `start`; where `isFirst`, only those with others. */
  fit(count: number, start: number, isFirst: boolean): void;
}

/** The kernel, or where it cannot run its twin, which gives the same bits. */
export function preparePeakSearch(setup: PeakSetup): PeakSearch {
  return hasKernel ? preparePeakKernel(setup) : preparePeakTwin(setup);
}

/** The least count that is above a pedestal by the threshold. */
export function leastCount(pedestal: number, threshold: number): number {
  return Math.min(0x7fff, Math.ceil(pedestal + threshold));
}
