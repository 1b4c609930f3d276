import { expect, test } from "vitest";
import { spreadOf } from "../../scripts/calorimeters-spread.ts";
import { gaussian } from "../../src/random/gaussian.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { GeV } from "../../src/units.ts";
import { deviation, moments } from "../random/standard-errors.ts";

const random = new RandomStream(runKeyFromSeed("calorimeters-spread.test"));
const drawn = (count: number, tail: number) =>
  Float64Array.from({ length: count }, () =>
    random.uniform() < tail ? 2 + random.uniform() : 0.98 * (1 + 0.05 * gaussian(random)),
  );

test("of a Gaussian, core and all agree, with errors that hold in repeated trials", () => {
  const trials = Array.from({ length: 300 }, () => spreadOf(drawn(1000, 0), 20 * GeV));
  for (const [key, error, truth] of [
    ["linearity", "linearityError", -0.02],
    ["resolution", "resolutionError", 0.05],
    ["plainLinearity", "plainLinearityError", -0.02],
    ["plainResolution", "plainResolutionError", 0.05],
  ] as const) {
    let k = 0;
    const pulls = moments(trials.length, () => (trials[k]![key] - truth) / trials[k++]![error]);
    expect(deviation(pulls.mean, 0, 1 / Math.sqrt(trials.length))).toBeLessThan(4);
    expect(deviation(pulls.variance, 1, Math.sqrt(2 / trials.length))).toBeLessThan(4);
  }
  const [{ mean_GeV, linearity, outside }] = trials as [ReturnType<typeof spreadOf>];
  expect(mean_GeV).toBeCloseTo(20 * (1 + linearity), 12);
  expect(outside).toBeLessThan(0.002);
});

test("a tail is outside of the core, and in mean and rms of all", () => {
  const spread = spreadOf(drawn(20_000, 0.1), 20 * GeV);
  expect(deviation(spread.linearity, -0.02, spread.linearityError)).toBeLessThan(4);
  expect(deviation(spread.resolution, 0.05, spread.resolutionError)).toBeLessThan(4);
  expect(deviation(spread.outside, 0.1, Math.sqrt(0.09 / 20_000))).toBeLessThan(4);
  // 0.1 of 2.5 and 0.9 of 0.98.
  expect(deviation(spread.plainLinearity, 0.132, spread.plainLinearityError)).toBeLessThan(4);
  expect(spread.plainResolution).toBeGreaterThan(0.3);
});
