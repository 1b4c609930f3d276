import { expect, test } from "vitest";
import { gaussian } from "../../src/random/gaussian.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { estimate } from "../../src/statistics/estimate.ts";
import { jackknifeError } from "../../src/statistics/jackknife.ts";

const random = new RandomStream(runKeyFromSeed("jackknife.test")).seek(0, 1);

test("of a mean it is the standard error of the mean", () => {
  const values = Array.from({ length: 20 }, () => 3 + gaussian(random));
  const sum = values.reduce((a, b) => a + b, 0);
  const squares = values.reduce((a, b) => a + b * b, 0);
  const without = (k: number): number => (sum - values[k]!) / 19;
  expect(jackknifeError(20, without)).toBeCloseTo(estimate(sum, squares, 20).error, 12);
});

test("of the ratio of two sums over the same events it is what pseudo-experiments find", () => {
  // Numerators that follow their denominators: the ratio varies far less than either sum.
  const groups = 20;
  const experiment = () => {
    const parts = Array.from({ length: groups }, () => {
      const below = 10 + gaussian(random);
      return [2 * below + 0.3 * gaussian(random), below] as const;
    });
    const ratio = (left?: number): number => {
      const kept = parts.filter((_, k) => k !== left);
      return kept.reduce((sum, [a]) => sum + a, 0) / kept.reduce((sum, [, b]) => sum + b, 0);
    };
    return { ratio: ratio(), error: jackknifeError(groups, ratio) };
  };
  const many = Array.from({ length: 2000 }, experiment);
  const ratios = many.map(({ ratio }) => ratio);
  const mean = ratios.reduce((a, b) => a + b, 0) / many.length;
  const rms = Math.sqrt(ratios.reduce((sum, ratio) => sum + (ratio - mean) ** 2, 0) / many.length);
  const told = Math.sqrt(many.reduce((sum, { error }) => sum + error * error, 0) / many.length);
  // Of 2000: the rms to 1.6 %, what is told far better.
  expect(Math.abs(told / rms - 1)).toBeLessThan(4 * 0.016);
  expect(rms).toBeCloseTo(0.3 / 10 / Math.sqrt(groups), 3);
});

test("what cannot be found without a group has no error", () => {
  expect(jackknifeError(3, (k) => 1 / (k - 1 || Number.NaN))).toBeNaN();
});
