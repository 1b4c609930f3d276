import gammaln from "@stdlib/math-base-special-gammaln";
import { describe, expect, it } from "vitest";
import { logPoissonProbability, poisson } from "../../src/random/poisson.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { chiSquareDeviation, deviation, moments } from "./standard-errors.ts";

describe("poisson", () => {
  const random = new RandomStream(runKeyFromSeed("poisson.test"));
  const count = 200_000;

  it.each([0.01, 0.3, 5, 9.99, 10, 30, 1000, 1e6, 1e9])("of mean %d has its moments", (mean) => {
    random.seek(1, 0);
    const sample = moments(count, () => poisson(mean, random));
    // Central moments 2 to 6 of the Poisson distribution.
    const m3 = mean;
    const m4 = mean * (1 + 3 * mean);
    const m6 = mean * (1 + 25 * mean + 15 * mean * mean);
    expect(deviation(sample.mean, mean, Math.sqrt(mean / count))).toBeLessThan(4);
    expect(deviation(sample.variance, mean, Math.sqrt((m4 - mean * mean) / count))).toBeLessThan(4);
    const thirdError = Math.sqrt((m6 - m3 * m3 - 6 * m4 * mean + 9 * mean * mean * mean) / count);
    expect(deviation(sample.third, m3, thirdError)).toBeLessThan(4);
  });

  it.each([0.3, 9.99, 10, 20, 300, 1e5])("of mean %d has its probabilities", (mean) => {
    random.seek(2, 0);
    const tries = 1_000_000;
    // Bins of a twentieth of a standard deviation, or of one count.
    const width = Math.max(1, Math.floor(Math.sqrt(mean) / 20));
    const counts: number[] = [];
    for (let i = 0; i < tries; i++) {
      const bin = Math.floor(poisson(mean, random) / width);
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
    // Those bins of which 10 counts are expected; the rest is one more.
    const probabilities: number[] = [];
    const bins: number[] = [];
    const reach = 6 * Math.sqrt(mean) + 10;
    for (let bin = Math.floor(Math.max(0, mean - reach) / width); bin * width < mean + reach; bin++) {
      let probability = 0;
      for (let k = bin * width; k < (bin + 1) * width; k++) {
        probability += Math.exp(k * Math.log(mean) - mean - gammaln(k + 1));
      }
      if (probability * tries < 10) continue;
      probabilities.push(probability);
      bins.push(counts[bin] ?? 0);
    }
    probabilities.push(1 - probabilities.reduce((sum, p) => sum + p, 0));
    bins.push(tries - bins.reduce((sum, n) => sum + n, 0));
    expect(Math.abs(chiSquareDeviation(bins, probabilities))).toBeLessThan(4);
  });

  it("is 0 at mean 0", () => {
    random.seek(3, 0);
    for (let k = 0; k < 100; k++) expect(poisson(0, random)).toBe(0);
  });

  it("takes count + 1 uniforms below mean 10, and 2.3 or so at large means", () => {
    random.seek(4, 0);
    for (let i = 0; i < 1000; i++) {
      const start = random.step;
      const k = poisson(9.99, random);
      expect((random.step - start) | 0).toBe(2 * (k + 1));
    }
    for (const mean of [10, 100, 1e6]) {
      const start = random.step;
      for (let i = 0; i < 100_000; i++) poisson(mean, random);
      const uniforms = ((random.step - start) | 0) / 2 / 100_000;
      expect(uniforms).toBeGreaterThan(2);
      expect(uniforms).toBeLessThan(3);
    }
  });
});

describe("logPoissonProbability", () => {
  it.each([0, 1, 2, 9, 15, 16, 17, 40, 1000])("of count %d agrees with ln k!", (k) => {
    for (const mean of [0.1, 1, 15, 16.5, 300]) {
      const expected = k * Math.log(mean) - mean - gammaln(k + 1);
      expect(Math.abs(logPoissonProbability(k, mean) - expected)).toBeLessThan(
        1e-11 + 1e-14 * Math.abs(expected),
      );
    }
  });

  it("loses no digits at large means", () => {
    expect(logPoissonProbability(1e9, 1e9)).toBeCloseTo(-0.5 * Math.log(2 * Math.PI * 1e9), 9);
    // One standard deviation above; -0.500017605259 with 40 digits (mpmath).
    const above = logPoissonProbability(1e9 + 31623, 1e9) - logPoissonProbability(1e9, 1e9);
    expect(Math.abs(above + 0.500017605259)).toBeLessThan(3e-7);
  });
});
