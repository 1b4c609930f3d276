import { expect, test } from "vitest";
import { preshowerFired } from "../../cuts/preshower-fired.ts";
import { justAbove, justBelow, passes } from "./passes.ts";

const threshold = 0.3;

test.each([
  ["just above", justAbove(threshold), true],
  ["just below", justBelow(threshold), false],
  ["far above", 1000, true],
  ["zero", 0, false],
  ["absent", Number.NaN, false],
])("%s: %d", (_, preshowerTriggerEnergy, passed) => {
  expect(passes(preshowerFired, { above: threshold }, { preshowerTriggerEnergy })).toBe(passed);
});

test("the threshold itself fails", () => {
  expect(passes(preshowerFired, { above: 0.5 }, { preshowerTriggerEnergy: 0.5 })).toBe(false);
});
