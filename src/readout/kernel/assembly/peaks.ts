/** The search of ../peak-twin.ts in AssemblyScript, which is where it is explained: the same numbers from the same operations. */

/** Eight samples of a channel at a time. Reads and writes up to seven of them behind the last. */
export function selectChannels(
  counts: usize,
  samples: i32,
  channels: i32,
  leastEven: i32,
  leastOdd: i32,
  pedestalEven: f64,
  pedestalOdd: f64,
  list: usize,
  values: usize,
): i32 {
  const evens = i32x4.splat(0xffff);
  const least = v128.bitselect(i16x8.splat(<i16>leastEven), i16x8.splat(<i16>leastOdd), evens);
  const row = (<usize>samples) << 1;
  const whole = (<usize>(samples & ~7)) << 1;
  // 0 in the samples of the last vector that are of the next channel.
  const mine = i16x8.lt_s(i16x8(0, 1, 2, 3, 4, 5, 6, 7), i16x8.splat(<i16>(samples & 7)));
  let end = list;
  let sample = counts;
  for (let channel = 0; channel < channels; channel++) {
    let reaches = v128.and(i16x8.ge_s(v128.load(sample + whole), least), mine);
    for (let k: usize = 0; k < whole; k += 16) {
      reaches = v128.or(reaches, i16x8.ge_s(v128.load(sample + k), least));
    }
    store<i32>(end, channel);
    end += (<usize>v128.any_true(reaches)) << 2;
    sample += row;
  }
  const pedestals = f64x2.replace_lane(f64x2.splat(pedestalEven), 1, pedestalOdd);
  for (let next = list; next < end; next += 4) {
    const from = counts + <usize>load<u32>(next) * row;
    for (let k: usize = 0; k < row; k += 16) {
      const eight = v128.load(from + k);
      const low = i32x4.extend_low_i16x8_s(eight);
      const high = i32x4.extend_high_i16x8_s(eight);
      const to = values + 4 * k;
      v128.store(to, f64x2.sub(f64x2.convert_low_i32x4_s(low), pedestals));
      v128.store(to, f64x2.sub(f64x2.convert_low_i32x4_s(upper(low)), pedestals), 16);
      v128.store(to, f64x2.sub(f64x2.convert_low_i32x4_s(high), pedestals), 32);
      v128.store(to, f64x2.sub(f64x2.convert_low_i32x4_s(upper(high)), pedestals), 48);
    }
    values += 4 * row;
  }
  return <i32>((end - list) >> 2);
}

/** Four rows at a time, two in a vector: the samples with a peak as bits. Works on up to three rows behind the last. */
export function findPeaks(values: usize, samples: i32, rows: i32, threshold: f64, bits: usize): void {
  const row = (<usize>samples) << 3;
  const least = f64x2.splat(threshold);
  const zero = f64x2.splat(0);
  for (let n = 0; n < rows; n += 4) {
    let seeks = i64x2.splat(-1);
    let valley = zero;
    let top = zero;
    let place = i64x2.splat(0);
    let found = place;
    let otherSeeks = seeks;
    let otherValley = zero;
    let otherTop = zero;
    let otherPlace = place;
    let otherFound = place;
    let bit = i64x2.splat(1);
    for (let k: usize = 0; k < row; k += 8) {
      const here = values + k;
      const value = v128.load64_lane(here + row, v128.load64_zero(here), 1);
      const other = v128.load64_lane(here + 3 * row, v128.load64_zero(here + 2 * row), 1);

      const rises = v128.and(seeks, f64x2.ge(f64x2.sub(value, valley), least));
      const falls = v128.andnot(f64x2.ge(f64x2.sub(top, value), least), seeks);
      const higher = v128.or(rises, v128.andnot(f64x2.gt(value, top), seeks));
      found = v128.or(found, v128.and(falls, place));
      top = v128.bitselect(value, top, higher);
      place = v128.bitselect(bit, place, higher);
      valley = f64x2.pmax(zero, v128.bitselect(f64x2.pmin(valley, value), value, seeks));
      seeks = v128.or(v128.andnot(seeks, rises), falls);

      const otherRises = v128.and(otherSeeks, f64x2.ge(f64x2.sub(other, otherValley), least));
      const otherFalls = v128.andnot(f64x2.ge(f64x2.sub(otherTop, other), least), otherSeeks);
      const otherHigher = v128.or(otherRises, v128.andnot(f64x2.gt(other, otherTop), otherSeeks));
      otherFound = v128.or(otherFound, v128.and(otherFalls, otherPlace));
      otherTop = v128.bitselect(other, otherTop, otherHigher);
      otherPlace = v128.bitselect(bit, otherPlace, otherHigher);
      otherValley = f64x2.pmax(zero, v128.bitselect(f64x2.pmin(otherValley, other), other, otherSeeks));
      otherSeeks = v128.or(v128.andnot(otherSeeks, otherRises), otherFalls);

      bit = i64x2.shl(bit, 1);
    }
    v128.store(bits, found);
    v128.store(bits, otherFound, 16);
    bits += 32;
    values += 4 * row;
  }
}

