import { describe, expect, it } from "vitest";
import { findRoot } from "../../src/math/find-root.ts";

describe("findRoot", () => {
  it.each([
    ["cos x = x", (x: number) => Math.cos(x) - x, 0, 1, 0.7390851332151607],
    ["a falling line", (x: number) => 3 - x, -100, 5, 3],
    ["a step", (x: number) => (x < 0.123 ? -1 : 1), 0, 1, 0.123],
    ["a triple root", (x: number) => (x - 0.2) * (x - 0.2) * (x - 0.2), -1, 1, 0.2],
    ["a root near one end", (x: number) => Math.exp(20 * x) - 1.001, -1, 1, 0.05 * Math.log(1.001)],
  ] as const)("finds %s within the tolerance", (_name, f, low, high, root) => {
    for (const tolerance of [1e-2, 1e-6, 1e-10]) {
      expect(Math.abs(findRoot(f, low, high, tolerance) - root)).toBeLessThanOrEqual(tolerance);
    }
  });

  it("keeps the tolerance wherever the root lies", () => {
    for (let root = 0.001; root < 1; root += 0.001) {
      const found = findRoot((x) => (x < root ? -1 : 3), 0, 1, 0.01);
      expect(Math.abs(found - root)).toBeLessThanOrEqual(0.01);
    }
  });

  it("returns a root at an end, and takes the ends in any order", () => {
    expect(findRoot((x) => x, 0, 1)).toBe(0);
    expect(findRoot((x) => x - 1, 0, 1)).toBe(1);
    expect(findRoot((x) => x - 0.3, 1, 0)).toBeCloseTo(0.3, 11);
  });

  it("needs at most one step more than bisection, and far fewer for a smooth function", () => {
    const calls = (f: (x: number) => number) => {
      let count = 0;
      const counted = (x: number) => {
        count += 1;
        return f(x);
      };
      findRoot(counted, 0, 1, 1e-9);
      return count;
    };
    const bisection = 2 + Math.ceil(Math.log2(0.5 / 1e-9));
    expect(calls((x) => (x < 0.123 ? -1e-6 : 1))).toBeLessThanOrEqual(bisection + 1);
    expect(calls((x) => Math.exp(x) - 2)).toBeLessThan(12);
  });

  it("ends at neighbouring numbers when the tolerance is finer than they are", () => {
    expect(findRoot((x) => x - 1e6 / 3, 0, 1e6, 1e-300)).toBeCloseTo(1e6 / 3, 8);
  });

  it("throws without a change of sign", () => {
    expect(() => findRoot((x) => x * x + 1, -1, 1)).toThrow("no change of sign: f(-1) = 2, f(1) = 2");
    expect(() => findRoot(() => Number.NaN, -1, 1)).toThrow("no change of sign");
  });
});
