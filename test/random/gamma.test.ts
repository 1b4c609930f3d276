import gammainc from "@stdlib/math-base-special-gammainc";
import { describe, expect, it } from "vitest";
import { gamma } from "../../src/random/gamma.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { binnedDeviation, deviation, moments } from "./standard-errors.ts";

describe("gamma", () => {
  const random = new RandomStream(runKeyFromSeed("gamma.test"));
  const count = 400_000;

  it.each([0.1, 0.7, 1, 1.5, 4.5, 50, 1e4])(
    "of shape %d has mean and variance equal to its shape, third moment twice that",
    (shape) => {
      random.seek(1, 0);
      const { mean, variance, third } = moments(count, () => gamma(shape, random));
      // Central moments 4 and 6 of the gamma distribution.
      const m4 = 3 * shape * shape + 6 * shape;
      const m6 = 15 * shape * shape * shape + 130 * shape * shape + 120 * shape;
      expect(deviation(mean, shape, Math.sqrt(shape / count))).toBeLessThan(4);
      expect(deviation(variance, shape, Math.sqrt((m4 - shape * shape) / count))).toBeLessThan(4);
      const thirdError = Math.sqrt(
        (m6 - 4 * shape * shape - 6 * m4 * shape + 9 * shape * shape * shape) / count,
      );
      expect(deviation(third, 2 * shape, thirdError)).toBeLessThan(4);
    },
  );

  // Not above shape 300: there @stdlib's gammainc 0.3.1 is wrong by up to 0.008 (compared with mpmath).
  it.each([0.1, 0.7, 1, 1.5, 4.5, 50, 300])(
    "of shape %d has the distribution function P(shape, x)",
    (shape) => {
      random.seek(2, 0);
      const below = (x: number) => gammainc(x, shape);
      // 99 edges, each with one per cent more below it.
      const edges = Array.from({ length: 99 }, (_, k) => {
        let low = 0;
        let high = shape + 20 * Math.sqrt(shape + 1);
        for (let step = 0; step < 80; step++) {
          const middle = (low + high) / 2;
          if (below(middle) < (k + 1) / 100) low = middle;
          else high = middle;
        }
        return high;
      });
      const draw = () => gamma(shape, random);
      expect(Math.abs(binnedDeviation({ count, draw, edges, below }))).toBeLessThan(4);
    },
  );

  it("is never negative or NaN at tiny shapes, where it may be 0", () => {
    random.seek(3, 0);
    const values = Array.from({ length: 10_000 }, () => gamma(0.001, random));
    expect(values.every((value) => value >= 0)).toBe(true);
    expect(values.some((value) => value > 0)).toBe(true);
  });

  it("takes little more than a gaussian and a uniform", () => {
    random.seek(4, 0);
    const calls = 100_000;
    const start = random.step;
    for (let k = 0; k < calls; k++) gamma(4.5, random);
    const words = ((random.step - start) | 0) / calls;
    expect(words).toBeGreaterThan(4.02);
    expect(words).toBeLessThan(4.2);
  });
});