/** Lists the peaks of `rows` rows from their bits; returns how many there are. */
export function listPeaks(bits: usize, rows: i32, sample: usize, rowOf: usize, firstOf: usize): i32 {
  let place: usize = 0;
  for (let n = 0; n < rows; n++) {
    store<i32>(firstOf + ((<usize>n) << 2), <i32>(place >> 2));
    for (let left = load<u64>(bits + ((<usize>n) << 3)); left !== 0; left &= left - 1) {
      store<i32>(sample + place, <i32>ctz(left));
      store<i32>(rowOf + place, n);
      place += 4;
    }
  }
  store<i32>(firstOf + ((<usize>rows) << 2), <i32>(place >> 2));
  return <i32>(place >> 2);
}

/** Numbers and places of tables, as peak-kernel.ts writes them: places in bytes, lengths in values. */
@unmanaged
class PeakFit {
  pulseFirst: f64;
  step: f64;
  stepsPerSample: f64;
  samplingPeriod: f64;
  farthest: f64;
  earliest: f64;
  values: usize;
  samples: usize;
  sample: usize;
  rowOf: usize;
  firstOf: usize;
  height: usize;
  time: usize;
  begin: usize;
  weights: usize;
  length: usize;
  pairs: usize;
  heights: usize;
  row: usize;
  others: usize;
}

/** The last of an odd number of samples is one of a pair: `others` and the rows of the table have room for it. */
function sumOthers(fit: PeakFit, p: i32, n: i32, from: i32, start: f64): void {
  const length = fit.length;
  const others = fit.others;
  for (let k: usize = 0; k < length; k += 2) v128.store(others + (k << 3), f64x2.splat(0));
  const end = load<i32>(fit.firstOf + ((<usize>(n + 1)) << 2));
  for (let q = load<i32>(fit.firstOf + ((<usize>n) << 2)); q < end; q++) {
    if (q === p) continue;
    const time = load<f64>(fit.time + ((<usize>q) << 3));
    const place = (start + <f64>from * fit.samplingPeriod - time - fit.pulseFirst) / fit.step;
    const skipped = place > 0 ? 0 : ceil(-place / fit.stepsPerSample);
    if (skipped >= <f64>length) continue;
    const exact = place + skipped * fit.stepsPerSample;
    const below = <i32>exact;
    const high = load<f64>(fit.height + ((<usize>q) << 3));
    const upper = high * (exact - <f64>below);
    const lower = high - upper;
    const phases = <i32>fit.stepsPerSample;
    let here = fit.heights + ((<usize>(below % phases) * fit.row + <usize>(below / phases)) << 3);
    const next = fit.row << 3;
    for (let k = <usize>skipped; k < length; k += 2, here += 16) {
      const other = others + (k << 3);
      const sum = f64x2.add(
        f64x2.mul(f64x2.splat(lower), v128.load(here)),
        f64x2.mul(f64x2.splat(upper), v128.load(here + next)),
      );
      v128.store(other, f64x2.add(v128.load(other), sum));
    }
  }
}

/** Weights of amplitude and delay stand side by side, and so do their sums. */
export function fitPeaks(setup: usize, count: i32, start: f64, isFirst: i32): void {
  const fit = changetype<PeakFit>(setup);
  const length = fit.length;
  const farthest = fit.farthest;
  for (let p = 0; p < count; p++) {
    const n = load<i32>(fit.rowOf + ((<usize>p) << 2));
    const firstOf = fit.firstOf + ((<usize>n) << 2);
    const isAlone = load<i32>(firstOf, 4) - load<i32>(firstOf) === 1;
    if (isFirst && isAlone) continue;
    const timeOf = fit.time + ((<usize>p) << 3);
    const row = <i32>((load<f64>(timeOf) - start) / fit.step - fit.earliest + 0.5);
    const from = load<i32>(fit.begin + ((<usize>row) << 2));
    let weights = fit.pairs + ((<usize>load<i32>(fit.weights + ((<usize>row) << 2))) << 4);
    let value = fit.values + ((<usize>n * fit.samples + <usize>from) << 3);
    let sums = f64x2.splat(0);
    if (isAlone) {
      for (const end = value + (length << 3); value < end; value += 8, weights += 16) {
        sums = f64x2.add(sums, f64x2.mul(v128.load(weights), v128.load64_splat(value)));
      }
    } else {
      sumOthers(fit, p, n, from, start);
      let other = fit.others;
      for (const end = value + (length << 3); value < end; value += 8, weights += 16, other += 8) {
        const left = f64x2.sub(v128.load64_splat(value), v128.load64_splat(other));
        sums = f64x2.add(sums, f64x2.mul(v128.load(weights), left));
      }
    }
    const found = f64x2.extract_lane(sums, 0);
    const heightOf = fit.height + ((<usize>p) << 3);
    if (!(found > 0)) {
      store<f64>(heightOf, 0);
      continue;
    }
    store<f64>(heightOf, found);
    const highest = start + <f64>load<i32>(fit.sample + ((<usize>p) << 2)) * fit.samplingPeriod;
    const later = f64x2.extract_lane(sums, 1) / found;
    const away = start + (fit.earliest + <f64>row) * fit.step + later - highest;
    store<f64>(timeOf, highest + max(-farthest, min(farthest, away)));
  }
}

/** The two upper of four int32. */
function upper(four: v128): v128 {
  return v128.shuffle<i32>(four, four, 2, 3, 2, 3);
}
