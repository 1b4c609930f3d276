import { expect, test } from "vitest";
import { peakNumber, weightPerElectron } from "../../scripts/dimuon-numbers.ts";
import { fill1D, histogram1D } from "../../src/statistics/histogram.ts";

const axis = { low: 0, high: 2, bins: 2, label: "E", unit: "GeV" };

test("the weight per electron is of all cells: bins, under- and overflow", () => {
  const histogram = histogram1D(axis);
  for (const x of [-1, 0.5, 1.5, 9]) fill1D(histogram, x, 2);
  const { mean, error } = weightPerElectron(histogram, 1000);
  expect(mean).toBeCloseTo(8 / 1000, 12);
  expect(error).toBeCloseTo(Math.sqrt(16) / 1000, 4);
});

test("a peak that cannot be told has no value", () => {
  expect(peakNumber("peak", "alone", histogram1D(axis), 5)).toMatchObject({
    value: null,
    error: null,
    paper: 5,
  });
});
