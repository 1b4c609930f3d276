import { expect, test } from "vitest";
import { jackknifeError } from "../../src/statistics/jackknife.ts";

const values = [3, 1, 4, 1, 5, 9, 2, 6];
const meanWithout = (left: number): number =>
  values.reduce((sum, value, k) => sum + (k === left ? 0 : value), 0) / (values.length - 1);

test("law: of a mean it is the standard error of the mean", () => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  const expected = Math.sqrt(squares / (values.length * (values.length - 1)));
  expect(jackknifeError(values.length, meanWithout)).toBeCloseTo(expected, 12);
});

test("is nothing where no group matters, and not known where one is not", () => {
  expect(jackknifeError(5, () => 2)).toBe(0);
  expect(jackknifeError(5, (k) => (k === 2 ? Number.NaN : 2))).toBeNaN();
});
