import { describe, expect, test } from "vitest";
import {
  type CrossSectionRequest,
  crossSectionCsv,
  crossSectionRow,
  crossSectionText,
  methods,
} from "../../scripts/cross-section-rows.ts";
import { parseTable } from "../../src/node/read-table.ts";
import { logitRange } from "../../src/physics/emission-kinematics.ts";
import { findTarget } from "../../src/physics/targets.ts";
import { numbers, texts } from "../../src/tables/table.ts";
import { GeV, MeV } from "../../src/units.ts";

function row(change: Partial<CrossSectionRequest> = {}) {
  return crossSectionRow({
    mass: 100 * MeV,
    energy: 100 * GeV,
    target: findTarget("Pb")!,
    formFactor: "elastic",
    points: 0,
    ...change,
  });
}

const digits = (value: number, count = 5) => Number(value.toPrecision(count));

describe("a row", () => {
  // Notes 5.1, lead and 100 GeV: WW, IWW, exact elastic and with the inelastic form factor in pb, k of both.
  test.each([
    [5, 2.4832e12, 2.5712e12, 2.4996e12, 2.5334e12, 0.994, 0.98],
    [100, 1.7508e10, 1.7352e10, 1.0375e10, 1.0516e10, 1.688, 1.665],
    [500, 3.4562e8, 3.8322e8, 1.7559e8, 1.7887e8, 1.968, 1.932],
  ])("of %s MeV: the numbers of the notes, in pb", (massMeV, ww, iww, elastic, both, kElastic, kBoth) => {
    const found = row({ mass: massMeV * MeV });
    expect(found).toMatchObject({ mass_MeV: massMeV, energy_GeV: 100, target: "Pb", formFactor: "elastic" });
    expect(digits(found.sigma_ww_pb)).toBe(ww);
    expect(digits(found.sigma_iww_pb)).toBe(iww);
    // The exact integrals hold to 1e-4.
    expect(Math.abs(found.sigma_etl_pb / elastic - 1)).toBeLessThan(2e-4);
    expect(Math.abs(found.k - kElastic)).toBeLessThan(1e-3);
    expect("spectrum" in found).toBe(false);
    const inelastic = row({ mass: massMeV * MeV, formFactor: "elastic+inelastic" });
    expect(Math.abs(inelastic.sigma_etl_pb / both - 1)).toBeLessThan(2e-4);
    expect(Math.abs(inelastic.k - kBoth)).toBeLessThan(1e-3);
    expect(inelastic.sigma_ww_pb).toBe(found.sigma_ww_pb);
  });

  test("of a mix of isotopes is their mean, near that of the mean A", () => {
    const mix = row({ target: findTarget("Pb-isotopes")! });
    expect(mix.target).toBe("Pb-isotopes");
    expect(mix.sigma_etl_pb).not.toBe(row().sigma_etl_pb);
    expect(Math.abs(mix.sigma_etl_pb / row().sigma_etl_pb - 1)).toBeLessThan(1e-3);
  });
});

describe("the part above an energy", () => {
  test("exactly, and what the k-factor method counts too many of it", () => {
    const found = row({ mass: 20 * MeV, above: 50 * GeV });
    // Notes 5.2: 0.931 of the exact spectrum and 0.946 of the IWW one have x > 0.5, to their last digit.
    expect(Math.abs(found.sigma_etl_above_pb! / found.sigma_etl_pb - 0.931)).toBeLessThan(6e-4);
    expect(Math.abs(found.sigma_k_method_above_pb! / found.sigma_etl_pb - 0.946)).toBeLessThan(6e-4);
    expect(found.k_method_excess).toBe(found.sigma_k_method_above_pb! / found.sigma_etl_above_pb! - 1);
    expect(crossSectionText(found)).toMatch(/above 50 GeV: ETL 2\.407\de11 pb;.* counts 1\.6\d % too many/);
    const heavy = row({ mass: 500 * MeV, above: 50 * GeV });
    expect(crossSectionText(heavy)).toMatch(/counts 0\.\d\d % too few/);
  });

  test("all of it above the mass; none above the energy", () => {
    const all = row({ above: 0 });
    expect(Math.abs(all.sigma_etl_above_pb! / all.sigma_etl_pb - 1)).toBeLessThan(1e-12);
    const none = row({ above: 100 * GeV });
    expect(none).toMatchObject({ sigma_etl_above_pb: 0, sigma_k_method_above_pb: 0 });
    expect("k_method_excess" in none).toBe(false);
    expect(crossSectionText(none)).toContain("No A' has more than 100 GeV.");
  });

  test("in the CSV, if it was asked for", async () => {
    const rows = [row({ above: 50 * GeV }), row({ above: 100 * GeV })];
    const table = await parseTable("x.csv", await crossSectionCsv(rows));
    expect([...numbers(table, "above", "GeV")]).toEqual([50, 100]);
    expect([...numbers(table, "k_method_excess", "1")]).toEqual([rows[0]!.k_method_excess, Number.NaN]);
    expect(await crossSectionCsv([row()])).not.toContain("above");
  });
});

