import { expect, test } from "vitest";
import { integrate } from "../../src/math/integrate.ts";
import { tiltedMean, tiltedVariance } from "../../src/math/tilted-mean.ts";

test.each([-40, -3, -0.02, -0.009, -1e-5, 0, 1e-4, 2e-3, 0.011, 1, 25])(
  "mean and variance of x with density e^(%d x) are its integrals",
  (k) => {
    const over = (f: (x: number) => number): number => integrate((x) => f(x) * Math.exp(k * (x - 1)), 0, 1);
    const norm = over(() => 1);
    const mean = over((x) => x) / norm;
    expect(tiltedMean(k)).toBeCloseTo(mean, 7);
    expect(tiltedVariance(k)).toBeCloseTo(over((x) => (x - mean) * (x - mean)) / norm, 7);
  },
);
