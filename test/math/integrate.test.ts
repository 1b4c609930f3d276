import { describe, expect, it } from "vitest";
import { integrate } from "../../src/math/integrate.ts";

describe("integrate", () => {
  it("is exact for a polynomial of degree 22, the Kronrod rule's own", () => {
    const power22 = (x: number) => {
      const x2 = x * x;
      const x4 = x2 * x2;
      const x16 = x4 * x4 * x4 * x4;
      return x16 * x4 * x2;
    };
    expect(integrate(power22, -1, 1, 1)).toBeCloseTo(2 / 23, 14);
  });

  it("sees at once that a polynomial of degree 13, the Gauss rule's own, is done", () => {
    const even12 = (x: number) => x * x * x * x * x * x * x * x * x * x * x * x * (1 + x);
    let calls = 0;
    const counted = (x: number) => {
      calls += 1;
      return even12(x);
    };
    expect(integrate(counted, -1, 1, 1e-15)).toBeCloseTo(2 / 13, 14);
    expect(calls).toBe(15);
  });

  it.each([
    ["a kink", (x: number) => Math.abs(x - 0.3), 0, 1, 0.29],
    ["an infinite slope", Math.sqrt, 0, 1, 2 / 3],
    ["an integrable pole at the end", (x: number) => 1 / Math.sqrt(x), 0, 1, 2],
    [
      "a narrow peak",
      (x: number) => 1 / (1e-6 + (x - 0.4) * (x - 0.4)),
      0,
      1,
      1e3 * (Math.atan(600) + Math.atan(400)),
    ],
    ["an exponential fall", (x: number) => Math.exp(-x), 0, 50, 1],
  ] as const)("keeps its tolerance for %s", (_name, f, from, to, exact) => {
    for (const tolerance of [1e-3, 1e-6, 1e-8]) {
      expect(Math.abs(integrate(f, from, to, tolerance) / exact - 1)).toBeLessThan(tolerance);
    }
  });

  it("measures the error against the integral of |f|, so that a vanishing integral converges", () => {
    expect(integrate(Math.sin, 0, 20 * Math.PI)).toBeCloseTo(0, 8);
  });

  it("changes sign with the direction, and vanishes between equal limits", () => {
    expect(integrate(Math.exp, 1, 0)).toBeCloseTo(1 - Math.E, 12);
    expect(integrate(Math.exp, 1, 1)).toBe(0);
  });

  it("throws where the integral does not exist or f is not a number", () => {
    expect(() => integrate((x) => 1 / x, 0, 1)).toThrow("did not converge");
    expect(() => integrate(() => Number.NaN, 0, 1)).toThrow("integrand is not finite in [0, 1]");
  });
});
