import { describe, expect, test } from "vitest";
import { gaussian } from "../../src/random/gaussian.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { fitResolution, resolutionOf } from "../../src/statistics/resolution-terms.ts";
import { deviation, moments } from "../random/standard-errors.ts";

const energies = [1, 2, 5, 10, 20, 50, 100];
const exact = (stochastic: number, constant: number, noise: number) =>
  energies.map((energy) => {
    const resolution = Math.hypot(stochastic / Math.sqrt(energy), constant, noise / energy);
    return { energy, resolution, error: 0.005 * resolution };
  });

describe("exact points", () => {
  test.each([
    [0.1, 0.01, 0.15],
    [0.6, 0, 0],
    [0, 0.02, 0.3],
  ])("give their terms: %f, %f, %f", (stochastic, constant, noise) => {
    const terms = fitResolution(exact(stochastic, constant, noise))!;
    expect(terms.stochastic.value).toBeCloseTo(stochastic, 6);
    expect(terms.constant.value).toBeCloseTo(constant, 6);
    expect(terms.noise.value).toBeCloseTo(noise, 6);
    expect(terms.chiSquare).toBeCloseTo(0, 9);
    for (const { low, value, high } of [terms.stochastic, terms.constant, terms.noise])
      expect(low <= value && value < high).toBe(true);
    for (const { energy, resolution } of exact(stochastic, constant, noise))
      expect(resolutionOf(terms, energy)).toBeCloseTo(resolution, 6);
  });

  test("too few of them give none", () => {
    expect(fitResolution(exact(0.1, 0.01, 0.1).slice(0, 2))).toBeUndefined();
    expect(fitResolution(exact(0.1, 0.01, 0.1).map((point) => ({ ...point, error: 0 })))).toBeUndefined();
  });
});

test("a term would be negative: it is 0, and the others are fitted anew", () => {
  // Better than 1 / sqrt(E) at low energies: no sum of squares.
  const points = exact(0.1, 0, 0).map((point) => ({
    ...point,
    resolution: point.resolution * (1 - 0.05 / point.energy),
  }));
  const terms = fitResolution(points)!;
  expect(terms.noise).toMatchObject({ value: 0, low: 0 });
  expect(terms.noise.high).toBeGreaterThan(0);
  expect(terms.freedom).toBeGreaterThanOrEqual(5);
});

test("scattered points give the terms with errors that hold in repeated trials", () => {
  const random = new RandomStream(runKeyFromSeed("resolution-terms.test"));
  const truth = { stochastic: 0.1, constant: 0.01, noise: 0.15 };
  const trials = Array.from(
    { length: 400 },
    () =>
      fitResolution(
        exact(truth.stochastic, truth.constant, truth.noise).map((point) => ({
          ...point,
          resolution: point.resolution + point.error * gaussian(random),
        })),
      )!,
  );
  for (const key of ["stochastic", "constant", "noise"] as const) {
    let k = 0;
    const pulls = moments(trials.length, () => {
      const { value, low, high } = trials[k++]![key];
      return (value - truth[key]) / (0.5 * (high - low));
    });
    expect(Math.abs(pulls.mean)).toBeLessThan(0.25);
    expect(deviation(pulls.variance, 1, Math.sqrt(2 / trials.length))).toBeLessThan(4);
  }
  const chiSquares = moments(
    trials.length,
    (() => {
      let k = 0;
      return () => trials[k++]!.chiSquare;
    })(),
  );
  expect(deviation(chiSquares.mean, 4, Math.sqrt(8 / trials.length))).toBeLessThan(4);
});
