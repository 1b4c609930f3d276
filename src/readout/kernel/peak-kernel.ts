import { bytesOf, createKernel, reserve } from "./kernel.ts";
import { leastCount, type PeakSearch, type PeakSetup } from "./peak-search.ts";

/** The search of `preparePeakTwin`, several samples or channels at a time: assembly/peaks.ts. Where `hasKernel` only. */
export function preparePeakKernel(setup: PeakSetup): PeakSearch {
  const { channels, samples, pedestalEven, pedestalOdd, threshold, filter, shape } = setup;
  const rows = 4 * Math.ceil(channels / 4);
  const most = channels * samples;
  const sizes = {
    counts: channels * samples * 2 + 16,
    list: channels * 4 + 4,
    values: (rows * samples + 8) * 8,
    bits: rows * 8,
    firstOf: (channels + 1) * 4,
    rowOf: most * 4,
    sample: most * 4,
    height: most * 8,
    time: most * 8,
    begin: filter.begin.byteLength,
    weights: filter.weights.byteLength,
    pairs: 2 * filter.amplitude.byteLength,
    heights: shape.heights.byteLength + 16,
    others: filter.length * 8 + 16,
    numbers: 6 * 8 + 14 * 4,
  };
  const kernel = createKernel(bytesOf(sizes));
  const place = reserve(kernel, sizes);
  const { buffer } = kernel;
  const own = new Int16Array(buffer, place.counts, channels * samples);
  new Int32Array(buffer, place.begin, filter.begin.length).set(filter.begin);
  new Int32Array(buffer, place.weights, filter.weights.length).set(filter.weights);
  new Float64Array(buffer, place.heights, shape.heights.length).set(shape.heights);
  const pairs = new Float64Array(buffer, place.pairs, 2 * filter.amplitude.length);
  for (let k = 0; k < filter.amplitude.length; k++) {
    pairs[2 * k] = filter.amplitude[k]!;
    pairs[2 * k + 1] = filter.delay[k]!;
  }
  // The class PeakFit of the assembly.
  const { first, step, stepsPerSample } = shape;
  const { samplingPeriod, farthest } = setup;
  new Float64Array(buffer, place.numbers, 6).set([
    ...[first, step, stepsPerSample],
    ...[samplingPeriod, farthest, filter.earliest],
  ]);
  new Int32Array(buffer, place.numbers + 6 * 8, 14).set([
    ...[place.values, samples, place.sample, place.rowOf, place.firstOf, place.height, place.time],
    ...[place.begin, place.weights, filter.length, place.pairs, place.heights, shape.row, place.others],
  ]);
  const leastEven = leastCount(pedestalEven, threshold);
  const leastOdd = leastCount(pedestalOdd, threshold);
  return {
    list: new Int32Array(buffer, place.list, channels),
    values: new Float64Array(buffer, place.values, channels * samples),
    firstOf: new Int32Array(buffer, place.firstOf, channels + 1),
    rowOf: new Int32Array(buffer, place.rowOf, most),
    sample: new Int32Array(buffer, place.sample, most),
    height: new Float64Array(buffer, place.height, most),
    time: new Float64Array(buffer, place.time, most),
    select: (counts) => {
      own.set(counts);
      return kernel.selectChannels(
        place.counts,
        samples,
        channels,
        leastEven,
        leastOdd,
        pedestalEven,
        pedestalOdd,
        place.list,
        place.values,
      );
    },
    find: (count) => {
      kernel.findPeaks(place.values, samples, count, threshold, place.bits);
      return kernel.listPeaks(place.bits, count, place.sample, place.rowOf, place.firstOf);
    },
    fit: (count, start, isFirst) => kernel.fitPeaks(place.numbers, count, start, isFirst ? 1 : 0),
  };
}
