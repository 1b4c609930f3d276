/** The loops of ../sample-twin.ts in AssemblyScript, which is where they are explained: the same numbers, summed in the same order. */

export function fillNoise(
  analog: usize,
  stride: i32,
  groups: i32,
  offsets: usize,
  bank: usize,
  pedestalEven: f32,
  pedestalOdd: f32,
): void {
  const even = f32x4.splat(pedestalEven);
  const pedestals = f32x4.replace_lane(f32x4.replace_lane(even, 1, pedestalOdd), 3, pedestalOdd);
  const row = (<usize>stride) << 2;
  for (let group = 0; group < groups; group++) {
    let a = bank + ((<usize>load<u16>(offsets, 0)) << 2);
    let b = bank + ((<usize>load<u16>(offsets, 2)) << 2);
    let c = bank + ((<usize>load<u16>(offsets, 4)) << 2);
    let d = bank + ((<usize>load<u16>(offsets, 6)) << 2);
    offsets += 8;
    const end = analog + row;
    while (analog < end) {
      const first = f32x4.add(v128.load(a), pedestals);
      const second = v128.load(b);
      const third = v128.load(c);
      const fourth = v128.load(d);
      const sum = f32x4.add(first, second);
      const difference = f32x4.sub(first, second);
      const otherSum = f32x4.add(third, fourth);
      const otherDifference = f32x4.sub(third, fourth);
      v128.store(analog, f32x4.add(sum, otherSum));
      v128.store(analog + row, f32x4.add(difference, otherDifference));
      v128.store(analog + 2 * row, f32x4.sub(sum, otherSum));
      v128.store(analog + 3 * row, f32x4.sub(difference, otherDifference));
      analog += 16;
      a += 16;
      b += 16;
      c += 16;
      d += 16;
    }
    analog += 3 * row;
  }
}

/** Numbers and places of tables, as sample-kernel.ts writes them: places in bytes, lengths in values. */
@unmanaged
class PulseLists {
  first: f64;
  samplesPerTime: f64;
  stepsPerSample: f64;
  length: f64;
  peak: f64;
  analog: usize;
  stride: i32;
  table: usize;
  row: i32;
  block: usize;
  channel: usize;
  time: usize;
  amplitude: usize;
  rise: usize;
  fall: usize;
  least: usize;
  placed: usize;
  numbers: usize;
}

/** A pulse that is placed: where in samples and table, how high, and where its peak is among the samples from `sample` on. */
@unmanaged
class Placed {
  here: usize;
  end: usize;
  height: usize;
  peak: i32;
  lower: f32;
  upper: f32;
  channel: i32;
  isDeformed: i32;
}

/** First all are placed, then all added: the end of the loop over samples is seldom foreseen by the processor, and would hold up the next place. */
export function addPulses(lists: usize, count: i32, start: f64): void {
  const pulses = changetype<PulseLists>(lists);
  const end = place(pulses, count, start);
  const next = (<usize>pulses.row) << 2;
  const block = pulses.block << 2;
  for (let at = pulses.placed; at < end; at += offsetof<Placed>()) {
    const placed = changetype<Placed>(at);
    if (placed.isDeformed) addDeformed(pulses, placed, next, block);
    else addPlain(placed, next);
  }
}

/** Places two pulses at a time, one more than there are if they are odd; returns the end of those that are in the record. */
function place(pulses: PulseLists, count: i32, start: f64): usize {
  const stride = pulses.stride;
  const analog = pulses.analog;
  const table = pulses.table;
  const rows = i32x4.splat(pulses.row);
  const first = f64x2.splat(pulses.first);
  const starts = f64x2.splat(start);
  const samplesPerTime = f64x2.splat(pulses.samplesPerTime);
  const stepsPerSample = f64x2.splat(pulses.stepsPerSample);
  const earliest = f64x2.splat(-pulses.length);
  const latest = f64x2.splat(<f64>stride);
  const steps = f64x2.splat(pulses.peak);
  const one = f64x2.splat(1);
  const zero = f64x2.splat(0);
  const three = i32x4.splat(3);
  const silence = i32x4.splat(4);
  const numbers = pulses.numbers;
  let end = pulses.placed;
  for (let p = 0; p < count; p += 2) {
    const time = v128.load(pulses.time + ((<usize>p) << 3));
    const amplitude = v128.load(pulses.amplitude + ((<usize>p) << 3));
    const delay = f64x2.mul(f64x2.sub(f64x2.add(time, first), starts), samplesPerTime);
    const isInside = v128.and(f64x2.gt(delay, earliest), f64x2.lt(delay, latest));
    const begin = f64x2.pmax(zero, f64x2.ceil(delay));
    const since = f64x2.floor(f64x2.sub(begin, delay));
    const phases = f64x2.mul(f64x2.sub(f64x2.sub(begin, delay), since), stepsPerSample);
    const phase = f64x2.floor(phases);
    const fraction = f64x2.sub(phases, phase);
    const toPeak = f64x2.ceil(f64x2.div(f64x2.sub(steps, phase), stepsPerSample));
    const whole = i32x4.trunc_sat_f64x2_s_zero(begin);
    const gone = i32x4.trunc_sat_f64x2_s_zero(since);
    const row = i32x4.mul(i32x4.trunc_sat_f64x2_s_zero(phase), rows);
    const sample = v128.andnot(whole, three);
    const within = v128.and(whole, three);
    const peak = i32x4.sub(i32x4.add(within, i32x4.trunc_sat_f64x2_s_zero(toPeak)), gone);
    const from = i32x4.sub(i32x4.add(i32x4.add(row, silence), gone), within);
    v128.store(numbers, sample);
    v128.store(numbers, from, 16);
    v128.store(numbers, peak, 32);
    v128.store(numbers, f32x4.demote_f64x2_zero(f64x2.mul(amplitude, f64x2.sub(one, fraction))), 48);
    v128.store(numbers, f32x4.demote_f64x2_zero(f64x2.mul(amplitude, fraction)), 64);
    v128.store(numbers, isInside, 80);
    const pair = min(2, count - p);
    for (let lane = 0; lane < pair; lane++) {
      const at = numbers + ((<usize>lane) << 2);
      if (load<i32>(numbers + ((<usize>lane) << 3), 80) === 0) continue;
      const channel = load<i32>(pulses.channel + ((<usize>(p + lane)) << 2));
      const height = load<f64>(pulses.amplitude + ((<usize>(p + lane)) << 3));
      const placed = changetype<Placed>(end);
      const base = channel * stride;
      placed.here = analog + ((<usize>(base + load<i32>(at))) << 2);
      placed.end = analog + ((<usize>(base + stride)) << 2);
      placed.height = table + ((<usize>load<i32>(at, 16)) << 2);
      placed.peak = load<i32>(at, 32);
      placed.lower = load<f32>(at, 48);
      placed.upper = load<f32>(at, 64);
      placed.channel = channel;
      placed.isDeformed = <i32>(height >= load<f64>(pulses.least + ((<usize>channel) << 3)));
      end += offsetof<Placed>();
    }
  }
  return end;
}

