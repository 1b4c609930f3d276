import { describe, expect, it } from "vitest";
import { compareWithTable1, dimuonCsv, dimuonText } from "../../scripts/compare-table-1.ts";
import { parseTable } from "../../src/node/read-table.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { numbers } from "../../src/tables/table.ts";
import { deviation } from "../random/standard-errors.ts";
import { oneIntensity, shippedCard } from "../shipped-card.ts";

const key = runKeyFromSeed("compare-table-1.test");
const found = await compareWithTable1(shippedCard(), 30_000, key);

describe("muon pairs beside Table I", () => {
  it("paper: (1223 + 1491 + 4271) / 976.5e6 pairs per electron are expected", () => {
    expect(found.paper.yield_per_eot).toBeCloseTo(6985 / 976.5e6, 12);
    expect(found.over_paper).toBeCloseTo(found.yield_per_eot / found.paper.yield_per_eot, 12);
  });

  // Notes 0.7: 9.7e-6 with E_ECAL < 60 GeV, of real photons; 2 % are statistics.
  it("the simulation has the pairs of the cascade equations, before any window", () => {
    expect(Math.abs(found.analytic_without_windows / 9.7e-6 - 1)).toBeLessThan(0.03);
    const { without_windows, without_windows_error, analytic_without_windows } = found;
    expect(without_windows_error / without_windows).toBeLessThan(0.025);
    // The equations leave out resolutions, which move a few per mille.
    const error = Math.hypot(without_windows_error, 0.01 * analytic_without_windows);
    expect(deviation(without_windows, analytic_without_windows, error)).toBeLessThan(4);
  });

  // Notes 4: a muon leaves 0.51 GeV at minimum ionisation. With half of the response to electrons it is twice that, and the photon must have as much more.
  it("what two muons leave in the ECAL is that of the card", async () => {
    const at = (...sets: string[]) => compareWithTable1(shippedCard(sets), 2, key);
    const words = /beside the ([\d.]+) GeV of two muons/;
    const [, usual] = words.exec(found.contains.analytic_without_windows!)!;
    expect(Math.abs(Number(usual) - 1.02)).toBeLessThan(0.03);
    const heavier = await at("detector.ecal.electronToMip=0.326");
    expect(Number(words.exec(heavier.contains.analytic_without_windows!)![1])).toBeCloseTo(
      2 * Number(usual),
      1,
    );
    const lower = await at(`cuts.dimuon-ecal.below=${60 - Number(usual)} GeV`);
    expect(heavier.analytic_without_windows / lower.analytic_without_windows).toBeCloseTo(1, 2);
    expect(heavier.analytic_without_windows).toBeLessThan(0.99 * found.analytic_without_windows);
  });

  it("each row is of the cuts of those before too; the third is the selection dimuon", () => {
    const yields = found.rows.map(({ yield_per_eot }) => yield_per_eot);
    yields.slice(1).forEach((value, k) => {
      expect(value).toBeLessThan(yields[k]!);
      expect(value).toBeGreaterThan(0.4 * yields[k]!);
    });
    expect(found.rows[2]).toMatchObject({ cuts: "and trigger", yield_per_eot: found.yield_per_eot });
    expect(found.rows[0]!.yield_per_eot / found.without_windows).toBeCloseTo(1.05, 9);
  });

  // Two muons that cross a module leave 5 GeV, in the window of 1 to 6 GeV; finding 0.7 has 0.5 to 0.9 for both windows.
  it("the windows of the HCAL keep most", () => {
    const share = found.rows[1]!.yield_per_eot / found.rows[0]!.yield_per_eot;
    expect(share).toBeGreaterThan(0.5);
    expect(share).toBeLessThan(0.95);
  });

  it("does not depend on the intensity, since no other particles are simulated", async () => {
    const events = 500;
    const [one, other] = await Promise.all([
      compareWithTable1(shippedCard(), events, key),
      compareWithTable1(shippedCard(oneIntensity("1e6")), events, key),
    ]);
    expect(other.rows).toEqual(one.rows);
  });

  it("has no analytic pairs below the least energy of a pair, whatever the beam", async () => {
    const slow = shippedCard([
      "beam.momentum=50 GeV",
      "cuts.beam-momentum.above=48 GeV",
      "cuts.beam-momentum.below=52 GeV",
      "cuts.missing-energy.beam=50 GeV",
    ]);
    const { analytic_without_windows, without_windows, without_windows_error } = await compareWithTable1(
      slow,
      5000,
      key,
    );
    // E_ECAL is always below 60 GeV: all pairs from 10 GeV on count.
    const error = Math.hypot(without_windows_error, 0.01 * analytic_without_windows);
    expect(deviation(without_windows, analytic_without_windows, error)).toBeLessThan(4);
  });
});

describe("for people", () => {
  it("the text has each row, its ratio to Table I, and what it is beside", () => {
    const text = dimuonText(found);
    for (const { cuts } of found.rows) expect(text).toContain(`| ${cuts} `);
    expect(text).toContain("nothing was tuned to it");
    expect(text).toContain("the paper does not say");
    expect(text).not.toMatch(/NaN|undefined/);
    expect(Math.max(...text.split("\n").map(({ length }) => length))).toBeLessThan(115);
  });

  it("the CSV reads back", async () => {
    const table = await parseTable("dimuon.csv", await dimuonCsv(found));
    const yields = [...numbers(table, "yield per electron on target", "1")];
    expect(yields).toEqual(found.rows.map(({ yield_per_eot }) => yield_per_eot));
  });
});
