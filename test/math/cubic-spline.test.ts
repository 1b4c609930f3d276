import { describe, expect, it } from "vitest";
import { cubicSpline } from "../../src/math/cubic-spline.ts";

describe("cubicSpline", () => {
  it("goes through its values", () => {
    const y = [3, -1, 4, 1, -5, 9];
    const spline = cubicSpline(y);
    for (const [k, value] of y.entries()) expect(spline(k)).toBeCloseTo(value, 12);
  });

  it("is a straight line through values on one, and through two", () => {
    const line = cubicSpline([1, 3, 5, 7, 9]);
    for (const place of [0, 0.3, 1.7, 3.999]) expect(line(place)).toBeCloseTo(1 + 2 * place, 12);
    expect(cubicSpline([2, 4])(0.25)).toBeCloseTo(2.5, 12);
  });

  it("has two continuous derivatives, and no curvature at its ends", () => {
    const spline = cubicSpline([0, 1, 0, 2, 1, 5, 0]);
    const h = 1e-4;
    const second = (at: number) => (spline(at + h) - 2 * spline(at) + spline(at - h)) / (h * h);
    const slope = (from: number, to: number) => (spline(to) - spline(from)) / (to - from);
    for (const k of [1, 2, 3, 4, 5]) {
      expect(Math.abs(slope(k, k + h) - slope(k - h, k))).toBeLessThan(20 * h);
      expect(Math.abs(second(k + 2 * h) - second(k - 2 * h))).toBeLessThan(0.05);
    }
    expect(Math.abs(second(2 * h))).toBeLessThan(0.05);
    expect(Math.abs(second(6 - 2 * h))).toBeLessThan(0.05);
  });

  it("follows a sine at steps of 0.3 to 1e-4, away from the ends", () => {
    const spline = cubicSpline(Array.from({ length: 40 }, (_, k) => Math.sin(0.3 * k)));
    for (let place = 5; place < 34; place += 0.11) {
      expect(Math.abs(spline(place) - Math.sin(0.3 * place))).toBeLessThan(1e-4);
    }
  });
});
