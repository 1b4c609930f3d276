import { portion, type SampleLoops, type SampleSetup } from "./sample-loops.ts";

/** Adding it to a number from 0 to itself rounds to a whole number in float32, half to even. */
const rounding = 0x80_0000;

/** The loops over the samples as they are meant: what the kernel does, in the same order, and so with the same float32 results. */
export function prepareSampleTwin(setup: SampleSetup): SampleLoops {
  const { channels, samples, bank, largest, table, row } = setup;
  const groups = Math.ceil(channels / 4);
  const stride = 8 * Math.ceil(samples / 8);
  const pedestals = Float32Array.of(setup.pedestalEven, setup.pedestalOdd);
  const offsets = new Int32Array(2 * groups);
  const placed = {
    at: new Int32Array(portion),
    end: new Int32Array(portion),
    from: new Int32Array(portion),
    lower: new Float32Array(portion),
    upper: new Float32Array(portion),
  };
  const analog = new Float32Array(groups * 4 * stride);
  const counts = new Int16Array(channels * samples);
  const { fround } = Math;

  return {
    stride,
    offsets,
    placed,
    analog,
    counts,

    // Four stretches of the bank make the noise of four channels: a Hadamard matrix keeps them independent, and gives each sample
    // a sum of four values. The pedestal goes with the first stretch, which all four channels have with the sign +.
    fillNoise: () => {
      for (let group = 0; group < groups; group++) {
        const [one, two] = [offsets[2 * group]!, offsets[2 * group + 1]!];
        const [a, b, c, d] = [one & 0xffff, one >>> 16, two & 0xffff, two >>> 16];
        const base = group * 4 * stride;
        for (let k = 0; k < stride; k++) {
          const first = fround(bank[a + k]! + pedestals[k & 1]!);
          const sum = fround(first + bank[b + k]!);
          const difference = fround(first - bank[b + k]!);
          const otherSum = fround(bank[c + k]! + bank[d + k]!);
          const otherDifference = fround(bank[c + k]! - bank[d + k]!);
          analog[base + k] = sum + otherSum;
          analog[base + stride + k] = difference + otherDifference;
          analog[base + 2 * stride + k] = sum - otherSum;
          analog[base + 3 * stride + k] = difference - otherDifference;
        }
      }
    },

    // Interpolates between two phases of the table.
    addPulses: (count) => {
      for (let p = 0; p < count; p++) {
        const [at, end, from] = [placed.at[p]!, placed.end[p]!, placed.from[p]!];
        const [lower, upper] = [placed.lower[p]!, placed.upper[p]!];
        for (let j = 0; j < end - at; j++) {
          const here = fround(lower * table[from + j]!);
          const next = fround(upper * table[from + row + j]!);
          analog[at + j] = analog[at + j]! + fround(here + next);
        }
      }
    },

    digitise: () => {
      for (let channel = 0; channel < channels; channel++) {
        for (let k = 0; k < samples; k++) {
          const clipped = Math.min(largest, Math.max(0, analog[channel * stride + k]!));
          counts[channel * samples + k] = fround(clipped + rounding) - rounding;
        }
      }
    },
  };
}
