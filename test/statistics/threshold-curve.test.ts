import { describe, expect, test } from "vitest";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { weightedEfficiency } from "../../src/statistics/efficiency.ts";
import { prepareThresholdCurve } from "../../src/statistics/threshold-curve.ts";

const random = new RandomStream(runKeyFromSeed("thresholds"));
const events = Array.from({ length: 400 }, () => ({
  value: Math.round(20 * random.uniform()) / 4 - 0.5,
  weight: 0.2 + random.uniform(),
}));
// Some are values of events: those are not below them.
const thresholds = [-1, -0.5, 0, 0.1, 1, 1.25, 3, 4.5, Number.POSITIVE_INFINITY];
const curve = prepareThresholdCurve(thresholds);
for (const { value, weight } of events) curve.add(value, weight);
const { events: counted, efficiencies } = curve.result();

const sums = (some: typeof events) => ({
  sum: some.reduce((total, { weight }) => total + weight, 0),
  squares: some.reduce((total, { weight }) => total + weight * weight, 0),
});

describe("shares below thresholds", () => {
  test("are what a recount of the events gives, with its interval", () => {
    expect(counted).toBe(400);
    for (const [k, threshold] of thresholds.entries()) {
      const passed = sums(events.filter(({ value }) => value < threshold));
      const failed = sums(events.filter(({ value }) => !(value < threshold)));
      const expected = weightedEfficiency({
        sumPassed: passed.sum,
        sumSquaresPassed: passed.squares,
        sumFailed: failed.sum,
        sumSquaresFailed: failed.squares,
      });
      for (const key of ["value", "low", "high"] as const)
        expect(efficiencies[k]![key], `${key} at ${threshold}`).toBeCloseTo(expected[key], 10);
    }
  });

  test("do not fall with the threshold, and are 0 below all events and 1 at infinity", () => {
    for (const [k, { value, low, high }] of efficiencies.entries()) {
      expect(value).toBeGreaterThanOrEqual(k === 0 ? 0 : efficiencies[k - 1]!.value);
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
    }
    expect(efficiencies[0]).toMatchObject({ value: 0, low: 0 });
    expect(efficiencies.at(-1)).toMatchObject({ value: 1, high: 1 });
  });

  test("of no events are not known", () => {
    const none = prepareThresholdCurve([1]).result();
    expect(none).toEqual({ events: 0, efficiencies: [{ value: Number.NaN, low: 0, high: 1 }] });
  });
});
