import gammainc from "@stdlib/math-base-special-gammainc";
import gammaln from "@stdlib/math-base-special-gammaln";
import { describe, expect, it } from "vitest";
import { incompleteGamma, incompleteGammaUpper } from "../../src/math/incomplete-gamma.ts";

const shapes = [0.1, 0.3, 0.6165, 1, 1.1, 2, 3.3, 5.25, 8, 9.99, 10, 10.5, 17, 40, 100];

describe("incompleteGamma", () => {
  // @stdlib is good to 2e-14 up to a = 100; from 300 on its upper function is wrong by 1e-3 (checked with 340 digits).
  it.each(shapes)("agrees with @stdlib to 1e-12 relative for a = %s", (a) => {
    for (let ratio = 1e-3; ratio < 40; ratio *= 1.05) {
      const x = a * ratio;
      const [lower, upper] = [gammainc(x, a, true, false), gammainc(x, a, true, true)];
      if (lower > 1e-290) expect(Math.abs(incompleteGamma(a, x) / lower - 1)).toBeLessThan(1e-12);
      if (upper > 1e-290) expect(Math.abs(incompleteGammaUpper(a, x) / upper - 1)).toBeLessThan(1e-12);
    }
  });

  it.each([
    [2, 3, 0.8008517265285442, 0.19914827347145],
    [0.6165, 0.3, 0.4760340653766147, 0.5239659346233854],
    [300, 250, 0.0011623936310546183, 0.9988376063689454],
    [300, 350, 0.9971042274681777, 0.0028957725318222],
    [1000, 950, 0.055054686230738, 0.944945313769262],
    [1000, 1063, 0.9751395978035994, 0.0248604021964],
    [10000, 9900, 0.15865119219356466, 0.8413488078064353],
    [10000, 10200, 0.976712677866401, 0.023287322133598],
  ])("of (%s, %s) is that of mpmath with 40 digits", (a, x, lower, upper) => {
    expect(Math.abs(incompleteGamma(a, x) / lower - 1)).toBeLessThan(1e-12);
    expect(Math.abs(incompleteGammaUpper(a, x) / upper - 1)).toBeLessThan(1e-12);
  });

  it.each([
    [2, 30, 2.900863120340454e-12],
    [5.25, 40, 8.66391265661317e-13],
    [3.3, 100, 5.647591449019687e-40],
  ])("keeps the digits of the upper tail at (%s, %s)", (a, x, upper) => {
    expect(Math.abs(incompleteGammaUpper(a, x) / upper - 1)).toBeLessThan(1e-12);
  });

  it("is 1 - exp(-x) for a = 1", () => {
    for (const x of [1e-9, 0.1, 1, 1.999, 2.001, 10, 50]) {
      expect(incompleteGamma(1, x) / -Math.expm1(-x)).toBeCloseTo(1, 13);
      expect(incompleteGammaUpper(1, x) / Math.exp(-x)).toBeCloseTo(1, 13);
    }
  });

  it("follows P(a + 1, x) = P(a, x) - x^a e^-x / Γ(a + 1)", () => {
    for (const [a, x] of [
      [9.5, 7],
      [9.5, 12],
      [4, 3],
    ] as const) {
      const step = incompleteGamma(a, x) - incompleteGamma(a + 1, x);
      expect(Math.log(step)).toBeCloseTo(a * Math.log(x) - x - gammaln(a + 1), 12);
    }
  });

  it("rises from 0 to 1 and has its complement above", () => {
    expect([incompleteGamma(3, 0), incompleteGamma(3, -1), incompleteGamma(3, 1e4)]).toEqual([0, 0, 1]);
    expect([incompleteGammaUpper(3, 0), incompleteGammaUpper(3, -1), incompleteGammaUpper(3, 1e4)]).toEqual([
      1, 1, 0,
    ]);
    expect(incompleteGamma(3, Number.POSITIVE_INFINITY)).toBe(1);
    expect(incompleteGammaUpper(3, Number.POSITIVE_INFINITY)).toBe(0);
    let before = 0;
    for (let x = 0.01; x < 30; x += 0.01) {
      const p = incompleteGamma(3.7, x);
      expect(p).toBeGreaterThanOrEqual(before);
      expect(p + incompleteGammaUpper(3.7, x)).toBeCloseTo(1, 14);
      before = p;
    }
  });
});
