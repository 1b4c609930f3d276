import { expect, test } from "vitest";
import { missingEnergyTrigger } from "../../cuts/missing-energy-trigger.ts";
import { justAbove, justBelow, passes } from "./passes.ts";

const threshold = 80;

test.each([
  ["just above", justAbove(threshold), false],
  ["just below", justBelow(threshold), true],
  ["far above", 1000, false],
  ["zero", 0, true],
  ["absent", Number.NaN, false],
])("%s: %d", (_, ecalTriggerEnergy, passed) => {
  expect(passes(missingEnergyTrigger, { below: threshold }, { ecalTriggerEnergy })).toBe(passed);
});

test("the threshold itself fails", () => {
  expect(passes(missingEnergyTrigger, { below: 0.5 }, { ecalTriggerEnergy: 0.5 })).toBe(false);
});
