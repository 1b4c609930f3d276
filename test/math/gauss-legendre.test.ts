import { describe, expect, it } from "vitest";
import { integrateByPanels } from "../../src/math/gauss-legendre.ts";

describe("integrateByPanels", () => {
  it("is exact for x^15 in one panel and not for x^16, as the 8-point rule is", () => {
    const power = (degree: number) => (x: number) =>
      Array(degree)
        .fill(x)
        .reduce((a, b) => a * b, 1);
    expect(integrateByPanels(power(15), 0, 1, 1)).toBeCloseTo(1 / 16, 15);
    expect(integrateByPanels(power(14), -1, 1, 2)).toBeCloseTo(2 / 15, 15);
    // The error for x^16 on [-1, 1] is 2^17 (8!)^4 / (17 (16!)²).
    expect(2 / 17 - integrateByPanels(power(16), -1, 1, 2)).toBeCloseTo(4.654830926598e-5, 14);
  });

  it("takes panels of at most the width, also where the range is no multiple of it", () => {
    let calls = 0;
    const count = () => {
      calls++;
      return 1;
    };
    expect(integrateByPanels(count, 0, 2.1, 1)).toBeCloseTo(2.1, 14);
    expect(calls).toBe(24);
  });

  it("is zero for an empty range, and never calls f there", () => {
    const never = () => {
      throw new Error("called");
    };
    expect(integrateByPanels(never, 1, 1, 1)).toBe(0);
    expect(integrateByPanels(never, 2, 1, 1)).toBe(0);
    expect(integrateByPanels(never, Number.POSITIVE_INFINITY, 1, 1)).toBe(0);
    expect(integrateByPanels(never, Number.NaN, 1, 1)).toBe(0);
  });

  it("gives ∫ exp and ∫ 1/(1+x²)", () => {
    expect(integrateByPanels(Math.exp, 0, 10, 1) / (Math.exp(10) - 1)).toBeCloseTo(1, 14);
    expect(integrateByPanels((x) => 1 / (1 + x * x), 0, 5, 0.5)).toBeCloseTo(Math.atan(5), 13);
  });
});
