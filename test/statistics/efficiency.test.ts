import { describe, expect, test } from "vitest";
import { clopperPearson, type WeightSums, weightedEfficiency } from "../../src/statistics/efficiency.ts";

describe("clopperPearson", () => {
  // Computed with SciPy, independently of this code.
  test("93 of 100 and 0 of 10 at 68.27 %", () => {
    const most = clopperPearson(93, 100);
    expect(most.value).toBe(0.93);
    expect(most.low).toBeCloseTo(0.89433, 5);
    expect(most.high).toBeCloseTo(0.95546, 5);
    expect(clopperPearson(0, 10).high).toBeCloseTo(0.16815, 5);
  });

  test("closed forms where nothing, one or all pass", () => {
    const tail = (1 - 0.9) / 2;
    expect(clopperPearson(0, 10, 0.9).low).toBe(0);
    expect(clopperPearson(0, 10, 0.9).high).toBeCloseTo(1 - Math.exp(Math.log(tail) / 10), 12);
    expect(clopperPearson(1, 10, 0.9).low).toBeCloseTo(1 - Math.exp(Math.log(1 - tail) / 10), 12);
    expect(clopperPearson(10, 10, 0.9).low).toBeCloseTo(Math.exp(Math.log(tail) / 10), 12);
    expect(clopperPearson(10, 10, 0.9).high).toBe(1);
  });

  test("what passes and what fails are mirror images, also of non-integer counts", () => {
    for (const [passed, total] of [
      [93, 100],
      [0.4, 3.7],
      [12.25, 12.5],
    ] as const) {
      const one = clopperPearson(passed, total);
      const other = clopperPearson(total - passed, total);
      expect(one.low).toBeCloseTo(1 - other.high, 10);
      expect(one.high).toBeCloseTo(1 - other.low, 10);
    }
  });

  test("a non-integer count lies between its integer neighbours", () => {
    const [low, middle, high] = [7, 7.5, 8].map((k) => clopperPearson(k, 10));
    expect(middle!.low).toBeGreaterThan(low!.low);
    expect(middle!.low).toBeLessThan(high!.low);
  });

  test("a hundred times the events narrow the interval about tenfold; the Gaussian limit is reached", () => {
    const few = clopperPearson(30, 100);
    const many = clopperPearson(3000, 10_000);
    // The excess over Gaussian is about 1 event in n: 10 % of the width at 100 events, 1 % at 10 000.
    expect((few.high - few.low) / (many.high - many.low)).toBeGreaterThan(10);
    expect((few.high - few.low) / (many.high - many.low)).toBeLessThan(11.2);
    const most = clopperPearson(3e6, 1e7);
    expect((most.high - most.low) / 2).toBeCloseTo(Math.sqrt((0.3 * 0.7) / 1e7), 6);
  });

  test("more coverage is a wider interval around the same value", () => {
    const narrow = clopperPearson(5, 20);
    const wide = clopperPearson(5, 20, 0.95);
    expect(wide.value).toBe(narrow.value);
    expect(wide.low).toBeLessThan(narrow.low);
    expect(wide.high).toBeGreaterThan(narrow.high);
  });

  test("of no events nothing is known", () => {
    expect(clopperPearson(0, 0)).toEqual({ value: Number.NaN, low: 0, high: 1 });
  });

  test("refuses counts that are none", () => {
    expect(() => clopperPearson(3, 2)).toThrow("no efficiency of 3 passed out of 2");
    expect(() => clopperPearson(-1, 2)).toThrow("no efficiency of -1 passed out of 2");
    expect(() => clopperPearson(Number.NaN, 2)).toThrow("no efficiency of NaN passed out of 2");
    expect(() => clopperPearson(1, 2, 68.27)).toThrow("coverage 68.27 is not between 0 and 1");
  });
});

describe("weightedEfficiency", () => {
  test("of unit weights is clopperPearson", () => {
    for (const [passed, total] of [
      [93, 100],
      [1, 7],
      [0, 10],
      [10, 10],
      [0, 0],
    ] as const) {
      const failed = total - passed;
      const weighted = weightedEfficiency({
        sumPassed: passed,
        sumSquaresPassed: passed,
        sumFailed: failed,
        sumSquaresFailed: failed,
      });
      const unit = clopperPearson(passed, total);
      expect(weighted.value).toBe(unit.value);
      expect(weighted.low).toBeCloseTo(unit.low, 10);
      expect(weighted.high).toBeCloseTo(unit.high, 10);
    }
  });

  test("does not depend on the scale of the weights", () => {
    const unit = weightedEfficiency(sums([1, 2, 0.5], [3, 0.1]));
    const tiny = weightedEfficiency(
      sums(
        [1, 2, 0.5].map((w) => w * 1e-19),
        [3, 0.1].map((w) => w * 1e-19),
      ),
    );
    expect(tiny.value).toBeCloseTo(unit.value, 12);
    expect(tiny.low).toBeCloseTo(unit.low, 10);
    expect(tiny.high).toBeCloseTo(unit.high, 10);
  });

  test("splitting every event in two of half the weight counts it twice", () => {
    const split = weightedEfficiency(sums(new Array(14).fill(0.5), new Array(6).fill(0.5)));
    const twice = clopperPearson(14, 20);
    expect(split.low).toBeCloseTo(twice.low, 10);
    expect(split.high).toBeCloseTo(twice.high, 10);
  });

  test("where all pass, or none, the weights still count as (Σ w)² / Σ w² events", () => {
    // (1 + 1 + 4)² / (1 + 1 + 16) = 2.
    expect(weightedEfficiency(sums([1, 1, 4], []))).toEqual(clopperPearson(2, 2));
    expect(weightedEfficiency(sums([], [1, 1, 4]))).toEqual(clopperPearson(0, 2));
  });

  test("refuses sums that no weights have", () => {
    const good = sums([1, 2], [3]);
    expect(() => weightedEfficiency({ ...good, sumFailed: -1 })).toThrow("no efficiency with sumFailed = -1");
    expect(() => weightedEfficiency({ ...good, sumSquaresPassed: Number.NaN })).toThrow(
      "sumSquaresPassed = NaN",
    );
    expect(() => weightedEfficiency({ ...good, sumSquaresPassed: 0 })).toThrow("must vanish together");
  });
});

function sums(passed: readonly number[], failed: readonly number[]): WeightSums {
  const add = (weights: readonly number[]) => weights.reduce((sum, w) => sum + w, 0);
  return {
    sumPassed: add(passed),
    sumSquaresPassed: add(passed.map((w) => w * w)),
    sumFailed: add(failed),
    sumSquaresFailed: add(failed.map((w) => w * w)),
  };
}
