import { describe, expect, test } from "vitest";
import { prepareLandau } from "../../src/detector/landau.ts";
import { gamma } from "../../src/random/gamma.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { gaussianCore } from "../../src/statistics/gaussian-core.ts";
import { findPeak } from "../../src/statistics/peak.ts";
import { deviation, moments } from "../random/standard-errors.ts";

const random = new RandomStream(runKeyFromSeed("peak.test"));
const values = (count: number, draw: () => number) => Float64Array.from({ length: count }, draw);

function peakOf(drawn: Float64Array) {
  const { mean, sigma } = gaussianCore(drawn);
  return findPeak(drawn, mean, sigma)!;
}

describe("of a Gamma distribution of shape 40, whose mode is 39", () => {
  const trials = Array.from({ length: 200 }, () => peakOf(values(4000, () => gamma(40, random))));

  test("the mode, with an error that holds in repeated trials", () => {
    let k = 0;
    const pulls = moments(trials.length, () => (trials[k]!.mode - 39) / trials[k++]!.error);
    expect(deviation(pulls.mean, 0, 1 / Math.sqrt(trials.length))).toBeLessThan(4);
    expect(deviation(pulls.variance, 1, Math.sqrt(2 / trials.length))).toBeLessThan(4);
  });

  test("not the mean, which is 40", () => {
    expect(
      moments(
        trials.length,
        (() => {
          let k = 0;
          return () => trials[k++]!.mode;
        })(),
      ).mean,
    ).toBeLessThan(39.3);
  });
});

test("of a Landau distribution within 1 % of its FWHM of 4.02 xi", () => {
  const landau = prepareLandau(60);
  const { mode, error } = peakOf(values(200_000, () => landau(36, 1.68, random)));
  expect(Math.abs(mode - 36)).toBeLessThan(0.01 * 4.02 * 1.68 + 4 * error);
});

test("scales and shifts with its values", () => {
  const drawn = values(2000, () => gamma(9, random));
  const one = peakOf(drawn);
  const other = peakOf(drawn.map((value) => 5 + 3 * value));
  expect(other.mode).toBeCloseTo(5 + 3 * one.mode, 6);
  expect(other.error).toBeCloseTo(3 * one.error, 6);
});

test("there is none where nothing falls on both sides", () => {
  const evenly = values(4000, () => random.uniform());
  const rising = values(4000, () => Math.sqrt(random.uniform()));
  expect(findPeak(rising, 0.5, 0.2)).toBeUndefined();
  expect(findPeak(evenly.subarray(0, 3), 0.5, 0.3)).toBeUndefined();
});
