import { expect, test } from "vitest";
import { findMaximum } from "../../src/math/find-maximum.ts";

test("reference: the maximum of x e^-x is at 1, wherever the search begins within its width", () => {
  for (const start of [0, 0.7, 1, 2.9])
    expect(findMaximum((x) => x * Math.exp(-x), start, 2, 1e-7)).toBeCloseTo(1, 6);
});

test("stays where nothing is larger", () => {
  expect(findMaximum(() => 1, 3, 1, 1e-3)).toBe(3);
  expect(findMaximum((x) => -Math.abs(x - 3), 3, 1, 1e-3)).toBe(3);
});

test("is as near as asked, and no further", () => {
  const off = (enough: number): number =>
    Math.abs(findMaximum((x) => -Math.abs(x - Math.PI), 3, 1, enough) - Math.PI);
  expect(off(1e-8)).toBeLessThan(1e-8);
  expect(off(1e-2)).toBeLessThan(1e-2);
  expect(off(1e-2)).toBeGreaterThan(1e-6);
});
