import { instantiateKernel } from "./kernel.ts";
import { portion, type SampleLoops, type SampleSetup } from "./sample-loops.ts";

/** The loops of `prepareSampleTwin`, four and eight samples at a time: assembly/sample-loops.ts. */
export function prepareSampleKernel(setup: SampleSetup): SampleLoops {
  const { channels, samples, bank, pedestalEven, pedestalOdd, largest, table, row } = setup;
  const groups = Math.ceil(channels / 4);
  const stride = 8 * Math.ceil(samples / 8);
  const { place, buffer, kernel } = instantiateKernel({
    bank: bank.byteLength,
    table: table.byteLength,
    offsets: groups * 8,
    placed: 5 * 4 * portion,
    analog: groups * 4 * stride * 4,
    counts: channels * samples * 2 + 16,
  });
  new Float32Array(buffer, place.bank, bank.length).set(bank);
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
      kernel.fillNoise(place.analog, stride, groups, place.offsets, place.bank, pedestalEven, pedestalOdd),
    addPulses: (count) => kernel.addPulses(place.analog, place.table, row, place.placed, count),
    digitise: () => kernel.digitise(place.analog, stride, place.counts, samples, channels, largest),
  };
}
