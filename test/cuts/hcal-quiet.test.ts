import { expect, test } from "vitest";
import { hcalQuiet } from "../../cuts/hcal-quiet.ts";
import { justAbove, justBelow, passes } from "./passes.ts";

const threshold = 1;

test.each([
  ["just above", justAbove(threshold), false],
  ["just below", justBelow(threshold), true],
  ["far above", 1000, false],
  ["zero", 0, true],
  ["absent", Number.NaN, false],
])("%s: %d", (_, hcalEnergy, passed) => {
  expect(passes(hcalQuiet, { below: threshold }, { hcalEnergy })).toBe(passed);
});

test("the threshold itself fails", () => {
  expect(passes(hcalQuiet, { below: 0.5 }, { hcalEnergy: 0.5 })).toBe(false);
});
