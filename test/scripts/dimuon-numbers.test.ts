import { describe, expect, test } from "vitest";
import {
  numbersTable,
  pairNumber,
  peakNumber,
  Share,
  weightPerElectron,
} from "../../scripts/dimuon-numbers.ts";
import { fill1D, histogram1D } from "../../src/statistics/histogram.ts";

const axis = { low: 0, high: 2, bins: 2, label: "E", unit: "GeV" };

describe("the table", () => {
  test("has a row for each quantity, a column for each sample, two digits of the error", () => {
    const table = numbersTable([
      pairNumber(
        "peak",
        "with others",
        { mean: 5.0312, error: 0.0213 },
        { unit: "GeV", paper: 5, status: "calibrated" },
      ),
      pairNumber("peak", "alone", undefined, { unit: "GeV", paper: 5, status: "calibrated" }),
      pairNumber("pairs", "alone", { mean: 5.4321e-6, error: 2e-8 }, { paper: 7.1531e-6 }),
    ]);
    const cells = table.split("\n").map((line) =>
      line
        .split("|")
        .map((cell) => cell.trim())
        .slice(1, -1),
    );
    expect(cells[0]).toEqual(["", "with others", "alone", "paper"]);
    expect(cells.slice(2)).toEqual([
      ["peak [GeV]", "5.031 ± 0.021", "too few events", "5 (scale)"],
      ["pairs", "", "(5.432 ± 0.020)e-6", "7.15e-6"],
    ]);
  });

  test("has the number of the paper, whichever sample is compared with it", () => {
    const table = numbersTable([
      pairNumber("preselected", "of reactions", { mean: 3e-4, error: 1e-4 }, {}),
      pairNumber("preselected", "per electron", { mean: 2e-7, error: 1e-7 }, { paper: 1.63e-6 }),
    ]);
    expect(table).toContain("| 1.63e-6 |");
  });
});

describe("a share", () => {
  // Without weights half of the interval of Clopper and Pearson is the root of p (1 - p) / n, and a few per cent more.
  test("is of weights, with an error", () => {
    const [even, heavy, none] = [new Share(), new Share(), new Share()];
    for (let k = 0; k < 400; k++) {
      even.add(1, k % 4 === 0);
      heavy.add(k % 4 === 0 ? 3e-9 : 1e-9, k % 4 === 0);
    }
    expect(even.estimate()!.mean).toBe(0.25);
    expect(even.estimate()!.error).toBeGreaterThan(Math.sqrt((0.25 * 0.75) / 400));
    expect(even.estimate()!.error).toBeLessThan(1.1 * Math.sqrt((0.25 * 0.75) / 400));
    expect(heavy.estimate()!.mean).toBeCloseTo(0.5, 12);
    expect(none.estimate()).toBeUndefined();
  });
});

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
