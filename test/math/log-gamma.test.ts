import gammaln from "@stdlib/math-base-special-gammaln";
import { describe, expect, it } from "vitest";
import { logGamma, stirlingCorrection } from "../../src/math/log-gamma.ts";

describe("logGamma", () => {
  it("agrees with @stdlib: 1e-14 absolute below 10, 1e-15 relative above", () => {
    for (let x = 1e-8; x < 1e6; x *= 1.01) {
      const exact = gammaln(x);
      expect(Math.abs(logGamma(x) - exact)).toBeLessThan(x < 10 ? 1e-14 * Math.max(1, exact) : 1e-15 * exact);
    }
  });

  it.each([
    [1e-6, 13.815509980749432],
    [0.5, 0.5723649429247001],
    [1, 0],
    [2, 0],
    [3.5, 1.2009736023470743],
    [10, 12.801827480081469],
    [1000, 5905.220423209181],
  ])("of %s is that of mpmath with 30 digits", (x, exact) => {
    expect(logGamma(x)).toBeCloseTo(exact, exact > 1000 ? 10 : 13);
  });

  it("follows Γ(x + 1) = x Γ(x) across the border of the series", () => {
    for (const x of [8.5, 9, 9.999, 10, 10.5]) {
      expect(logGamma(x + 1) - logGamma(x) - Math.log(x)).toBeCloseTo(0, 13);
    }
  });

  it("has a Stirling correction of 1/(12 x) far out", () => {
    expect(stirlingCorrection(1e5) * 12e5).toBeCloseTo(1, 10);
    expect(stirlingCorrection(10)).toBeCloseTo(0.00833056343336, 13);
  });
});
