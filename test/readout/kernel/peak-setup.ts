import type { PeakSetup } from "../../../src/readout/kernel/peak-search.ts";

/** A search with a sharp pulse of which nobody knows more than this: 1 at its peak, half of it one sample before and behind. */
export function peakSetup(changes: Partial<PeakSetup> = {}): PeakSetup {
  const samples = changes.samples ?? 32;
  const stepsPerSample = 4;
  const samplingPeriod = 12.5;
  const height = (steps: number) => Math.max(0, 1 - Math.abs(steps) / (2 * stepsPerSample));
  const earliest = -2 * stepsPerSample;
  const places = (samples + 1) * stepsPerSample - earliest + 1;
  const row = samples + 16;
  return {
    ...{ channels: 108, samples, samplingPeriod, pedestalEven: 50, pedestalOdd: 53, threshold: 4 },
    farthest: 2 * samplingPeriod,
    // The height of the sample nearest to the place, and a time that is that of the place.
    filter: {
      earliest,
      begin: Int32Array.from({ length: places }, (_, k) =>
        Math.max(0, Math.min(samples - 3, Math.round((k + earliest) / stepsPerSample) - 1)),
      ),
      weights: Int32Array.from({ length: places }, (_, k) => 3 * (k % 2)),
      length: 3,
      amplitude: Float64Array.of(0, 1, 0, 0.1, 0.9, -0.1),
      delay: Float64Array.of(0, 0, 0, -3, 1, 2),
    },
    shape: {
      first: -2 * samplingPeriod,
      step: samplingPeriod / stepsPerSample,
      stepsPerSample,
      heights: Float64Array.from({ length: (stepsPerSample + 1) * row }, (_, k) =>
        height(Math.floor(k / row) + (k % row) * stepsPerSample - 2 * stepsPerSample),
      ),
      row,
    },
    ...changes,
  };
}
