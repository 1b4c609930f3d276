import { describe, expect, it } from "vitest";
import { interpolator } from "../../src/math/interpolate.ts";

describe("interpolator", () => {
  const at = interpolator(Float64Array.of(0, 1, 3, 10), Float64Array.of(5, 7, -1, 6));

  it("goes through the points and straight between them", () => {
    expect([0, 1, 3, 10].map(at)).toEqual([5, 7, -1, 6]);
    expect([0.5, 2, 2.5, 6.5].map(at)).toEqual([6, 3, 1, 2.5]);
  });

  it("stays at the value of the end outside", () => {
    expect(at(-1e9)).toBe(5);
    expect(at(1e9)).toBe(6);
    expect(at(Number.POSITIVE_INFINITY)).toBe(6);
  });

  it("does not hide NaN", () => {
    expect(at(Number.NaN)).toBeNaN();
  });

  it("is constant for one point", () => {
    expect(interpolator(Float64Array.of(2), Float64Array.of(3))(7)).toBe(3);
  });

  it("refuses a table that is not one", () => {
    expect(() => interpolator(Float64Array.of(0, 1), Float64Array.of(1))).toThrow("2 and 1");
    expect(() => interpolator(new Float64Array(0), new Float64Array(0))).toThrow("at least one");
    expect(() => interpolator(Float64Array.of(0, 2, 2), Float64Array.of(1, 2, 3))).toThrow(
      "x[1] = 2, x[2] = 2",
    );
    expect(() => interpolator(Float64Array.of(0, Number.NaN), Float64Array.of(1, 2))).toThrow(
      "must increase",
    );
  });
});
