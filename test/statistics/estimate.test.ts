import { expect, test } from "vitest";
import { estimate } from "../../src/statistics/estimate.ts";

// By hand: mean 3, squared deviations 4 + 0 + 4, over 2 and then over 3.
test("mean and standard error of three values", () => {
  const { mean, error } = estimate(1 + 3 + 5, 1 + 9 + 25, 3);
  expect(mean).toBe(3);
  expect(error).toBeCloseTo(Math.sqrt(8 / 2 / 3), 12);
});

test("equal values have no error, whatever the rounding", () => {
  for (const value of [0, 0.1, 1e-9, 3e7]) {
    let [sum, squares] = [0, 0];
    for (let k = 0; k < 1000; k++) {
      sum += value;
      squares += value * value;
    }
    expect(estimate(sum, squares, 1000).error).toBeLessThanOrEqual(1e-7 * value);
  }
});