describe("a spectrum", () => {
  const points = 400;
  test.each([
    [1.1, 100],
    [100, 20],
    [100, 100],
  ])("of %s MeV at %s GeV sums to the totals, over both ends of x", (massMeV, energyGeV) => {
    const [mass, energy] = [massMeV * MeV, energyGeV * GeV];
    const { spectrum, sigma_etl_pb, sigma_iww_pb } = row({ mass, energy, points });
    expect(spectrum).toHaveLength(points);
    const [from, to] = logitRange(mass, energy);
    const step = (to - from) / points;
    const sum = (key: "dsigma_dx_etl_pb" | "dsigma_dx_iww_pb") =>
      spectrum!.reduce((total, point) => total + point.x * (1 - point.x) * point[key] * step, 0);
    expect(Math.abs(sum("dsigma_dx_etl_pb") / sigma_etl_pb - 1)).toBeLessThan(1e-3);
    expect(Math.abs(sum("dsigma_dx_iww_pb") / sigma_iww_pb - 1)).toBeLessThan(1e-3);
    expect(spectrum![0]!.x).toBeLessThan(1.1 * (mass / energy));
    expect(1 - spectrum![points - 1]!.x).toBeLessThan(1e-4);
    expect(spectrum!.every(({ x }, k) => k === 0 || x > spectrum![k - 1]!.x)).toBe(true);
  });
});

describe("as CSV", () => {
  test("reads back as a table, with units", async () => {
    const rows = [row(), row({ target: findTarget("W")!, mass: 20 * MeV })];
    const table = await parseTable("x.csv", await crossSectionCsv(rows));
    expect(numbers(table, "mass", "MeV")).toEqual(Float64Array.of(100, 20));
    expect(numbers(table, "energy", "GeV")).toEqual(Float64Array.of(100, 100));
    expect(texts(table, "target")).toEqual(["Pb", "W"]);
    for (const [name, key] of [
      ["sigma_ww", "sigma_ww_pb"],
      ["sigma_iww", "sigma_iww_pb"],
      ["sigma_etl", "sigma_etl_pb"],
    ] as const)
      expect([...numbers(table, name, "pb")]).toEqual(rows.map((one) => one[key]));
    expect([...numbers(table, "k", "1")]).toEqual(rows.map(({ k }) => k));
    expect(table.title).toBe("Cross sections of e- Z -> e- Z A', per nucleus, epsilon = 1");
    expect(table.notes).toEqual([methods(rows)]);
    expect(methods([row({ formFactor: "elastic+inelastic" })])).toContain("elastic+inelastic form factor");
  });

  test("of spectra: a row for each x", async () => {
    const rows = [row({ points: 3 }), row({ points: 3, energy: 20 * GeV })];
    const table = await parseTable("x.csv", await crossSectionCsv(rows));
    expect([...numbers(table, "energy", "GeV")]).toEqual([100, 100, 100, 20, 20, 20]);
    const all = rows.flatMap(({ spectrum }) => spectrum!);
    expect([...numbers(table, "x", "1")]).toEqual(all.map(({ x }) => x));
    expect([...numbers(table, "dsigma_dx_etl", "pb")]).toEqual(all.map((point) => point.dsigma_dx_etl_pb));
    expect([...numbers(table, "dsigma_dx_iww", "pb")]).toEqual(all.map((point) => point.dsigma_dx_iww_pb));
  });
});

test("for people: five digits of each method, k, and the spectrum below", () => {
  const text = crossSectionText(row({ points: 2 }));
  expect(text).toContain("100 MeV, 100 GeV on Pb, per nucleus, epsilon = 1");
  expect(text).toMatch(/\| WW, Eq\. \(9\) +\| +1\.7508e10 \|/);
  expect(text).toMatch(/\| ETL, elastic +\| +1\.0375e10 \|/);
  expect(text).toContain("k = WW / ETL = 1.688, Eq. (12)");
  expect(text.match(/^\|/gm)).toHaveLength(5 + 4);
  expect(crossSectionText(row()).match(/^\|/gm)).toHaveLength(5);
});
