import { bytesOf, createKernel, type Kernel, reserve } from "./kernel.ts";
import { portion, type SampleLoops, type SampleSetup } from "./sample-loops.ts";

/** The kernel in whose memory a bank is, at its beginning. */
const kernels = new WeakMap<Float32Array, Kernel>();

/** A kernel with the bank and so many bytes to spare. The parts of a run share it: a second bank would not fit the second cache. */
function kernelWith(bank: Float32Array, bytes: number): Kernel {
  const known = kernels.get(bank);
  if (known !== undefined && known.used + bytes <= known.buffer.byteLength) return known;
  const kernel = createKernel(Math.max(1 << 20, bytesOf({ bank: bank.byteLength }) + bytes));
  const place = reserve(kernel, { bank: bank.byteLength });
  new Float32Array(kernel.buffer, place.bank, bank.length).set(bank);
  kernels.set(bank, kernel);
  return kernel;
}

/** The loops of `prepareSampleTwin`, four and eight samples at a time: assembly/sample-loops.ts. */
export function prepareSampleKernel(setup: SampleSetup): SampleLoops {
  const { channels, samples, bank, pedestalEven, pedestalOdd, largest, pulse, deformation } = setup;
  const groups = Math.ceil(channels / 4);
  const stride = 8 * Math.ceil(samples / 8);
  const sizes = {
    table: pulse.heights.byteLength,
    offsets: groups * 8,
    channel: 4 * portion,
    time: 8 * portion,
    amplitude: 8 * portion,
    rise: 8 * channels,
    fall: 8 * channels,
    least: 8 * channels,
    placed: 8 * 4 * portion,
    numbers: 6 * 16,
    lists: 5 * 8 + 13 * 4,
    analog: groups * 4 * stride * 4,
    counts: channels * samples * 2 + 16,
  };
  const kernel = kernelWith(bank, bytesOf(sizes));
  const { buffer } = kernel;
  const place = reserve(kernel, sizes);
  new Float32Array(buffer, place.table, pulse.heights.length).set(pulse.heights);
  for (const name of ["rise", "fall", "least"] as const) {
    new Float64Array(buffer, place[name], channels).set(deformation[name]);
  }
  // The class PulseLists of the assembly.
  const { first, step, stepsPerSample, length, peak, row, block } = pulse;
  new Float64Array(buffer, place.lists, 5).set([
    ...[first, 1 / (step * stepsPerSample), stepsPerSample, length, peak],
  ]);
  new Int32Array(buffer, place.lists + 5 * 8, 13).set([
    ...[place.analog, stride, place.table, row, block],
    ...[place.channel, place.time, place.amplitude, place.rise, place.fall, place.least],
    ...[place.placed, place.numbers],
  ]);
  return {
    stride,
    offsets: new Int32Array(buffer, place.offsets, 2 * groups),
    pulses: {
      channel: new Int32Array(buffer, place.channel, portion),
      time: new Float64Array(buffer, place.time, portion),
      amplitude: new Float64Array(buffer, place.amplitude, portion),
    },
    analog: new Float32Array(buffer, place.analog, groups * 4 * stride),
    counts: new Int16Array(buffer, place.counts, channels * samples),
    fillNoise: () =>
      kernel.fillNoise(place.analog, stride, groups, place.offsets, 0, pedestalEven, pedestalOdd),
    addPulses: (count, start) => kernel.addPulses(place.lists, count, start),
    digitise: () => kernel.digitise(place.analog, stride, place.counts, samples, channels, largest),
  };
}
