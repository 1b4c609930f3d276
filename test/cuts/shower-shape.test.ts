import { expect, test } from "vitest";
import { showerShape as showerShapeCut } from "../../cuts/shower-shape.ts";
import { justAbove, justBelow, passes } from "./passes.ts";

const threshold = 3;

test.each([
  ["just above", justAbove(threshold), false],
  ["just below", justBelow(threshold), true],
  ["far above", 1000, false],
  ["zero", 0, true],
  ["absent", Number.NaN, false],
])("%s: %d", (_, showerShape, passed) => {
  expect(passes(showerShapeCut, { below: threshold }, { showerShape })).toBe(passed);
});

test("the threshold itself fails", () => {
  expect(passes(showerShapeCut, { below: 0.5 }, { showerShape: 0.5 })).toBe(false);
});
