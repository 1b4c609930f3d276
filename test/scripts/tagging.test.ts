import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { LightFit } from "../../scripts/tagging-fit.ts";
import type { TagRow } from "../../scripts/tagging-rows.ts";
import type { CounterBin } from "../../scripts/tagging-spectrum.ts";
import type { WindowRow } from "../../scripts/tagging-window.ts";
import { parseTable } from "../../src/node/read-table.ts";
import { numbers, texts } from "../../src/tables/table.ts";
import { aprime, inFolder, listing, type Outcome } from "./aprime.ts";
import { refusal } from "./refusal.ts";

const run = (folder: string, line: string) => aprime(folder, "tagging", ...line.split(" ").filter(Boolean));

/** What it says on stdout, for a call that ends well. */
function said({ code, stdout, stderr }: Outcome): string {
  expect([code, stderr]).toEqual([0, ""]);
  return stdout;
}

describe.concurrent("aprime tagging", () => {
  test("as JSON: electrons, fakes by knock-on electrons, and by others", async () => {
    const rows: TagRow[] = JSON.parse(said(await run(".", "--events 20000 --json")));
    expect(rows.map(({ particle, energy_GeV }) => `${particle} ${energy_GeV}`)).toEqual([
      "electron 50",
      "electron 60",
      "electron 80",
      "electron 100",
      "pion, knock-ons alone 100",
      "pion, other particles 100",
    ]);
    expect(rows.map(({ status }) => status)).toEqual([
      "predicted",
      "predicted",
      "predicted",
      "calibrated",
      "predicted",
      "predicted",
    ]);
    expect(rows.map(({ weighted }) => weighted)).toEqual([false, false, false, false, true, false]);
    for (const row of rows) {
      expect(Object.keys(row)).toEqual([
        "particle",
        "energy_GeV",
        "counter_1",
        "counter_2",
        "counter_3",
        "tagged",
        "low",
        "high",
        "weighted",
        "status",
        "run",
        "events",
        "seed",
      ]);
      expect(row.low <= row.tagged && row.tagged <= row.high).toBe(true);
      expect(row.tagged).toBeLessThanOrEqual(Math.min(row.counter_1, row.counter_2, row.counter_3));
    }
    expect(Math.abs(rows[3]!.tagged - 0.97)).toBeLessThan(4 * 0.0012);
    expect(rows[4]!.high).toBeLessThan(1e-5);
  });

  test("for people: narrow, with what the numbers are; the same for the same seed", async () => {
    const line = "--energy 100GeV --events 2000";
    const [text, again, other] = await Promise.all([
      run(".", line),
      run(".", line),
      run(".", `${line} --seed other`),
    ]);
    expect(said(text)).toMatch(
      /\| electron +\| 100 \|( +0\.9\d{3} \|){4} +0\.\d{4} - 0\.\d{4} \| calibrated/,
    );
    expect(said(text)).toContain("within 500 keV - 120 MeV, in time");
    expect(
      Math.max(
        ...said(text)
          .split("\n")
          .map((row) => row.length),
      ),
    ).toBeLessThanOrEqual(105);
    expect(said(again)).toBe(said(text));
    expect(said(other)).not.toBe(said(text));
  });

  test("with another card: what is set counts", async () => {
    const tagged = async (...sets: string[]): Promise<number> => {
      const line = ["--energy 100GeV --events 2000 --json", ...sets.map((set) => `--set ${set}`)].join(" ");
      const [row] = JSON.parse(said(await run(".", line)));
      expect(row.status, "the light was calibrated with another card").toBe("predicted");
      return row.tagged;
    };
    const [narrow, thin] = await Promise.all([
      tagged("cuts.synchrotron-tag.below=60MeV"),
      tagged("detector.synchrotron.layers=20"),
    ]);
    expect(narrow).toBeLessThan(0.8);
    expect(thin).toBeLessThan(0.9);
  });

  test("--window: against both edges, as rows and as a picture", async () => {
    await inFolder(async (folder) => {
      const scan = "--window --above 0.5MeV,1MeV,2MeV --below 80MeV,120MeV --events 3000";
      const rows: WindowRow[] = JSON.parse(said(await run(folder, `${scan} --json`)));
      expect(rows.map(({ above_MeV, below_MeV }) => [above_MeV, below_MeV])).toEqual([
        [0.5, 80],
        [1, 80],
        [2, 80],
        [0.5, 120],
        [1, 120],
        [2, 120],
      ]);
      const rates = rows.map(({ tagged }) => tagged);
      for (const k of [0, 1, 3, 4]) expect(rates[k]!).toBeGreaterThan(rates[k + 1]!);
      for (const k of [0, 1, 2]) expect(rates[k + 3]!).toBeGreaterThan(rates[k]!);
      said(await run(folder, `${scan} --out w.csv`));
      const table = await parseTable("w.csv", readFileSync(join(folder, "w.csv"), "utf8"));
      expect([...numbers(table, "tagged", "1")]).toEqual(rates);
      said(await run(folder, `${scan} --out w.svg`));
      expect(readFileSync(join(folder, "w.svg"), "utf8")).toContain("E &lt; 120 MeV");
    });
  });

  test("--spectrum: what each counter reads", async () => {
    await inFolder(async (folder) => {
      const line = "--spectrum --energy 60GeV,100GeV --events 2000";
      const bins: CounterBin[] = JSON.parse(said(await run(folder, `${line} --json`)));
      for (const energy of [60, 100]) {
        for (const counter of [1, 2, 3]) {
          const own = bins.filter((bin) => bin.energy_GeV === energy && bin.counter === counter);
          const sum = (weight: (bin: CounterBin) => number) =>
            own.reduce((all, bin) => all + weight(bin) * bin.per_MeV * (bin.to_MeV - bin.from_MeV), 0);
          expect(sum(() => 1)).toBeGreaterThan(0.99);
          expect(sum(() => 1)).toBeLessThan(1 + 1e-9);
          const mean = sum(({ from_MeV, to_MeV }) => 0.5 * (from_MeV + to_MeV));
          // 28 MeV at 100 GeV; its cube at 60 GeV, where more is absorbed.
          expect(mean / (energy === 100 ? 28 : 6.5)).toBeGreaterThan(0.85);
          expect(mean / (energy === 100 ? 28 : 6.5)).toBeLessThan(1.15);
        }
      }
      said(await run(folder, `${line} --out s.png`));
      expect(readFileSync(join(folder, "s.png")).subarray(1, 4).toString()).toBe("PNG");
    });
  });

  test("--fit finds the light scale of the card again, and says if there is none", async () => {
    const [found, out] = await Promise.all([
      run(".", "--fit 0.97 --events 10000 --json"),
      run(".", "--fit 0.99 --events 1000"),
    ]);
    const fit: LightFit = JSON.parse(said(found));
    expect(fit.solutions.map(({ side }) => side)).toEqual(["lower edge", "upper edge"]);
    const [low, high] = fit.solutions as [LightFit["solutions"][0], LightFit["solutions"][0]];
    expect(Math.abs(high.scale - fit.card.scale)).toBeLessThan(4 * high.error);
    expect(low.scale).toBeLessThan(high.scale);
    expect(high.error).toBeLessThan(0.1);
    expect(fit.best.tagged).toBeGreaterThanOrEqual(0.97);
    expect(said(out)).toContain("No scale reaches 0.99: widen the window");
  });

  test("writes CSV and a table, and refuses to write over them", async () => {
    await inFolder(async (folder) => {
      const write = "--energy 80GeV,100GeV --events 500";
      expect(said(await run(folder, `${write} --out t.csv`))).toBe("→ t.csv\n");
      const table = await parseTable("t.csv", readFileSync(join(folder, "t.csv"), "utf8"));
      expect(texts(table, "status")).toEqual(["predicted", "calibrated", "predicted", "predicted"]);
      expect(texts(table, "weighted")).toEqual(["no", "no", "yes", "no"]);
      expect([...numbers(table, "energy", "GeV")]).toEqual([80, 100, 100, 100]);
      expect(table.notes).toContain("each counter within 500 keV - 120 MeV");
      said(await run(folder, `${write} --out t.md`));
      expect(readFileSync(join(folder, "t.md"), "utf8")).toContain("| particle ");
      writeFileSync(join(folder, "t.csv"), "precious");
      const refused = await run(folder, `${write} --out t.csv`);
      expect([refused.code, refused.stdout]).toEqual([2, ""]);
      expect(readFileSync(join(folder, "t.csv"), "utf8")).toBe("precious");
      expect(listing(folder)).toEqual(["t.csv", "t.md"]);
    });
  });

  test("--help has examples", async () => {
    const text = said(await run(".", "--help"));
    for (const part of ["--window", "--spectrum", "aprime tagging --fit 0.97"]) expect(text).toContain(part);
  });

  test.each<[string, string[]]>([
    [
      "--run IV --energy 5GeV --events 1 --out t.txt",
      [
        "run card IV: IV cannot be read: there is no such file; give a shipped run (I, II, III, 2016-2018, 2016-PRL) or the path of a card",
        "--energy: 5 GeV is out of range: it must be at least 20 GeV and at most 300 GeV (energies of the electrons, in magnets set to the momentum of the card; without it 50, 60, 80 GeV and that of the beam, or of --window that of the beam)",
        "--events: 1 is out of range: it must be at least 2 and at most 2000000 (how many particles of each kind are simulated)",
        '--out: "t.txt" must end in .md, .csv, .json, .svg, .png',
      ],
    ],
    [
      "--window --above 1MeV,90MeV --below 80MeV --out t.md",
      [
        "--above: 90 MeV is not below 80 MeV, the least of --below: give lower edges below the upper ones",
        '--out: "t.md" would be a table for people, which --window has not; give .csv, .json, .svg or .png',
      ],
    ],
    ["--windo", ["--windo: is not known; did you mean --window?"]],
  ])("refuses %s", async (flags, problems) => {
    expect(await refusal(`tagging ${flags}`)).toEqual(problems);
  });
});
