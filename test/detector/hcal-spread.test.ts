import { expect, test } from "vitest";
import { prepareHcalSpread } from "../../src/detector/hcal-spread.ts";
import { allocateReconstructed } from "../../src/readout/reconstructed.ts";

const spreadOf = (...cells: readonly (readonly [cell: number, energy: number, time: number])[]) => {
  const found = allocateReconstructed(36);
  for (const [cell, energy, time] of cells) {
    found.energy[cell] = energy;
    found.time[cell] = time;
  }
  return { ...prepareHcalSpread(3, 200, 0.16)(found) };
};

test("one cell, or cells behind one another, have none across the beam", () => {
  expect(spreadOf([4, 3, -2])).toEqual({ lateral: 0, time: 0 });
  const { lateral, time } = spreadOf([4, 3, -2], [13, 3, 4], [22, 3, 1]);
  expect(lateral).toBeCloseTo(0, 6);
  expect(time).toBeCloseTo(Math.sqrt((9 + 9 + 0) / 3), 12);
});

test("is that of the energies about their centre", () => {
  expect(spreadOf([3, 1, 0], [4, 1, 0]).lateral).toBeCloseTo(100, 9);
  // Corners across the module, one in HCAL1 and one in HCAL4: 565.7 mm apart.
  expect(spreadOf([0, 2, 0], [35, 2, 10])).toEqual({ lateral: expect.closeTo(200 * Math.SQRT2, 9), time: 5 });
  // Three quarters and one quarter: sqrt(3) / 4 of the distance.
  expect(spreadOf([1, 3, 0], [7, 1, 8])).toEqual({
    lateral: expect.closeTo(100 * Math.sqrt(3), 9),
    time: expect.closeTo(2 * Math.sqrt(3), 9),
  });
});

test("cells below the threshold, and those without a pulse, do not count", () => {
  expect(spreadOf([4, 3, 0], [0, 0.15, 90], [8, 1, Number.NaN])).toEqual({ lateral: 0, time: 0 });
  expect(spreadOf([4, 0.1, 0])).toEqual({ lateral: Number.NaN, time: Number.NaN });
});
