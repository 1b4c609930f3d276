import type { PulseShape } from "../readout/pulse-shape.ts";
import { ns } from "../units.ts";

/** For which pulses, and from which samples. Places are in steps of the tabulated pulse behind sample 0. */
export interface FilterRange {
  /** Samples of the record. */
  readonly samples: number;
  /** Places of the peak, the first and the last of the table. */
  readonly earliest: number;
  readonly latest: number;
  /** Samples from this long before the peak to this long after it are used, ns; all where they are not given. */
  readonly before?: number;
  readonly after?: number;
  /** Whether the pedestals of the two converters are found besides, from the same samples; else they are taken off before. */
  readonly freePedestals: boolean;
}

/** The front of a pulse, which tells its time, and its top: from 50 ns before the peak to 25 ns after it, at least one sample to either side. */
export function frontAndTop(samplingPeriod: number): Pick<FilterRange, "before" | "after"> {
  return { before: Math.max(50 * ns, samplingPeriod), after: Math.max(25 * ns, samplingPeriod) };
}

/**
 * Weights of the samples, a row for each place of the peak: that of sample `begin[row] + k` is at [weights[row] + k]. Places whole samples apart share
 * theirs, but near the ends of the record, so that those of a short filter stay in the first cache.
 */
export interface PulseFilter {
  readonly begin: Int32Array;
  readonly weights: Int32Array;
  readonly length: number;
  /** Weights that give the amplitude A. */
  readonly amplitude: Float64Array;
  /** Weights that give A tau, with tau how much later than its row a pulse is, ns. */
  readonly delay: Float64Array;
}

/**
 * Optimal filter: sums of weights times samples that are amplitude and delay of an isolated pulse with the least variance and without bias, the
 * least squares of s_k = A h(t_k) - A tau h'(t_k) (+ pedestal even or odd). The covariance of the samples would weight them; that of white
 * noise with its rounding, (noise^2 + 1/12) times unity, drops out. For a delay of 1 ns the amplitude is right to 4e-4. Where the samples cannot
 * tell a delay from a height, the delay is 0; where they hardly see the pulse, all is.
 */
export function tabulatePulseFilter(
  { heights, first, step, stepsPerSample }: PulseShape,
  range: FilterRange,
): PulseFilter {
  const { samples, earliest, latest, freePedestals } = range;
  const before = (range.before ?? Number.POSITIVE_INFINITY) / step;
  const after = (range.after ?? Number.POSITIVE_INFINITY) / step;
  const length = Math.min(samples, Math.floor((before + after) / stepsPerSample) + 1);
  const rows = latest - earliest + 1;
  const begin = new Int32Array(rows);
  const weights = new Int32Array(rows);
  const amplitude = new Float64Array(rows * length);
  const delay = new Float64Array(rows * length);
  const peak = Math.round(-first / step);
  /** Rows whose samples are all in the record, one for each place within a sampling period, and rows that are made. */
  const inside = new Int32Array(stepsPerSample).fill(-1);
  let made = 0;
  for (let row = 0; row < rows; row++) {
    const place = earliest + row;
    const firstUsed = Math.ceil((place - before) / stepsPerSample);
    const lastUsed = Math.floor((place + after) / stepsPerSample);
    const from = Math.max(0, firstUsed);
    const end = Math.min(samples, lastUsed + 1);
    const used = Math.max(0, end - from);
    begin[row] = Math.min(from, samples - length);
    const phase = row % stepsPerSample;
    if (begin[row] === firstUsed && lastUsed < samples) {
      if (inside[phase]! >= 0) {
        weights[row] = inside[phase]!;
        continue;
      }
      inside[phase] = made * length;
    }
    weights[row] = made * length;
    made++;
    const offset = weights[row]! + from - begin[row]!;
    const height = new Float64Array(used);
    const slope = new Float64Array(used);
    for (let k = 0; k < used; k++) {
      const here = peak + (from + k) * stepsPerSample - place;
      height[k] = heights[here] ?? 0;
      slope[k] = ((heights[here - 1] ?? 0) - (heights[here + 1] ?? 0)) / (2 * step);
    }
    if (freePedestals) {
      removeMeans(height);
      removeMeans(slope);
    }
    const heightSquare = product(height, height);
    const both = product(height, slope);
    const slopeSquare = product(slope, slope);
    if (heightSquare < leastSquare) continue;
    const determinant = heightSquare * slopeSquare - both * both;
    const timed = determinant > leastDeterminant * heightSquare * slopeSquare;
    for (let k = 0; k < used; k++) {
      amplitude[offset + k] = timed
        ? (slopeSquare * height[k]! - both * slope[k]!) / determinant
        : height[k]! / heightSquare;
      if (timed) delay[offset + k] = (heightSquare * slope[k]! - both * height[k]!) / determinant;
    }
  }
  return {
    begin,
    weights,
    length,
    amplitude: amplitude.slice(0, made * length),
    delay: delay.slice(0, made * length),
  };
}

/** Sum over the samples of the height squared, less pedestals, below which nothing is read: its error is 10 times the noise. */
const leastSquare = 0.01;
/** The same of the determinant over the product of its diagonal, below which a delay is not told from a height: another 10 times. */
const leastDeterminant = 0.01;

/** Takes the mean off the even values, and that of the odd values off these. */
function removeMeans(values: Float64Array): void {
  for (const from of [0, 1]) {
    let sum = 0;
    for (let k = from; k < values.length; k += 2) sum += values[k]!;
    const mean = sum / Math.ceil((values.length - from) / 2);
    for (let k = from; k < values.length; k += 2) values[k]! -= mean;
  }
}

/** Sum of the products of two columns. */
export function product(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, k) => sum + value * b[k]!, 0);
}
