import { expect, test } from "vitest";
import { dimuonModules } from "../../cuts/dimuon-modules.ts";
import { shippedCard } from "../shipped-card.ts";
import { justAbove, justBelow, passes } from "./passes.ts";

/** Sec. V.B: HCAL1 and HCAL4 between 1 and 6 GeV. */
const card = shippedCard().cuts["dimuon-modules"] as never;

test.each<[string, readonly number[], boolean]>([
  ["two muons", [5, 5, 5, 5], true],
  ["one muon", [2.5, 2.5, 2.5, 2.5], true],
  ["both edges", [1, 0, 0, 6], true],
  ["the modules between do not matter", [5, 90, 0, 5], true],
  ["too little in HCAL1", [justBelow(1), 5, 5, 5], false],
  ["too much in HCAL1", [justAbove(6), 5, 5, 5], false],
  ["too little in HCAL4, a muon stopped before", [5, 5, 5, justBelow(1)], false],
  ["too much in HCAL4", [5, 5, 5, justAbove(6)], false],
  ["nothing", [0, 0, 0, 0], false],
  ["absent", [Number.NaN, 5, 5, Number.NaN], false],
])("%s", (_, hcalModuleEnergy, passed) => {
  expect(passes(dimuonModules, card, { hcalModuleEnergy })).toBe(passed);
});

test("which modules is in the card", () => {
  const other = { modules: [2], above: 1, below: 6 } as never;
  expect(passes(dimuonModules, other, { hcalModuleEnergy: [0, 2, 0, 0] })).toBe(true);
  expect(passes(dimuonModules, other, { hcalModuleEnergy: [2, 0, 2, 2] })).toBe(false);
  for (const modules of [[5], [0], [1.5], []])
    expect(
      dimuonModules.schema.safeParse({
        modules: { value: modules, status: "published", source: "test" },
        above: { value: "1 GeV", status: "published", source: "test" },
        below: { value: "6 GeV", status: "published", source: "test" },
      }).success,
    ).toBe(false);
});
