import { describe, expect, it } from "vitest";
import { beta } from "../../src/random/beta.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { deviation, moments } from "./standard-errors.ts";

const random = new RandomStream(runKeyFromSeed("beta.test")).seek(1, 1);
const count = 40_000;

describe("beta", () => {
  it.each([
    [0.5, 0.12],
    [0.34, 0.155],
    [0.9, 0.05],
  ])("has mean %s and spread %s", (mean, spread) => {
    const found = moments(count, () => beta(mean, spread, random));
    expect(deviation(found.mean, mean, spread / Math.sqrt(count))).toBeLessThan(4);
    expect(Math.abs(Math.sqrt(found.variance) / spread - 1)).toBeLessThan(0.02);
  });

  it("stays between 0 and 1, and is no wider than a uniform share at a half", () => {
    const found = moments(count, () => {
      const share = beta(0.5, 3, random);
      if (!(share >= 0 && share <= 1)) throw new Error(`${share}`);
      return share;
    });
    expect(Math.abs(found.variance * 12 - 1)).toBeLessThan(0.02);
  });

  it("is the mean without a spread, and where nothing else is possible", () => {
    expect([beta(0.3, 0, random), beta(0, 0.2, random), beta(1, 0.2, random)]).toEqual([0.3, 0, 1]);
    expect(beta(-0.1, 0.2, random)).toBe(0);
  });
});
