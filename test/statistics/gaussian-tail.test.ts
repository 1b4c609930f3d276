import { expect, test } from "vitest";
import { gaussianTail } from "../../src/statistics/gaussian-tail.ts";

test("the tail of a Gaussian, as tables have it", () => {
  expect(gaussianTail(0)).toBe(0.5);
  for (const [x, tail] of [
    [1, 0.15865525393145707],
    [3, 1.3498980316300957e-3],
    [5, 2.866515718791933e-7],
    [10, 7.61985302416e-24],
  ] as const) {
    expect(gaussianTail(x) / tail).toBeCloseTo(1, 10);
    expect(gaussianTail(-x)).toBeCloseTo(1 - tail, 12);
  }
});
