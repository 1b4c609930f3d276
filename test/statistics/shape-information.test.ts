import { describe, expect, test } from "vitest";
import { shapeInformation } from "../../src/statistics/shape-information.ts";

describe("information of a shape", () => {
  test("of two bins", () => {
    expect(shapeInformation([4, 6], [0.6, 0.4], 1)).toBeCloseTo(0.16, 12);
    expect(shapeInformation([4, 6], [0.6, 0.4], 2)).toBeCloseTo(0.04, 12);
  });

  test("is none of shapes that are alike, and does not mind empty bins or the normalisation", () => {
    expect(shapeInformation([1, 2, 0], [10, 20, 0], 1)).toBeCloseTo(0, 12);
    expect(shapeInformation([4, 0, 6], [60, 0, 40], 1)).toBeCloseTo(0.16, 12);
  });

  test("is not known of no events", () => {
    expect(shapeInformation([0, 0], [1, 2], 1)).toBeNaN();
    expect(shapeInformation([1, 2], [0, 0], 1)).toBeNaN();
  });

  test("is that of an exponential in fine bins: 1 of its logarithmic scale", () => {
    // p = exp(-x / b) / b with t = ln b: dln p / dt = x / b - 1, of variance 1.
    const bins = (b: number) =>
      Array.from({ length: 4000 }, (_, k) => Math.exp((-0.01 * k) / b) - Math.exp((-0.01 * (k + 1)) / b));
    const step = 0.02;
    expect(shapeInformation(bins(Math.exp(-step / 2)), bins(Math.exp(step / 2)), step)).toBeCloseTo(1, 3);
  });

  test("falls when bins are joined", () => {
    const fine = shapeInformation([1, 2, 3, 4], [2, 2, 4, 2], 1);
    expect(shapeInformation([3, 7], [4, 6], 1)).toBeLessThan(fine);
  });
});
