import { expect, test } from "vitest";
import { missingEnergy } from "../../cuts/missing-energy.ts";
import { justAbove, justBelow, passes } from "./passes.ts";

const thresholds = { beam: 100, above: 50 };

test.each([
  ["just more than enough is missing", justBelow(50), true],
  ["exactly as much is missing", 50, false],
  ["just too little is missing", justAbove(50), false],
  ["an empty ECAL", 0, true],
  ["the whole beam in the ECAL", 100, false],
  ["absent", Number.NaN, false],
])("%s: %d GeV in the ECAL", (_, ecalEnergy, passed) => {
  expect(passes(missingEnergy, thresholds, { ecalEnergy })).toBe(passed);
});

test("what is missing is missing from the beam energy of the card", () => {
  expect(passes(missingEnergy, { beam: 120, above: 50 }, { ecalEnergy: 60 })).toBe(true);
  expect(passes(missingEnergy, { beam: 100, above: 30 }, { ecalEnergy: 60 })).toBe(true);
  expect(passes(missingEnergy, { beam: 100, above: 50 }, { ecalEnergy: 60 })).toBe(false);
});
