import quantile from "@stdlib/stats-base-dists-beta-quantile";
import { describe, expect, it } from "vitest";
import { betaQuantile } from "../../src/math/incomplete-beta.ts";

describe("quantile of a Beta distribution", () => {
  it("is x^(1/a) for b = 1, and its mirror for a = 1", () => {
    for (const a of [0.05, 0.5, 1, 7.5, 300, 1e8]) {
      for (const p of [1e-9, 0.15865, 0.5, 0.84135, 1 - 1e-9]) {
        expect(betaQuantile(p, a, 1) / Math.exp(Math.log(p) / a)).toBeCloseTo(1, 11);
        expect(betaQuantile(p, 1, a)).toBeCloseTo(-Math.expm1(Math.log1p(-p) / a), 11);
      }
    }
  });

  it("is the median where the distribution is symmetric", () => {
    for (const a of [0.01, 1, 33, 1e8]) expect(betaQuantile(0.5, a, a)).toBeCloseTo(0.5, 12);
  });

  it("solves the polynomial 6 x² - 8 x³ + 3 x⁴ = p of a = 2, b = 3", () => {
    for (const p of [1e-6, 0.16, 0.5, 0.9]) {
      const x = betaQuantile(p, 2, 3);
      expect((x * x * (6 - 8 * x + 3 * x * x)) / p).toBeCloseTo(1, 12);
    }
    expect(betaQuantile(0.5, 2, 3)).toBeCloseTo(0.385728, 6);
  });

  it("agrees with @stdlib to 1e-9 of x and of 1 - x", () => {
    const shapes = [0.3, 1, 2, 17.5, 94, 1000, 1e5];
    for (const a of shapes) {
      for (const b of shapes) {
        for (const p of [0.01, 0.15865, 0.84135, 0.99]) {
          const [own, other] = [betaQuantile(p, a, b), quantile(p, a, b)];
          const room = Math.max(1e-9 * Math.min(other, 1 - other), 1e-15);
          expect(Math.abs(own - other), `${p} of ${a}, ${b}: ${own} and ${other}`).toBeLessThan(room);
        }
      }
    }
  });

  it("is small, and no worse, where nearly nothing is below", () => {
    expect(betaQuantile(0.15865, 1, 1e8) * 1e8).toBeCloseTo(-Math.log1p(-0.15865), 6);
    expect(betaQuantile(0.15865, 1e-3, 5)).toBe(0); // e^-1841
  });
});
