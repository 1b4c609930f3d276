import { describe, expect, it } from "vitest";
import { findRoot } from "../../src/math/find-root.ts";
import { integrate } from "../../src/math/integrate.ts";
import { landauDensity, landauMostProbable } from "../../src/physics/landau.ts";

/** The same density along the imaginary axis: (1/π) ∫ exp(-πy/2) cos(y ln y + λy) dy. Independent of both of the code's paths. */
function alongImaginaryAxis(lambda: number): number {
  const f = (y: number) => Math.exp(-0.5 * Math.PI * y) * Math.cos(y * (Math.log(y) + lambda));
  return integrate(f, 0, 25, 1e-12) / Math.PI;
}

describe("landauDensity", () => {
  it("agrees with another path of integration", () => {
    for (const lambda of [-2.5, -1.7, -1.001, -1, -0.5, 0, 0.7, 2, 5, 12]) {
      expect(Math.abs(landauDensity(lambda) - alongImaginaryAxis(lambda))).toBeLessThan(1e-12);
    }
  });

  it.each([
    [-3, 0.000673728613908],
    [-2, 0.0439854783794],
    [0, 0.178854160675],
    [2, 0.104912989481],
    [10, 0.0119764873888],
  ])("at %s is that of mpmath with 30 digits", (lambda, exact) => {
    expect(Math.abs(landauDensity(lambda) / exact - 1)).toBeLessThan(1e-10);
  });

  it("is the same on both sides of the change of method at -1", () => {
    expect(landauDensity(-1 - 1e-12) / landauDensity(-1)).toBeCloseTo(1, 10);
  });

  it("has its mode at -0.222783 with 0.18066, and a width of 4.018 at half of it", () => {
    const slope = (lambda: number) => landauDensity(lambda + 1e-4) - landauDensity(lambda - 1e-4);
    expect(findRoot(slope, -1, 1)).toBeCloseTo(landauMostProbable, 6);
    const top = landauDensity(landauMostProbable);
    expect(top).toBeCloseTo(0.18066, 5);
    const half = (lambda: number) => landauDensity(lambda) - 0.5 * top;
    expect(findRoot(half, 0, 5) - findRoot(half, -3, 0)).toBeCloseTo(4.0186, 4);
  });

  it("has the quantiles of CERNLIB: DISLAN(0) = 0.28683, median 1.35578", () => {
    expect(integrate(landauDensity, -8, 0)).toBeCloseTo(0.2868328801, 9);
    expect(integrate(landauDensity, -8, 1.35578042)).toBeCloseTo(0.5, 8);
    expect(integrate(landauDensity, -8, 10)).toBeCloseTo(0.8829388659, 9);
  });

  it("is normalised, its tail falling as 1/λ²", () => {
    const body = integrate(landauDensity, -8, 1000);
    expect(body).toBeCloseTo(1, 2);
    // Beyond Λ the probability is 1/Λ (1 + (ln Λ + 1 - γ_E ... )/Λ) ≈ 1/Λ.
    expect((1 - body) * 1000).toBeCloseTo(1, 1);
    expect(landauDensity(1e6) * 1e12).toBeCloseTo(1, 4);
  });

  it("vanishes on the far left as exp(-exp(-1 - λ)), positive until it underflows", () => {
    const saddle = (lambda: number) =>
      Math.exp(-Math.exp(-1 - lambda)) * Math.sqrt(Math.exp(-1 - lambda) / (2 * Math.PI));
    expect(landauDensity(-5) / saddle(-5)).toBeCloseTo(1, 2);
    expect(landauDensity(-7)).toBeGreaterThan(0);
    expect(landauDensity(-9)).toBe(0);
    expect(landauDensity(-700)).toBe(0);
  });
});
