import { portion, type SampleLoops, type SampleSetup, silence } from "./sample-loops.ts";

/** Adding it to a number from 0 to itself rounds to a whole number in float32, half to even. */
const rounding = 0x80_0000;

/** The loops over the samples as they are meant: what the kernel does, in the same order, and so with the same float32 results. */
export function prepareSampleTwin(setup: SampleSetup): SampleLoops {
  const { channels, samples, bank, largest } = setup;
  const { heights, row, length, block, first, step, stepsPerSample, peak } = setup.pulse;
  const { rise, fall, least } = setup.deformation;
  const samplesPerTime = 1 / (step * stepsPerSample);
  const groups = Math.ceil(channels / 4);
  const stride = 8 * Math.ceil(samples / 8);
  const pedestals = Float32Array.of(setup.pedestalEven, setup.pedestalOdd);
  const offsets = new Int32Array(2 * groups);
  const pulses = {
    channel: new Int32Array(portion),
    time: new Float64Array(portion),
    amplitude: new Float64Array(portion),
  };
  const analog = new Float32Array(groups * 4 * stride);
  const counts = new Int16Array(channels * samples);
  const { fround } = Math;

  return {
    stride,
    offsets,
    pulses,
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
    addPulses: (count, start) => {
      for (let p = 0; p < count; p++) {
        // The pulse begins so many samples after sample 0.
        const delay = (pulses.time[p]! + first - start) * samplesPerTime;
        if (!(delay > -length && delay < stride)) continue;
        const begin = delay > 0 ? Math.ceil(delay) : 0;
        // Its height at sample `begin`: so many samples, phases, and fractions of one, from its first.
        const since = Math.floor(begin - delay);
        const phases = (begin - delay - since) * stepsPerSample;
        const phase = Math.floor(phases);
        const fraction = phases - phase;
        const peakSample = begin - since + Math.ceil((peak - phase) / stepsPerSample);
        const c = pulses.channel[p]!;
        const amplitude = pulses.amplitude[p]!;
        const lower = fround(amplitude * (1 - fraction));
        const upper = fround(amplitude * fraction);
        const isDeformed = amplitude >= least[c]!;
        const from = phase * row + silence + since - begin;
        for (let k = begin & ~3; k < stride; k++) {
          const here = fround(lower * heights[from + k]!);
          const next = fround(upper * heights[from + row + k]!);
          let value = fround(analog[c * stride + k]! + fround(here + next));
          if (isDeformed) {
            const weight = k < peakSample ? rise[c]! : fall[c]!;
            const change = fround(fround(weight * lower) * heights[block + from + k]!);
            const nextChange = fround(fround(weight * upper) * heights[block + from + row + k]!);
            value = fround(value + fround(change + nextChange));
          }
          analog[c * stride + k] = value;
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
