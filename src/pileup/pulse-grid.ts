import { prepareNonNegativeLeastSquares } from "../math/non-negative-least-squares.ts";
import type { Waveforms } from "../readout/waveform.ts";
import type { FitCard } from "./fit-card.ts";
import type { Electronics } from "./pileup-algorithm.ts";
import { product, rowProducts } from "./pulse-products.ts";
import { sampleVariance } from "./sample-variance.ts";
import { SampledPulses } from "./sampled-pulses.ts";

/** Peaks before the record, in samples before the first: farther apart where pulses differ less. */
const before = [60, 40, 27, 18, 12, 8, 5, 3];
/** Samples before and behind the record in which the grid goes on. */
const margin = 2;
/** Times of the grid that are no farther apart than this hold one pulse. */
const neighbours = 2;

/** Pulses at all times of a grid, and their products. Row 0 is the pulse at the time of the trigger. */
interface Grid {
  readonly pulses: SampledPulses;
  readonly gram: Float64Array;
}

/**
 * Seeds of the pulses on a channel from a grid of times: non-negative least squares of the amplitudes at all of them, in which neighbours
 * make one pulse at their mean. The grid stands still against the samples, so that its products are made once; anew for the pulse of
 * the trigger with each event, and for a channel with saturated samples.
 */
export function preparePulseGrid(
  electronics: Electronics,
  { stepsPerSample, timeWindow, significance, modelError }: FitCard & { readonly stepsPerSample: number },
  fitted: SampledPulses,
) {
  const { samples, samplingPeriod } = electronics.msadc;
  const noise = sampleVariance(electronics.msadc);
  const steps = (samples + 2 * margin) * stepsPerSample;
  const peaks = [
    ...before.map((k) => -k),
    ...Array.from({ length: steps }, (_, k) => k / stepsPerSample - margin),
  ].map((k) => k * samplingPeriod);
  const size = peaks.length + 1;
  /** The time against the first sample at which the pulse of the trigger is placed. */
  let placedAt = Number.NaN;
  const solve = prepareNonNegativeLeastSquares(size, 3 * fitted.most);
  const values = new Float64Array(samples);
  const products = new Float64Array(size);
  const solution = new Float64Array(size);
  const isAllowed = new Uint8Array(size);
  const times = new Float64Array(size);
  const clusterTimes = new Float64Array(size);
  const clusterHeights = new Float64Array(size);
  const whole: Grid = gridOf();
  const partial: Grid = gridOf();
  build(whole, new Int16Array(samples), 0);

  function gridOf(): Grid {
    return { pulses: new SampledPulses(electronics, size), gram: new Float64Array(size * size) };
  }

  /** Without row 0. */
  function build({ pulses, gram }: Grid, counts: Int16Array, base: number): void {
    pulses.begin(counts, base, 0);
    pulses.count = size;
    const { heights } = pulses;
    for (let j = 1; j < size; j++) {
      pulses.place(j, peaks[j - 1]!);
      for (let l = 1; l <= j; l++) {
        const value = product(heights, j * samples, heights, l * samples, samples);
        gram[j * size + l] = value;
        gram[l * size + j] = value;
      }
    }
  }

  /** Places row 0 at `time` against the first sample; the grid is empty near it. */
  function placeTrigger({ pulses, gram }: Grid, time: number): void {
    const { heights } = pulses;
    pulses.place(0, time);
    for (let k = 0; k < samples; k++) values[k] = heights[k]!;
    rowProducts(heights, size, values, samples, products);
    for (let j = 0; j < size; j++) {
      gram[j] = products[j]!;
      gram[j * size] = products[j]!;
      isAllowed[j] = Math.abs(peaks[j - 1]! - time) > timeWindow ? 1 : 0;
    }
  }

  /** Neighbours of the solution as one, in the order of time; returns how many there are. */
  function cluster(): number {
    let clusters = 0;
    let last = Number.NEGATIVE_INFINITY;
    for (let j = 1; j < size; j++) {
      const height = solution[j]!;
      if (height <= 0) continue;
      if (j - last > neighbours) {
        clusterHeights[clusters] = 0;
        clusterTimes[clusters] = 0;
        clusters++;
      }
      last = j;
      clusterHeights[clusters - 1]! += height;
      clusterTimes[clusters - 1]! += height * peaks[j - 1]!;
    }
    return clusters;
  }

  /**
   * The times of the significant pulses of channel c besides that of the trigger, which stands where the fit has it, the highest
   * first, into `times`; returns how many there are. They are sought in the samples that the fit uses.
   */
  function find({ counts, start }: Waveforms, c: number): number {
    const base = c * samples;
    const shapeVariance =
      (modelError * modelError * fitted.squareOf(counts, base)) / Math.max(1, fitted.used);
    const leastGain = significance * significance * (noise + shapeVariance);
    const grid = fitted.used === samples ? whole : partial;
    if (grid === partial) build(partial, counts, base);
    const time = fitted.times[0]! - start;
    if (grid === partial || placedAt !== time) {
      placeTrigger(grid, time);
      placedAt = grid === whole ? time : Number.NaN;
    }
    for (let k = 0; k < samples; k++) values[k] = counts[base + k]!;
    rowProducts(grid.pulses.heights, size, values, samples, products);
    solve(grid.gram, products, solution, leastGain, isAllowed);
    const clusters = cluster();
    for (let n = 0; n < clusters; n++) {
      let highest = 0;
      for (let k = 1; k < clusters; k++) if (clusterHeights[k]! > clusterHeights[highest]!) highest = k;
      times[n] = start + clusterTimes[highest]! / clusterHeights[highest]!;
      clusterHeights[highest] = 0;
    }
    return clusters;
  }
  return { find, times };
}
