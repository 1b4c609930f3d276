import { expect, it } from "vitest";
import { preparePeakTwin } from "../../../src/readout/kernel/peak-twin.ts";
import { peakSetup } from "./peak-setup.ts";

const setup = peakSetup({ channels: 3 });
const peaks = preparePeakTwin(setup);
const { samples } = setup;

/** Counts with so many above their pedestals, by channel and sample. */
function counts(...above: readonly (readonly [channel: number, sample: number, counts: number])[]) {
  const all = Int16Array.from({ length: 3 * samples }, (_, k) => (k % 2 === 0 ? 50 : 53));
  for (const [c, k, more] of above) all[c * samples + k]! += more;
  return all;
}

it("selects channels with a sample that is above its own pedestal by the threshold", () => {
  expect(peaks.select(counts([0, 6, 3], [0, 7, 3], [1, 31, 4], [2, 0, 100]))).toBe(2);
  expect([...peaks.list.subarray(0, 2)]).toEqual([1, 2]);
  expect(peaks.values[31]).toBe(4);
  expect([...peaks.values.subarray(samples, samples + 2)]).toEqual([100, 0]);
});

it("finds peaks that rise and fall by the threshold", () => {
  const rows = peaks.select(
    counts([0, 5, 10], [0, 6, 7], [0, 7, 10], [0, 20, 6], [0, 21, 2], [0, 22, 5], [1, 3, 9], [1, 31, 50]),
  );
  // Neither the dip of three counts nor the one behind it, and not what still rises at the end.
  expect(peaks.find(rows)).toBe(3);
  expect([...peaks.sample.subarray(0, 3)]).toEqual([5, 20, 3]);
  expect([...peaks.rowOf.subarray(0, 3)]).toEqual([0, 0, 1]);
  expect([...peaks.firstOf.subarray(0, 3)]).toEqual([0, 2, 3]);
});

it("fits each peak less the others of its row, at first only where there are others", () => {
  const rows = peaks.select(counts([0, 10, 100], [0, 11, 50], [0, 12, 80], [2, 8, 60]));
  expect(peaks.find(rows)).toBe(3);
  for (let p = 0; p < 3; p++) peaks.time[p] = peaks.sample[p]! * setup.samplingPeriod;
  peaks.height.set([0, 80, 0]);
  peaks.fit(3, 0, true);
  // The pulse of 80 is nothing two samples from its peak, and neither is that of 100.
  expect([...peaks.height.subarray(0, 3)]).toEqual([100, 80, 0]);
  peaks.time[1] = 11 * setup.samplingPeriod;
  peaks.fit(3, 0, false);
  // One sample from its peak it is half its height.
  expect([...peaks.height.subarray(0, 3)]).toEqual([100 - 80 / 2, 50 - 60 / 2, 60]);
});
