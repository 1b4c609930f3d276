import { bytesOf, createKernel, reserve } from "./kernel.ts";

/** What a search for the highest sample is prepared with; `pedestalSamples` as in src/pileup/highest-sample.ts. */
export interface SearchSetup {
  readonly samples: number;
  readonly samplingPeriod: number;
  readonly pedestalSamples: number;
  readonly energyPerCount: Float64Array;
}

/** Where to search, in samples, both included, and when sample 0 is. */
export interface SearchWindow {
  readonly first: number;
  readonly last: number;
  readonly start: number;
}

/** The search of `highest-sample`, eight channels at a time: assembly/highest-sample.ts. Where `hasKernel` only. */
export function prepareHighestKernel({
  samples,
  samplingPeriod,
  pedestalSamples,
  energyPerCount,
}: SearchSetup) {
  const channels = energyPerCount.length;
  const rows = 8 * Math.ceil(channels / 8);
  const sizes = {
    counts: rows * samples * 2,
    energyPerCount: rows * 8,
    energy: rows * 8,
    time: rows * 8,
    scratch: 64 + 128 + samples * 16,
  };
  const kernel = createKernel(bytesOf(sizes));
  const place = reserve(kernel, sizes);
  const { buffer } = kernel;
  const own = {
    counts: new Int16Array(buffer, place.counts, channels * samples),
    energy: new Float64Array(buffer, place.energy, channels),
    time: new Float64Array(buffer, place.time, channels),
  };
  new Float64Array(buffer, place.energyPerCount, channels).set(energyPerCount);
  return (
    counts: Int16Array,
    { first, last, start }: SearchWindow,
    result: { energy: Float64Array; time: Float64Array },
  ): void => {
    own.counts.set(counts);
    kernel.findHighest(
      place.counts,
      samples,
      channels,
      pedestalSamples,
      first,
      last,
      start,
      samplingPeriod,
      place.energyPerCount,
      place.energy,
      place.time,
      place.scratch,
    );
    result.energy.set(own.energy);
    result.time.set(own.time);
  };
}
