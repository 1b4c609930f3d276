import { describe, expect, test } from "vitest";
import { integrate } from "../../src/math/integrate.ts";
import { gaussian } from "../../src/random/gaussian.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { gaussianCore } from "../../src/statistics/gaussian-core.ts";
import { deviation, moments } from "../random/standard-errors.ts";

const random = new RandomStream(runKeyFromSeed("gaussian-core.test"));
const values = (count: number, draw: () => number) => Float64Array.from({ length: count }, draw);

describe("of a Gaussian", () => {
  const count = 2000;
  const trials = Array.from({ length: 400 }, () =>
    gaussianCore(values(count, () => 3 + 0.2 * gaussian(random))),
  );

  test.each([
    ["mean", "meanError", 3],
    ["sigma", "sigmaError", 0.2],
  ] as const)("%s is the true one, with an error that holds in repeated trials", (key, error, truth) => {
    let k = 0;
    const pulls = moments(trials.length, () => (trials[k]![key] - truth) / trials[k++]![error]);
    expect(deviation(pulls.mean, 0, 1 / Math.sqrt(trials.length))).toBeLessThan(4);
    expect(deviation(pulls.variance, 1, Math.sqrt(2 / trials.length))).toBeLessThan(4);
  });

  test("the errors are those of all values, 5 % and 23 % larger", () => {
    const moment = (power: (x: number) => number) =>
      integrate((x) => (power(x) * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI), -2.5, 2.5);
    const [area, second, fourth] = [moment(() => 1), moment((x) => x * x), moment((x) => x * x * x * x)];
    const { sigma, meanError, sigmaError } = trials[0]!;
    expect(meanError / sigma).toBeCloseTo(1 / Math.sqrt(second * count), 8);
    expect(sigmaError / sigma).toBeCloseTo(1 / Math.sqrt((fourth - (second * second) / area) * count), 8);
    expect(meanError / (sigma / Math.sqrt(count))).toBeCloseTo(1.054, 3);
    expect(sigmaError / (sigma / Math.sqrt(2 * count))).toBeCloseTo(1.225, 3);
  });
});

test("scales and shifts with its values", () => {
  const drawn = values(500, () => gaussian(random));
  const one = gaussianCore(drawn);
  const other = gaussianCore(drawn.map((value) => 7 - 3 * value));
  expect(other.mean).toBeCloseTo(7 - 3 * one.mean, 9);
  expect(other.sigma).toBeCloseTo(3 * one.sigma, 9);
});

test("a tenth of the values far away moves the mean by nothing, the width by little", () => {
  const drawn = values(20_000, () =>
    random.uniform() < 0.1 ? 40 * random.uniform() + 10 : gaussian(random),
  );
  const { mean, meanError, sigma, sigmaError } = gaussianCore(drawn);
  expect(deviation(mean, 0, meanError)).toBeLessThan(4);
  expect(deviation(sigma, 1, sigmaError)).toBeLessThan(4);
});

test("values that are all the same have no width, and none have no mean", () => {
  expect(gaussianCore(new Float64Array(10).fill(2))).toEqual({
    mean: 2,
    meanError: 0,
    sigma: 0,
    sigmaError: 0,
  });
  expect(gaussianCore(new Float64Array(0)).mean).toBeNaN();
});
