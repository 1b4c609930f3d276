import { expect, it } from "vitest";
import { everySecondMean } from "../../src/pileup/pedestal.ts";

it("is the mean of every second count, from any place on, of any number", () => {
  const counts = Int16Array.of(7, 50, 60, 52, 62, 54, 67);
  expect(everySecondMean(counts, 1, 5)).toBe(51);
  expect(everySecondMean(counts, 2, 5)).toBe(61);
  expect(everySecondMean(counts, 1, 6)).toBe(52);
  expect(everySecondMean(counts, 2, 3)).toBe(60);
});