function addPlain(placed: Placed, next: usize): void {
  const lower = f32x4.splat(placed.lower);
  const upper = f32x4.splat(placed.upper);
  const end = placed.end;
  let height = placed.height;
  for (let here = placed.here; here < end; here += 16, height += 16) {
    const low = f32x4.mul(lower, v128.load(height));
    const high = f32x4.mul(upper, v128.load(height + next));
    v128.store(here, f32x4.add(v128.load(here), f32x4.add(low, high)));
  }
}

function addDeformed(pulses: PulseLists, placed: Placed, next: usize, block: usize): void {
  const lower = f32x4.splat(placed.lower);
  const upper = f32x4.splat(placed.upper);
  const each = (<usize>placed.channel) << 3;
  const rise = v128.load64_splat(pulses.rise + each);
  const fall = v128.load64_splat(pulses.fall + each);
  const lowerRise = times(rise, lower);
  const upperRise = times(rise, upper);
  const lowerFall = times(fall, lower);
  const upperFall = times(fall, upper);
  const peak = i32x4.splat(placed.peak);
  let index = i32x4(0, 1, 2, 3);
  const end = placed.end;
  let height = placed.height;
  for (let here = placed.here; here < end; here += 16, height += 16) {
    const low = f32x4.mul(lower, v128.load(height));
    const high = f32x4.mul(upper, v128.load(height + next));
    const isBefore = i32x4.lt_s(index, peak);
    index = i32x4.add(index, i32x4.splat(4));
    const lowWeight = v128.bitselect(lowerRise, lowerFall, isBefore);
    const highWeight = v128.bitselect(upperRise, upperFall, isBefore);
    const lowChange = f32x4.mul(lowWeight, v128.load(height + block));
    const highChange = f32x4.mul(highWeight, v128.load(height + block + next));
    const pulse = f32x4.add(v128.load(here), f32x4.add(low, high));
    v128.store(here, f32x4.add(pulse, f32x4.add(lowChange, highChange)));
  }
}

/** A float64 times a float32, rounded to float32, in all lanes. */
function times(weight: v128, value: v128): v128 {
  const product = f32x4.demote_f64x2_zero(f64x2.mul(weight, f64x2.promote_low_f32x4(value)));
  return v128.shuffle<i32>(product, product, 0, 0, 0, 0);
}

export function digitise(
  analog: usize,
  stride: i32,
  counts: usize,
  samples: i32,
  channels: i32,
  largest: i32,
): void {
  // Adding 2^23 rounds, half to even, and leaves the count in the last bits; packing clips it at 32 767.
  const least = f32x4.splat(0);
  const shift = f32x4.splat(8388608.0);
  const shiftBits = i32x4.splat(0x4b000000);
  const most = i16x8.splat(<i16>largest);
  for (let channel = 0; channel < channels; channel++) {
    // Writes up to seven counts too many, which those of the next channel replace.
    const end = analog + ((<usize>stride) << 2);
    let here = counts;
    for (; analog < end; analog += 32, here += 16) {
      const low = i32x4.sub(f32x4.add(f32x4.pmax(v128.load(analog), least), shift), shiftBits);
      const high = i32x4.sub(f32x4.add(f32x4.pmax(v128.load(analog, 16), least), shift), shiftBits);
      v128.store(here, i16x8.min_s(most, i16x8.narrow_i32x4_s(low, high)));
    }
    counts += (<usize>samples) << 1;
  }
}
