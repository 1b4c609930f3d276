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
  const { channels, samples, bank, pedestalEven, pedestalOdd, largest, table, row } = setup;
  const groups = Math.ceil(channels / 4);
  const stride = 8 * Math.ceil(samples / 8);
  const sizes = {
    table: table.byteLength,
    offsets: groups * 8,
    placed: 5 * 4 * portion,
    analog: groups * 4 * stride * 4,
    counts: channels * samples * 2 + 16,
  };
  const kernel = kernelWith(bank, bytesOf(sizes));
  const { buffer } = kernel;
  const place = reserve(kernel, sizes);
  new Float32Array(buffer, place.table, table.length).set(table);
  const listed = (list: number) => [buffer, place.placed + list * 4 * portion, portion] as const;
  return {
    stride,
    offsets: new Int32Array(buffer, place.offsets, 2 * groups),
    placed: {
      at: new Int32Array(...listed(0)),
      end: new Int32Array(...listed(1)),
      from: new Int32Array(...listed(2)),
      lower: new Float32Array(...listed(3)),
      upper: new Float32Array(...listed(4)),
    },
    analog: new Float32Array(buffer, place.analog, groups * 4 * stride),
    counts: new Int16Array(buffer, place.counts, channels * samples),
    fillNoise: () =>
      kernel.fillNoise(place.analog, stride, groups, place.offsets, 0, pedestalEven, pedestalOdd),
    addPulses: (count) => kernel.addPulses(place.analog, place.table, row, place.placed, count),
    digitise: () => kernel.digitise(place.analog, stride, place.counts, samples, channels, largest),
  };
}
