import { expect, test } from "vitest";
import { publishedTable1 } from "../../scripts/published-table-1.ts";

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
