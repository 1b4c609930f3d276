import { beforeAll, describe, expect, test } from "vitest";
import {
  compareWithTable5,
  comparisonNote,
  type LimitRow,
  limitCsv,
  limitText,
  publishedMasses,
} from "../../scripts/compare-table-5.ts";
import { eq8Yields } from "../../scripts/yield-methods.ts";
import { parseTable } from "../../src/node/read-table.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { numbers } from "../../src/tables/table.ts";
import { GeV, MeV } from "../../src/units.ts";
import { shippedCard } from "../shipped-card.ts";

const runs = ["I", "II", "III"].map((run) => shippedCard([], run));
const request = { card: runs[2]!, above: 50 * GeV, events: 300, key: runKeyFromSeed("compare-table-5.test") };
let rows: LimitRow[];
beforeAll(async () => {
  rows = await compareWithTable5([20 * MeV, 50 * MeV, 500 * MeV], request, runs);
});

describe("the limits", () => {
  test("are of 2.3 events in the exposures of the three runs with their efficiencies", () => {
    const { etl, "k-factor": byK, ww } = eq8Yields([20 * MeV], request)[0]!;
    const electrons = 0.7 * 2.3e10 + 0.6 * 1.1e10 + 0.5 * 0.9e10;
    const events = (limit: number, perElectron: number) => limit * limit * perElectron * electrons;
    expect(events(rows[0]!.limit_etl, etl.mean)).toBeCloseTo(2.3, 9);
    expect(events(rows[0]!.limit_k_factor, byK.mean)).toBeCloseTo(2.3, 9);
    expect(events(rows[0]!.limit_ww, ww.mean)).toBeCloseTo(2.3, 9);
  });

  test("stand beside the columns of Table V, where it has the mass", () => {
    expect(rows[0]).toMatchObject({ mass_MeV: 20, paper_ww: 1.29e-4, paper_etl: 1.6e-4 });
    expect(rows[1]).not.toHaveProperty("paper_ww");
    expect(rows[2]).toMatchObject({ mass_MeV: 500, paper_ww: 38.7e-4, paper_etl: 97.8e-4 });
    for (const row of [rows[0]!, rows[2]!]) {
      expect(row.ww_over_paper! * row.paper_ww!).toBeCloseTo(row.limit_ww, 12);
      expect(row.etl_over_paper! * row.paper_etl!).toBeCloseTo(row.limit_etl, 12);
      expect(row.k_factor_over_paper! * row.paper_etl!).toBeCloseTo(row.limit_k_factor, 12);
    }
  });
});

test("the note says how the two printed columns stand to each other, at the masses that it names", async () => {
  const all = await compareWithTable5(await publishedMasses(), request, runs);
  expect(all).toHaveLength(9);
  for (const row of all) expect(row.paper_etl).toBeGreaterThan(0);
  const excess = (mass: number) => {
    const row = all.find(({ mass_MeV }) => mass_MeV === mass)!;
    const [ours, paper] = [row.limit_k_factor / row.limit_ww, row.paper_etl! / row.paper_ww!];
    return (paper * paper) / (ours * ours);
  };
  expect(comparisonNote).toContain("1.2 to 1.3 times that from 1.1 to 100 MeV (but 0.95 at 16.7 MeV)");
  for (const mass of [1.1, 2, 5, 20, 100]) expect(Math.abs(excess(mass) - 1.25)).toBeLessThan(0.1);
  expect(excess(16.7)).toBeCloseTo(0.95, 1);
  expect(comparisonNote).toContain("1.5 at 200 and 3.2 at 500 MeV");
  expect(excess(200)).toBeCloseTo(1.5, 1);
  expect(excess(500)).toBeCloseTo(3.2, 1);
});

test("the table for people and the CSV hold the same", async () => {
  const lines = limitText(rows).split("\n");
  expect(lines.filter((line) => line.startsWith("| "))).toHaveLength(5);
  expect(lines.find((line) => /^\| +50 /.test(line))).not.toMatch(/NaN|undefined/);
  const table = await parseTable("limits.csv", await limitCsv(rows));
  expect([...numbers(table, "limit ETL", "1")]).toEqual(rows.map(({ limit_etl }) => limit_etl));
  expect([...numbers(table, "paper ETL", "1")]).toEqual([1.6e-4, Number.NaN, 97.8e-4]);
});
