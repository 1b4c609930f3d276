import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { RegionRate } from "../../scripts/hadron-plane.ts";
import { parseTable } from "../../src/node/read-table.ts";
import { texts } from "../../src/tables/table.ts";
import { aprime, inFolder, type Outcome } from "./aprime.ts";

const run = (folder: string, line: string) =>
  aprime(folder, "hadrons", "--quiet", "--workers", "1", ...line.split(" "));

/** What it says on stdout, for a call that ends well. */
function said({ code, stdout, stderr }: Outcome): string {
  expect([code, stderr]).toEqual([0, ""]);
  return stdout;
}

describe.concurrent("aprime hadrons", () => {
  test("regions: every source is there, and sums are sums; a picture and a table of the same", () =>
    inFolder(async (folder) => {
      const { code, stdout, stderr } = await run(folder, "--events 100 --json --out plane.csv");
      expect([code, stderr]).toEqual([0, "→ plane.csv\n"]);
      const found = JSON.parse(stdout);
      expect(found).toMatchObject({ run: "2016 run III", events: 100, seed: "aprime", changed: [] });
      const rates: RegionRate[] = found.rates;
      expect(new Set(rates.map(({ source }) => source))).toEqual(
        new Set([
          "muon pairs",
          "photonuclear reactions",
          ...["electron", "low-energy", "hadron", "muon", "halo"].map((name) => `beam: ${name}`),
          "all",
        ]),
      );
      const triggered = rates.find(
        ({ stage, source, region }) =>
          stage === "trigger" && source === "photonuclear reactions" && region === "all",
      )!;
      // Some 8e-4 of the electrons make hadrons of 20 GeV and more, of which a third or more triggers.
      expect(triggered.perElectron).toBeGreaterThan(5e-5);
      expect(triggered.perElectron).toBeLessThan(2e-3);
      const table = await parseTable("plane.csv", readFileSync(join(folder, "plane.csv"), "utf8"));
      expect(texts(table, "region")).toHaveLength(rates.length);
      expect(table.source).toBe("NA64-2018 Fig. 7");
    }));

  test("an intensity is a row for each stage and reading; one alone has no line", () =>
    inFolder(async (folder) => {
      const { code, stdout, stderr } = await run(
        folder,
        "--events 100 --intensity 5e6 --json --out rate.svg",
      );
      expect([code, stderr]).toEqual([0, "→ rate.svg\n"]);
      const { shares, lines } = JSON.parse(stdout);
      expect(shares).toHaveLength(2 * 4);
      expect(new Set(shares.map(({ algorithm }: { algorithm: string }) => algorithm))).toEqual(
        new Set(["nearest-peak", "highest-sample"]),
      );
      expect(lines.map(({ fit }: { fit: unknown }) => fit)).toEqual(new Array(8).fill(null));
      expect(readFileSync(join(folder, "rate.svg"), "utf8")).toContain(
        "Share of region III against the rate",
      );
    }));

  test("rejection and production, for people", () =>
    inFolder(async (folder) => {
      const [rejection, production] = await Promise.all([
        run(folder, "--rejection --events 200"),
        run(folder, "--production --events 200 --set photonuclear.virtualFraction=0"),
      ]);
      const kept = said(rejection);
      expect(kept).toMatch(/\| hadrons +\| alone +\| trigger +\| both/);
      expect(kept).toContain("product, which assumes that they are independent");
      const made = said(production);
      expect(made).toMatch(/\| reactions per electron above 20 GeV +\|/);
      expect(made).toContain("photonuclear.virtualFraction = 0");
      expect(made).toMatch(/\| through ECAL and 4 modules \| through ECAL and 2 modules \| +paper \|/);
      expect(made).toMatch(/\| punch-through in the signal selection, per electron +\|/);
      for (const text of [kept, made]) expect(text).not.toMatch(/undefined|null/);
    }));

  test("preselection: a row for each way of each source, with electrons of full energy by the trigger's resolution", () =>
    inFolder(async (folder) => {
      const { code, stdout, stderr } = await run(
        folder,
        "--preselection --events 100 --json --out ledger.csv",
      );
      expect([code, stderr]).toEqual([0, "→ ledger.csv\n"]);
      const { rows, sum, bySmearing, paper, notSimulated } = JSON.parse(stdout);
      expect(paper).toBeCloseTo(1.63e-6, 8);
      expect(notSimulated).toHaveLength(1);
      const electrons = rows.find(
        ({ source, way }: Record<string, string>) =>
          source === "beam: electron" && way === "by the trigger's resolution",
      );
      expect(electrons.perElectron).toBeGreaterThan(1e-7);
      expect(electrons.perElectron).toBeLessThan(1e-5);
      expect(electrons.ecalMean).toBeGreaterThan(90);
      expect(sum.perElectron).toBeGreaterThanOrEqual(electrons.perElectron);
      expect(bySmearing.map(({ smearing }: { smearing: number }) => smearing)).toEqual([3, 4, 5]);
      const table = await parseTable("ledger.csv", readFileSync(join(folder, "ledger.csv"), "utf8"));
      expect(texts(table, "source")).toHaveLength(rows.length);
    }));

  test.each<[string, string[]]>([
    [
      "--preselection --out f.svg",
      ['--out: "f.svg" would be a picture, which --preselection has not; give .md, .csv or .json'],
    ],
    [
      "--rejection --production --run IV --events 5 --out f.txt",
      [
        "--events: 5 is out of range: it must be at least 100 and at most 100000000 (events of each source; without it 20000, with --intensity 3000)",
        "--rejection: goes without --production: give one of the two",
        '--out: "f.txt" must end in .md, .csv, .json, .svg, .png',
        "run card IV: IV cannot be read: there is no such file; give a shipped run (I, II, III, 2016-2018, 2016-PRL) or the path of a card",
      ],
    ],
    [
      "--production --intensity 1e6 --out f.png",
      [
        "--intensity: goes without --production: leave it out, or set the band of the card by --set beam.intensityMean=...",
        '--out: "f.png" would be a picture, which --production has not; give .md, .csv or .json',
      ],
    ],
  ])("refuses %s", (flags, problems) =>
    inFolder(async (folder) => {
      const { code, stdout, stderr } = await run(folder, flags);
      expect([code, stdout]).toEqual([2, ""]);
      expect(stderr.trimEnd().split("\n").slice(1)).toEqual(problems.map((problem) => `  ${problem}`));
    }),
  );

  test("refuses a beam below the reactions that are forced", () =>
    inFolder(async (folder) => {
      const { code, stderr } = await run(
        folder,
        "--set beam.momentum=10GeV --set beam.lowEnergyMinimum=5GeV --set cuts.beam-momentum.above=8GeV --set cuts.beam-momentum.below=12GeV",
      );
      expect(code).toBe(2);
      expect(stderr).toContain("10 GeV is not below the energy of the beam");
    }));
});
