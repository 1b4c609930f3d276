import { describe, expect, it } from "vitest";
import { incompleteGamma } from "../../src/math/incomplete-gamma.ts";
import { prepareIncompleteGammaTable } from "../../src/math/incomplete-gamma-table.ts";

const table = prepareIncompleteGammaTable();

describe("the table", () => {
  it("is within 2.4e-4 of the function from a = 1.8 on, and within 4.5e-4 from 1 on", () => {
    let worst = 0;
    let worstOfAll = 0;
    for (let a = 1; a < 17; a += 0.00931) {
      for (let x = 1e-4; x < 60; x = 1.021 * x + 1e-4) {
        const error = Math.abs(table(a, x) - incompleteGamma(a, x));
        worstOfAll = Math.max(worstOfAll, error);
        if (a >= 1.8) worst = Math.max(worst, error);
      }
    }
    expect(worst).toBeLessThan(2.4e-4);
    expect(worst).toBeGreaterThan(1e-4); // the bound is not idle
    expect(worstOfAll).toBeLessThan(4.5e-4);
  });

  it("is the function itself for other shapes", () => {
    for (const a of [0.3, 0.999, 17, 40]) expect(table(a, 0.7 * a)).toBe(incompleteGamma(a, 0.7 * a));
  });

  it("goes from 0 to 1 and never falls", () => {
    for (const a of [1, 1.8, 5.25, 16.9]) {
      expect(table(a, 0)).toBe(0);
      expect(table(a, -1)).toBe(0);
      expect(table(a, 49)).toBe(1);
      expect(table(a, 1e9)).toBe(1);
      let before = 0;
      for (let x = 0.01; x < 50; x += 0.01) {
        expect(table(a, x)).toBeGreaterThanOrEqual(before);
        before = table(a, x);
      }
    }
  });
});
