import { expect, test } from "vitest";
import { smallAngle } from "../../cuts/small-angle.ts";
import { justAbove, justBelow, passes } from "./passes.ts";

const thresholds = { below: 1 };
const inside = justBelow(1);
const outside = justAbove(1);

test.each([
  ["both just inside", inside, inside, true],
  ["in just outside", outside, inside, false],
  ["out just outside", inside, outside, false],
  ["in at the edge", 1, 0, false],
  ["out at the edge", 0, 1, false],
  ["both outside", outside, outside, false],
  ["no track", Number.NaN, Number.NaN, false],
  ["no angle in", Number.NaN, 0, false],
  ["no angle out", 0, Number.NaN, false],
])("%s", (_, trackAngleIn, trackAngleOut, passed) => {
  expect(passes(smallAngle, thresholds, { trackAngleIn, trackAngleOut })).toBe(passed);
});
