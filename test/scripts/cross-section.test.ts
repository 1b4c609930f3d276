import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseTable } from "../../src/node/read-table.ts";
import { numbers } from "../../src/tables/table.ts";
import { aprime, inFolder, listing, type Outcome } from "./aprime.ts";

const run = (folder: string, line: string) => aprime(folder, "cross-section", ...line.split(" "));

/** What it says on stdout, for a call that ends well. */
function said({ code, stdout, stderr }: Outcome): string {
  expect([code, stderr]).toEqual([0, ""]);
  return stdout;
}

describe.concurrent("aprime cross-section", () => {
  // Notes 5.1; the same to five digits in test/scripts/cross-section-rows.test.ts.
  test("one point, for people and as JSON", async () => {
    await inFolder(async (folder) => {
      const line = "--mass 100MeV --energy 100GeV --target Pb";
      const text = said(await run(folder, line));
      expect(text).toContain("100 MeV, 100 GeV on Pb");
      expect(text).toMatch(/\| WW, Eq\. \(9\) +\| +1\.7508e10 \|/);
      const { sigma_etl_pb, k, ...rest } = JSON.parse(said(await run(folder, `${line} --json`)));
      expect(sigma_etl_pb / 1.0375e10).toBeCloseTo(1, 3);
      expect(k).toBeCloseTo(1.688, 2);
      expect(rest).toMatchObject({ mass_MeV: 100, energy_GeV: 100, target: "Pb", formFactor: "elastic" });
      expect(Object.keys(rest)).toContain("sigma_ww_pb");
      expect(listing(folder)).toEqual([]);
    });
  });

  test("with the inelastic form factor, a nucleus of one's own, and a spectrum", async () => {
    await inFolder(async (folder) => {
      const line = "--mass 100MeV --target Z=82,A=207.2 --inelastic --spectrum 3 --json";
      const found = JSON.parse(said(await run(folder, line)));
      expect(found).toMatchObject({ target: "Z=82,A=207.2", formFactor: "elastic+inelastic" });
      expect(found.k).toBeCloseTo(1.665, 2);
      expect(found.spectrum.map(Object.keys)).toEqual(
        Array(3).fill(["x", "dsigma_dx_etl_pb", "dsigma_dx_iww_pb"]),
      );
    });
  });

  test("a range, as CSV on stdout, and the same in a file, in JSON", async () => {
    await inFolder(async (folder) => {
      const line = "--mass 20MeV:200MeV:log:3 --target Pb,W";
      const csv = said(await run(folder, line));
      const table = await parseTable("stdout", csv);
      expect([...numbers(table, "energy", "GeV")]).toEqual(Array(6).fill(100));
      expect(numbers(table, "mass", "MeV")[2]).toBeCloseTo(20 * Math.sqrt(10), 9);
      expect(said(await run(folder, `${line} --out below/k.csv`))).toBe("→ below/k.csv\n");
      expect(readFileSync(join(folder, "below", "k.csv"), "utf8")).toBe(csv);
      const both = await run(folder, `${line} --out k.json --json`);
      expect([both.code, both.stderr]).toEqual([0, "→ k.json\n"]);
      expect(readFileSync(join(folder, "k.json"), "utf8")).toBe(both.stdout);
      const rows = JSON.parse(both.stdout);
      expect(rows.map(({ k }: { k: number }) => k)).toEqual([...numbers(table, "k", "1")]);
      expect(listing(folder)).toEqual(["below", join("below", "k.csv"), "k.json"]);
    });
  });

  test.each([
    ["--mass 1MeV:1GeV:log:5 --target Pb,W --out k.svg", ["W", "E0 = 100 GeV"]],
    ["--mass 20MeV,100MeV --energy 20GeV:200GeV:lin:3 --plot sigma --out k.svg", ["mA\u2032 = 20 MeV, IWW"]],
    ["--mass 100MeV --energy 20GeV,100GeV --spectrum 9 --out k.svg", ["E0 = 20 GeV, ETL"]],
  ])("the picture of %s", async (line, expected) => {
    await inFolder(async (folder) => {
      expect(said(await run(folder, line))).toBe("→ k.svg\n");
      const svg = readFileSync(join(folder, "k.svg"), "utf8").replace(/<\/?tspan[^>]*>/g, "");
      for (const text of expected) expect(svg).toContain(text);
    });
  });

  test("a picture in pixels", async () => {
    await inFolder(async (folder) => {
      said(await run(folder, "--mass 1MeV:1GeV:log:3 --out k.png"));
      expect(readFileSync(join(folder, "k.png")).subarray(1, 4).toString()).toBe("PNG");
    });
  });

  test("what is there is kept without --force, and overwritten with it", async () => {
    await inFolder(async (folder) => {
      const file = join(folder, "k.csv");
      writeFileSync(file, "precious");
      const line = "--mass 20MeV --out k.csv";
      const refused = await run(folder, line);
      expect([refused.code, refused.stdout]).toEqual([2, ""]);
      expect(refused.stderr).toContain(
        "k.csv: is there already; --force overwrites it, another name keeps it",
      );
      expect(readFileSync(file, "utf8")).toBe("precious");
      said(await run(folder, `${line} --force`));
      expect(readFileSync(file, "utf8")).toMatch(/^# Cross sections/);
      expect(listing(folder)).toEqual(["k.csv"]);
    });
  });

  const anEnergy = 'write an energy with its unit, such as "20 MeV"';
  test.each<[string, string[]]>([
    ["--mass 20MeV --above 50GeV --spectrum 5", ["--above: goes without --spectrum: give one of the two"]],
    [
      "--energy 100 --target lead --spectrum 0 --plot x --out k.pdf",
      [
        "--mass: is missing; write a value (20MeV), a list (10MeV,100MeV) or a range (1MeV:1GeV:log:50, 20GeV:200GeV:lin:10) (mass of the A')",
        `--energy: "100" has no unit; ${anEnergy} (energy of the electron)`,
        '--target: there is no target "lead"; known are Pb, Pb-isotopes, W, Fe, Al, C, or Z=...,A=... such as Z=82,A=207.2',
        "--spectrum: 0 is out of range: it must be at least 1 and at most 10000 (number of x of dsigma/dx, evenly spaced in ln[x/(1-x)])",
        "--plot: must be one of k, sigma",
        '--out: "k.pdf" must end in .csv, .json, .svg, .png',
      ],
    ],
    [
      "--mass 5mm --energy 300GeV",
      [
        `--mass: "5mm": mm is not a unit of energy (GeV, MeV, keV, eV, TeV); ${anEnergy} (mass of the A')`,
        "--energy: 300 GeV is out of range: it must be at least 2 GeV and at most 200 GeV (energy of the electron)",
      ],
    ],
    [
      "--mass 1GeV:1MeV:log:5",
      ['--mass: "1GeV:1MeV:log:5" must increase, but 1 MeV follows 1 GeV (mass of the A\')'],
    ],
    [
      "--mass 1MeV:1GeV:log:5000 --target Pb,W,C",
      [
        "--mass: 15000 rows are asked for; at most 10000 are computed at once: give fewer values of --mass, --energy, --target or --spectrum",
      ],
    ],
    [
      "--mass 20MeV --out k.png",
      [
        "--out: a picture needs several values of --mass or --energy, such as --mass 1MeV:1GeV:log:50, or --spectrum",
      ],
    ],
    [
      "--mas 20MeV --targets Pb",
      ["--mas: is not known; did you mean --mass?", "--targets: is not known; did you mean --target?"],
    ],
    ["--mass 20MeV --out", ["--out: needs a value; see aprime cross-section --help"]],
  ])("refuses %s", async (line, problems) => {
    await inFolder(async (folder) => {
      const { code, stdout, stderr } = await run(folder, line);
      expect([code, stdout]).toEqual([2, ""]);
      expect(stderr.trimEnd().split("\n").slice(1)).toEqual(problems.map((problem) => `  ${problem}`));
      expect(listing(folder)).toEqual([]);
    });
  });
});
