import { expect, test } from "vitest";
import { publishedTable3 } from "../../scripts/published-table-3.ts";
import { readSystematics } from "../../src/node/load-systematics.ts";
import { MeV } from "../../src/units.ts";

test("is Table III at 10 and 100 MeV in run III, where one value is for both, and nothing elsewhere", async () => {
  const printed = await publishedTable3();
  const at = (mass: number, source: string) => printed("2016 run III", mass * MeV, source);
  expect([at(10, "ECAL selection"), at(100, "ECAL selection")]).toEqual([0.02, 0.035]);
  expect([at(10, "primary e- selection"), at(100, "primary e- selection")]).toEqual([0.04, 0.04]);
  expect([at(20, "ECAL selection"), at(10, "noise of the MSADC"), at(10, "")]).toEqual([null, null, null]);
  expect(printed("2016 run II", 10 * MeV, "ECAL selection")).toBe(null);
});

test("has every source of the shipped card that is not beyond it", async () => {
  const printed = await publishedTable3();
  for (const { source, group } of readSystematics("2016").card.sources)
    expect(printed("2016 run III", 10 * MeV, source) !== null, source).toBe(group !== "beyond");
});
