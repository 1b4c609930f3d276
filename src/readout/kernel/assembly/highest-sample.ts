/**
 * src/pileup/highest-sample.ts in AssemblyScript, which is where it is explained: the same numbers from the same operations, for eight
 * channels at once. Samples of either converter are compared as counts, the highest of the two less their pedestals.
 */

/** In `scratch`: sums of the pedestals (even, odd), what is found of each converter, then the samples, one vector of eight channels each. */
const found: usize = 64;
const columns: usize = found + 128;

export function findHighest(
  counts: usize,
  samples: i32,
  channels: i32,
  pedestalSamples: i32,
  first: i32,
  last: i32,
  start: f64,
  period: f64,
  energyPerCount: usize,
  energy: usize,
  time: usize,
  scratch: usize,
): void {
  const row = (<usize>samples) << 1;
  const evens = f64x2.splat(<f64>((pedestalSamples + 1) >> 1));
  const odds = f64x2.splat(<f64>(pedestalSamples >> 1));
  const firstOdd = first | 1;
  const firstEven = (first + 1) & ~1;
  for (let channel = 0; channel < channels; channel += 8) {
    sum(counts, row, 0, pedestalSamples, scratch);
    sum(counts, row, 1, pedestalSamples, scratch + 32);
    for (let k = first - 1; k <= last + 1; k++) v128.store(at(scratch, k), column(counts, row, k));
    search(scratch, firstEven, last, scratch + found);
    search(scratch, firstOdd, last, scratch + found + 64);
    for (let pair: usize = 0; pair < 4; pair++) {
      const pedestalEven = f64x2.div(integers(scratch + 8 * pair), evens);
      const pedestalOdd = f64x2.div(integers(scratch + 32 + 8 * pair), odds);
      const even = scratch + found + 4 * pair;
      const odd = even + 64;
      const heightEven = f64x2.sub(shorts(even), pedestalEven);
      const heightOdd = f64x2.sub(shorts(odd), pedestalOdd);
      const bestEven = shorts(even + 16);
      const bestOdd = shorts(odd + 16);
      const earlier = v128.and(f64x2.eq(heightOdd, heightEven), f64x2.lt(bestOdd, bestEven));
      const isOdd = v128.or(f64x2.gt(heightOdd, heightEven), earlier);
      const height = v128.bitselect(heightOdd, heightEven, isOdd);
      const best = v128.bitselect(bestOdd, bestEven, isOdd);
      const other = v128.bitselect(pedestalEven, pedestalOdd, isOdd);
      const before = f64x2.sub(v128.bitselect(shorts(odd + 32), shorts(even + 32), isOdd), other);
      const after = f64x2.sub(v128.bitselect(shorts(odd + 48), shorts(even + 48), isOdd), other);
      const curvature = f64x2.add(f64x2.sub(before, f64x2.mul(f64x2.splat(2), height)), after);
      const highest = v128.and(f64x2.le(before, height), f64x2.le(after, height));
      const isPeak = v128.and(f64x2.lt(curvature, f64x2.splat(0)), highest);
      const tilt = f64x2.sub(before, after);
      const shift = v128.and(f64x2.div(f64x2.mul(f64x2.splat(0.5), tilt), curvature), isPeak);
      const peak = f64x2.sub(height, f64x2.mul(f64x2.mul(f64x2.splat(0.25), tilt), shift));
      v128.store(energy, f64x2.mul(peak, v128.load(energyPerCount)));
      v128.store(time, f64x2.add(f64x2.splat(start), f64x2.mul(f64x2.add(best, shift), f64x2.splat(period))));
      energyPerCount += 16;
      energy += 16;
      time += 16;
    }
    counts += row << 3;
  }
}

function at(scratch: usize, k: i32): usize {
  return scratch + columns + ((<usize>k) << 4);
}

/** Sample k of eight channels. */
function column(counts: usize, row: usize, k: i32): v128 {
  const sample = counts + ((<usize>k) << 1);
  const half = sample + 4 * row;
  let lanes = v128.load_lane<i16>(sample, i16x8.splat(0), 0);
  lanes = v128.load_lane<i16>(sample + row, lanes, 1);
  lanes = v128.load_lane<i16>(sample + 2 * row, lanes, 2);
  lanes = v128.load_lane<i16>(sample + 3 * row, lanes, 3);
  lanes = v128.load_lane<i16>(half, lanes, 4);
  lanes = v128.load_lane<i16>(half + row, lanes, 5);
  lanes = v128.load_lane<i16>(half + 2 * row, lanes, 6);
  return v128.load_lane<i16>(half + 3 * row, lanes, 7);
}

/** Sums every other sample from the first on of eight channels. */
function sum(counts: usize, row: usize, from: i32, end: i32, to: usize): void {
  let low = i32x4.splat(0);
  let high = i32x4.splat(0);
  for (let k = from; k < end; k += 2) {
    const lanes = column(counts, row, k);
    low = i32x4.add(low, i32x4.extend_low_i16x8_s(lanes));
    high = i32x4.add(high, i32x4.extend_high_i16x8_s(lanes));
  }
  v128.store(to, low);
  v128.store(to, high, 16);
}

/** Finds the highest of every other sample of eight channels: height, place, the sample before and the one after. */
function search(scratch: usize, from: i32, last: i32, to: usize): void {
  let height = i16x8.splat(-32768);
  let best = i16x8.splat(0);
  let before = best;
  let after = best;
  for (let k = from; k <= last; k += 2) {
    const here = at(scratch, k);
    const value = v128.load(here);
    const higher = i16x8.gt_s(value, height);
    height = i16x8.max_s(value, height);
    best = v128.bitselect(i16x8.splat(<i16>k), best, higher);
    before = v128.bitselect(v128.load(here - 16), before, higher);
    after = v128.bitselect(v128.load(here + 16), after, higher);
  }
  v128.store(to, height);
  v128.store(to, best, 16);
  v128.store(to, before, 32);
  v128.store(to, after, 48);
}

/** Two int32 of memory as float64. */
function integers(from: usize): v128 {
  return f64x2.convert_low_i32x4_s(v128.load64_zero(from));
}

/** Two int16 of memory as float64. */
function shorts(from: usize): v128 {
  return f64x2.convert_low_i32x4_s(i32x4.extend_low_i16x8_s(v128.load32_zero(from)));
}
