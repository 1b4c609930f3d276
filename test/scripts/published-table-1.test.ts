import { expect, test } from "vitest";
import { deadWindow, publishedTable1 } from "../../scripts/published-table-1.ts";

test("paper: expected pairs per electron, and observed over expected of each run", async () => {
  const { expectedPerElectron, observedOverExpected } = await publishedTable1();
  expect(expectedPerElectron).toBeCloseTo((1223 + 1491 + 4271) / 976.5e6, 12);
  // As printed, but for run III, which is printed as 0.81.
  for (const [run, printed] of [
    ["I", 0.92],
    ["II", 0.85],
    ["III", 0.8],
  ] as const)
    expect(observedOverExpected(`2016 run ${run}`)).toBeCloseTo(printed, 2);
  expect(observedOverExpected("my run")).toBeUndefined();
});

test("paper: a dead window of 234 ± 16 ns goes with all three runs", async () => {
  const { reductions } = await publishedTable1();
  expect(reductions.map(({ intensity }) => intensity)).toEqual([1.8e6, 3.2e6, 4.6e6]);
  expect(reductions.map(({ f }) => f.toFixed(3))).toEqual(["0.919", "0.850", "0.800"]);
  const rateOf = (intensity: number) => intensity / 4.8e9;
  const { mean, error } = deadWindow(reductions, rateOf);
  expect(mean).toBeCloseTo(234, 0);
  expect(error).toBeCloseTo(16, 0);
  // Of each run alone, by hand: 225 ± 80, 243 ± 42, 233 ± 18 ns.
  for (const [k, [tau, sigma]] of [
    [225, 80],
    [243, 42],
    [233, 18],
  ].entries()) {
    const one = deadWindow([reductions[k]!], rateOf);
    expect(Math.round(one.mean)).toBe(tau);
    expect(Math.abs(one.error - sigma!)).toBeLessThan(1);
  }
});
