import { expect, test } from "vitest";
import { vetoQuiet } from "../../cuts/veto-quiet.ts";
import { justAbove, justBelow, passes } from "./passes.ts";

const threshold = 0.0072;

test.each([
  ["just above", justAbove(threshold), false],
  ["just below", justBelow(threshold), true],
  ["far above", 1000, false],
  ["zero", 0, true],
  ["absent", Number.NaN, false],
])("%s: %d", (_, vetoEnergy, passed) => {
  expect(passes(vetoQuiet, { below: threshold }, { vetoEnergy })).toBe(passed);
});

test("the threshold itself fails", () => {
  expect(passes(vetoQuiet, { below: 0.5 }, { vetoEnergy: 0.5 })).toBe(false);
});
