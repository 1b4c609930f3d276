import { describe, expect, test } from "vitest";
import {
  type Axis,
  cellOf,
  fill1D,
  fill2D,
  histogram1D,
  histogram2D,
  lowerEdge,
  merge,
  sumOfWeights,
} from "../../src/statistics/histogram.ts";

const x: Axis = { low: 0, high: 120, bins: 60, label: "E_ECAL", unit: "GeV" };
const y: Axis = { low: -1, high: 1, bins: 4, label: "E_HCAL", unit: "GeV" };

describe("cellOf", () => {
  test("a bin holds its lower edge and not its upper one", () => {
    expect(cellOf(x, 0)).toBe(1);
    expect(cellOf(x, 1.9)).toBe(1);
    expect(cellOf(x, 2)).toBe(2);
    expect(cellOf(x, 119.9)).toBe(60);
  });

  test("under- and overflow, infinities, and no value", () => {
    expect(cellOf(x, -1e-300)).toBe(0);
    expect(cellOf(x, 120)).toBe(61);
    expect(cellOf(x, Number.NEGATIVE_INFINITY)).toBe(0);
    expect(cellOf(x, Number.POSITIVE_INFINITY)).toBe(61);
    expect(cellOf(x, Number.NaN)).toBeNaN();
  });

  test("agrees with lowerEdge at every edge of an axis whose width is no binary fraction", () => {
    const axis: Axis = { low: -0.3, high: 7.1, bins: 999, label: "", unit: "1" };
    for (let cell = 1; cell <= axis.bins + 1; cell++) {
      const edge = lowerEdge(axis, cell);
      expect(cellOf(axis, edge)).toBe(cell);
      expect(cellOf(axis, edge - 1e-12)).toBe(cell - 1);
    }
    expect(lowerEdge(axis, 1000)).toBe(7.1);
  });
});

describe("one axis", () => {
  test("sums weights and their squares, keeps flows and absences apart", () => {
    const histogram = histogram1D(x);
    fill1D(histogram, 3);
    fill1D(histogram, 3, 0.5);
    fill1D(histogram, -1, 2);
    fill1D(histogram, 500, 3);
    fill1D(histogram, Number.NaN, 7);
    expect(histogram.sums[2]).toBe(1.5);
    expect(histogram.squares[2]).toBe(1.25);
    expect(histogram.sums[0]).toBe(2);
    expect(histogram.sums[61]).toBe(3);
    expect(histogram.absent).toBe(7);
    expect(sumOfWeights(histogram)).toBe(13.5);
  });

  test("refuses an axis without bins", () => {
    expect(() => histogram1D({ ...x, bins: 0 })).toThrow("no axis of 0 bins from 0 to 120 (E_ECAL)");
    expect(() => histogram1D({ ...x, bins: 1.5 })).toThrow("no axis of 1.5 bins");
    expect(() => histogram1D({ ...x, low: 120 })).toThrow("no axis of 60 bins from 120 to 120");
    expect(() => histogram1D({ ...x, high: Number.NaN })).toThrow("from 0 to NaN");
  });
});

describe("two axes", () => {
  test("a point lands in one cell, the first axis runs fastest", () => {
    const histogram = histogram2D(x, y);
    fill2D(histogram, 3, 0.6, 4);
    expect(histogram.sums.length).toBe(62 * 6);
    expect(histogram.sums[2 + 62 * 4]).toBe(4);
    expect(histogram.squares[2 + 62 * 4]).toBe(16);
    expect(sumOfWeights(histogram)).toBe(4);
  });

  test("corners of the flow are cells of their own; a missing coordinate is absent", () => {
    const histogram = histogram2D(x, y);
    fill2D(histogram, -1, 5, 1);
    fill2D(histogram, 130, -5, 2);
    fill2D(histogram, 10, Number.NaN, 3);
    fill2D(histogram, Number.NaN, -5, 4);
    expect(histogram.sums[62 * 5]).toBe(1);
    expect(histogram.sums[61]).toBe(2);
    expect(histogram.absent).toBe(7);
    expect(sumOfWeights(histogram)).toBe(10);
  });
});

describe("merge", () => {
  test("of any split is the histogram of all", () => {
    const points = Array.from({ length: 500 }, (_, i) => [
      ((i * 37) % 140) - 10,
      ((i * 11) % 30) / 10 - 1.5,
      1 + (i % 3),
    ]);
    const whole = histogram2D(x, y);
    const parts = [histogram2D(x, y), histogram2D(x, y)] as const;
    points.forEach(([a, b, weight], i) => {
      fill2D(whole, a!, b!, weight);
      fill2D(parts[i % 7 === 0 ? 0 : 1], a!, b!, weight);
    });
    fill2D(whole, Number.NaN, 0, 2);
    fill2D(parts[1], Number.NaN, 0, 2);
    merge(parts[0], parts[1]);
    expect(parts[0]).toEqual(whole);
  });

  test("refuses other axes", () => {
    expect(() => merge(histogram1D(x), histogram1D({ ...x, bins: 30 }))).toThrow(
      "histograms of different axes: E_ECAL [GeV] in 60 bins from 0 to 120 and E_ECAL [GeV] in 30 bins from 0 to 120",
    );
  });
});
