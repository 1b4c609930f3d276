import { describe, expect, it } from "vitest";
import { autoregression } from "../../src/math/autoregression.ts";

/** Correlations of a process driven by white noise with response 1, r1, r2, ... */
function correlationsOf(response: readonly number[], lags: number): number[] {
  const product = (lag: number) => response.reduce((sum, r, k) => sum + r * (response[k + lag] ?? 0), 0);
  return Array.from({ length: lags }, (_, k) => product(k + 1) / product(0));
}

describe("autoregression", () => {
  it("of one lag is that of a first-order process, of a geometric series too", () => {
    expect(autoregression([0.5])).toEqual({ coefficients: [0.5], variance: 0.75 });
    const { coefficients, variance } = autoregression([0.5, 0.25, 0.125])!;
    expect(coefficients).toEqual([0.5, 0, 0]);
    expect(variance).toBe(0.75);
  });

  it("of white noise is nothing", () => {
    expect(autoregression([])).toEqual({ coefficients: [], variance: 1 });
    expect(autoregression([0, 0])).toEqual({ coefficients: [0, 0], variance: 1 });
  });

  it("has the correlations that are asked for: Yule-Walker equations", () => {
    for (const response of [
      [1, 0.7],
      [1, -0.4, 0.3],
      Array.from({ length: 60 }, (_, k) => Math.exp(-k / 9) * Math.cos(k)),
    ]) {
      const correlations = correlationsOf(response, 12);
      const { coefficients, variance } = autoregression(correlations)!;
      const at = (lag: number) => (lag === 0 ? 1 : correlations[Math.abs(lag) - 1]!);
      for (let lag = 0; lag <= 12; lag++) {
        const predicted = coefficients.reduce((sum, a, k) => sum + a * at(lag - 1 - k), 0);
        expect(predicted + (lag === 0 ? variance : 0)).toBeCloseTo(at(lag), 12);
      }
    }
  });

  it("recovers a second-order process x_t = 0.5 x_(t-1) - 0.3 x_(t-2) + e_t", () => {
    const first = 0.5 / 1.3;
    const second = 0.5 * first - 0.3;
    const { coefficients, variance } = autoregression([first, second, 0.5 * second - 0.3 * first])!;
    expect(coefficients[0]).toBeCloseTo(0.5, 14);
    expect(coefficients[1]).toBeCloseTo(-0.3, 14);
    expect(coefficients[2]).toBeCloseTo(0, 14);
    expect(variance).toBeCloseTo(1 - 0.5 * first + 0.3 * second, 14);
  });

  it("is refused where the matrix of the correlations is not positive definite", () => {
    // Of two lags: 1 + 2 r1² r2 - 2 r1² - r2² > 0, the determinant of three by three.
    for (let r1 = -0.95; r1 < 1; r1 += 0.1) {
      for (let r2 = -0.95; r2 < 1; r2 += 0.1) {
        const determinant = 1 + 2 * r1 * r1 * r2 - 2 * r1 * r1 - r2 * r2;
        expect(autoregression([r1, r2]) !== undefined, `${r1}, ${r2}`).toBe(determinant > 0);
      }
    }
    for (const impossible of [[1], [-1], [1.2], [Number.NaN], [0.9, 0, 0]]) {
      expect(autoregression(impossible)).toBeUndefined();
    }
  });
});
