import { expect, test } from "vitest";
import { WeightedMoments } from "../../src/statistics/weighted-moments.ts";

const values = [1, 2, 4, 7, 11];

test("mean, its error and the width are those of the textbook for weights of one", () => {
  const moments = new WeightedMoments();
  for (const x of values) moments.add(x, 1);
  const mean = 5;
  const variance = (16 + 9 + 1 + 4 + 36) / 5;
  expect(moments.mean()!.mean).toBe(mean);
  expect(moments.mean()!.error).toBeCloseTo(Math.sqrt(variance / 5), 12);
  expect(moments.width()!.mean).toBeCloseTo(Math.sqrt(variance), 12);
  expect(moments.width()!.error).toBeCloseTo(Math.sqrt(variance / 10), 12);
});

test("a scale of all weights changes nothing, and a weight of three is three events but for the error", () => {
  const [scaled, heavy, three] = [new WeightedMoments(), new WeightedMoments(), new WeightedMoments()];
  for (const x of values) scaled.add(x, 1e-9);
  expect(scaled.mean()!.mean).toBeCloseTo(5, 12);
  expect(scaled.width()!.error).toBeCloseTo(Math.sqrt(13.2 / 10), 9);
  for (const [x, weight] of [
    [1, 3],
    [3, 1],
  ] as const) {
    heavy.add(x, weight);
    for (let k = 0; k < weight; k++) three.add(x, 1);
  }
  expect(heavy.mean()!.mean).toBe(three.mean()!.mean);
  expect(heavy.width()!.mean).toBeCloseTo(three.width()!.mean, 12);
  expect(heavy.mean()!.error).toBeGreaterThan(three.mean()!.error);
});

test("of fewer than two values nothing is told", () => {
  const moments = new WeightedMoments();
  moments.add(3, 1);
  expect([moments.mean(), moments.width()]).toEqual([undefined, undefined]);
});
