/** The loops of ../sample-loops-twin.ts in AssemblyScript, which is where they are explained: the same numbers, summed in the same order. */

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

/** The five lists of placed pulses stand one behind the other, so many bytes apart. */
const list: usize = 4 * 128;

export function addPulses(analog: usize, table: usize, row: i32, placed: usize, count: i32): void {
  const next = (<usize>row) << 2;
  const last = placed + ((<usize>count) << 2);
  for (; placed < last; placed += 4) {
    let sample = analog + ((<usize>load<u32>(placed)) << 2);
    const end = analog + ((<usize>load<u32>(placed, list)) << 2);
    let height = table + ((<usize>load<u32>(placed, 2 * list)) << 2);
    const lower = v128.load32_splat(placed, 3 * list);
    const upper = v128.load32_splat(placed, 4 * list);
    for (; sample < end; sample += 16, height += 16) {
      const here = f32x4.mul(lower, v128.load(height));
      const there = f32x4.mul(upper, v128.load(height + next));
      v128.store(sample, f32x4.add(v128.load(sample), f32x4.add(here, there)));
    }
  }
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
