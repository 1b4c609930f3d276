import { expect, test } from "vitest";
import { showerShape as showerShapeCut } from "../../cuts/shower-shape.ts";
import { justAbove, justBelow, passes } from "./passes.ts";

const threshold = 200;
const thresholds = { below: threshold, depthWithin: 3 };

test.each([
  ["just above", justAbove(threshold), false],
  ["just below", justBelow(threshold), true],
  ["far above", 1000, false],
  ["zero", 0, true],
  ["absent", Number.NaN, false],
])("%s: %d", (_, showerShape, passed) => {
  expect(passes(showerShapeCut, thresholds, { showerShape, showerDepth: 0 })).toBe(passed);
});

test.each([
  ["too deep", justAbove(3), false],
  ["deep", justBelow(3), true],
  ["too early", -justAbove(3), false],
  ["early", -justBelow(3), true],
  ["absent", Number.NaN, false],
])("%s: %d", (_, showerDepth, passed) => {
  expect(passes(showerShapeCut, thresholds, { showerShape: 1, showerDepth })).toBe(passed);
});

test("the threshold itself fails", () => {
  const tight = { below: 0.5, depthWithin: 2 };
  expect(passes(showerShapeCut, tight, { showerShape: 0.5, showerDepth: 0 })).toBe(false);
  expect(passes(showerShapeCut, tight, { showerShape: 0, showerDepth: -2 })).toBe(false);
});
