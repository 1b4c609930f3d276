import { expect, test } from "vitest";
import { dimuonEcal } from "../../cuts/dimuon-ecal.ts";
import { shippedCard } from "../shipped-card.ts";
import { justAbove, justBelow, passes } from "./passes.ts";

test.each([
  ["just above", justAbove(60), false],
  ["the threshold itself", 60, false],
  ["just below", justBelow(60), true],
  ["zero", 0, true],
  ["absent", Number.NaN, false],
])("%s: %d", (_, ecalEnergy, passed) => {
  expect(passes(dimuonEcal, { below: 60 }, { ecalEnergy })).toBe(passed);
});

test("Table I is of events below 60 GeV", () => {
  expect(shippedCard().cuts["dimuon-ecal"]).toEqual({ below: 60 });
});
