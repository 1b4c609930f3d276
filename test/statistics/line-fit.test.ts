import { expect, test } from "vitest";
import { gaussian } from "../../src/random/gaussian.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { fitLine } from "../../src/statistics/line-fit.ts";

test("points on a line give it, with the errors of unit weights", () => {
  const fit = fitLine([1, 2, 3].map((x) => ({ x, y: 2 + 3 * x, error: 1 })))!;
  expect(fit.intercept.mean).toBeCloseTo(2, 12);
  expect(fit.slope.mean).toBeCloseTo(3, 12);
  expect(fit.slope.error).toBeCloseTo(Math.sqrt(1 / 2), 12);
  expect(fit.intercept.error).toBeCloseTo(Math.sqrt(1 / 3 + 4 / 2), 12);
  expect(fit.chiSquare).toBeCloseTo(0, 12);
  expect(fit.degreesOfFreedom).toBe(1);
});

test("a point of small error holds the line", () => {
  const fit = fitLine([
    { x: 0, y: 0, error: 1e-3 },
    { x: 1, y: 1, error: 1e-3 },
    { x: 2, y: 5, error: 1 },
  ])!;
  expect(fit.slope.mean).toBeCloseTo(1, 4);
  expect(fit.chiSquare).toBeCloseTo(9, 3);
});

test("chi square and the pulls of scattered points are what they should be", () => {
  const random = new RandomStream(runKeyFromSeed("line-fit"));
  let [chiSquare, pulls] = [0, 0];
  const rounds = 2000;
  for (let round = 0; round < rounds; round++) {
    random.seek(round, 0);
    const points = [1, 2, 3, 4, 5].map((x) => ({ x, y: 1 - x + 0.1 * x * gaussian(random), error: 0.1 * x }));
    const fit = fitLine(points)!;
    chiSquare += fit.chiSquare / rounds;
    pulls += ((fit.slope.mean + 1) / fit.slope.error) ** 2 / rounds;
  }
  expect(chiSquare).toBeCloseTo(3, 0);
  expect(Math.abs(pulls - 1)).toBeLessThan(0.12);
});

test("without two different x there is no line", () => {
  expect(fitLine([])).toBeUndefined();
  expect(fitLine([{ x: 1, y: 1, error: 1 }])).toBeUndefined();
  expect(fitLine([1, 2].map((y) => ({ x: 3, y, error: 1 })))).toBeUndefined();
});
