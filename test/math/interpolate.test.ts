import { describe, expect, it } from "vitest";
import { cubicAt, interpolator } from "../../src/math/interpolate.ts";

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

describe("cubicAt", () => {
  const cubic = (x: number) => 2 - x + 3 * x * x - 0.5 * x * x * x;

  it("is exact for cubics, inside and at the ends", () => {
    const y = Float64Array.from({ length: 6 }, (_, k) => cubic(k));
    for (const place of [0, 0.2, 1, 1.5, 2.9, 4, 4.7, 5])
      expect(cubicAt(y, place)).toBeCloseTo(cubic(place), 10);
    for (let k = 0; k < 6; k++) expect(cubicAt(y, k)).toBe(y[k]!);
  });

  it("takes the four nearest points", () => {
    const y = Float64Array.of(0, 0, 0, 0, 0, 1);
    expect(cubicAt(y, 2.9)).toBe(0);
    expect(cubicAt(y, 3.1)).not.toBe(0);
  });

  it("gives sin at steps of 0.3 within 4e-4", () => {
    const y = Float64Array.from({ length: 20 }, (_, k) => Math.sin(0.3 * k));
    for (let place = 0; place <= 19; place += 0.07) {
      expect(Math.abs(cubicAt(y, place) - Math.sin(0.3 * place))).toBeLessThan(4e-4);
    }
  });
});
