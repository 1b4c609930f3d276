import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { TrackingRow } from "../../scripts/tracking-rows.ts";
import { parseTable } from "../../src/node/read-table.ts";
import { numbers } from "../../src/tables/table.ts";
import { aprime, inFolder, listing, type Outcome } from "./aprime.ts";
import { refusal } from "./refusal.ts";

const run = (folder: string, line: string) => aprime(folder, "tracking", ...line.split(" "));

/** What it says on stdout, for a call that ends well. */
function said({ code, stdout, stderr }: Outcome): string {
  expect([code, stderr]).toEqual([0, ""]);
  return stdout;
}

const rowsOf = async (line: string): Promise<TrackingRow[]> =>
  JSON.parse(said(await run(".", `${line} --json`)));

describe.concurrent("aprime tracking", () => {
  test("as JSON: alone, then at each intensity, with tau and resolution", async () => {
    const rows = await rowsOf("--run III --intensity 1e6,4e6 --energy 100GeV --events 40000");
    expect(rows.map(({ electrons_per_spill }) => electrons_per_spill)).toEqual([0, 1e6, 4e6]);
    for (const row of rows) {
      expect(row).toMatchObject({ momentum_GeV: 100, run: "2016 run III", events: 40_000, seed: "aprime" });
      expect(Object.keys(row)).toHaveLength(21);
      expect(Object.values(row).every((value) => value !== undefined && !Number.isNaN(value))).toBe(true);
      // Nothing is lost twice, and what is neither is one track that is not right.
      const rest = 1 - row.efficiency - row.noTrack - row.extraTracks;
      expect(rest).toBeGreaterThanOrEqual(-1e-12);
      expect(rest).toBeLessThan(0.02);
      const off = (row.resolution - row.predictedResolution) / row.resolutionError;
      if (row.electrons_per_spill === 0) expect(Math.abs(off)).toBeLessThan(4);
    }
    const [alone, few, many] = rows as [TrackingRow, TrackingRow, TrackingRow];
    // By the planes' efficiencies, less 0.5 % of low-energy electrons, most of which are bent away.
    const planes = 0.96 * 0.96 * 0.9941;
    expect(alone.efficiency).toBeGreaterThan(planes - 0.005 - 4 * 0.0014);
    expect(alone.efficiency).toBeLessThan(planes + 4 * 0.0014);
    expect(alone).toMatchObject({ extraTracks: 0, tau_ns: null, tauError_ns: null });
    expect(many.rate_MHz).toBeCloseTo(4 / 4.8, 9);
    expect(many.wrongTrack).toBeGreaterThan(few.wrongTrack);
    expect(many.efficiency).toBeCloseTo(
      alone.efficiency * Math.exp((-many.tau_ns! * many.rate_MHz) / 1000),
      9,
    );
    expect(Math.abs(many.tau_ns! - few.tau_ns!)).toBeLessThan(
      4 * Math.hypot(many.tauError_ns!, few.tauError_ns!),
    );
    // A little less than the window of 150 ns, whose edges cost hits.
    expect(many.tau_ns).toBeGreaterThan(90);
    expect(many.tau_ns).toBeLessThan(150);
  });

  test("for people: at the mean intensity of the run, and the resolution at four momenta; other for another seed", async () => {
    const line = "--run I --events 2000";
    const [text, other] = await Promise.all([run(".", line), run(".", `${line} --seed other`)]);
    expect(said(text)).toMatch(/\| +1800000 \| +\d\d\.\d\d ± 0\.\d\d \|/);
    expect(said(text)).toMatch(/\| +50 \| +0\.4\d\d ± 0\.\d{3} \|/);
    expect(said(text)).toMatch(/\| +100 \| +0\.8\d\d ± 0\.\d{3} \|/);
    expect(said(text)).toContain('2000 electrons in each row, 2016 run I, seed "aprime"');
    expect(said(text)).not.toMatch(/NaN|undefined|null/);
    expect(
      Math.max(
        ...said(text)
          .split("\n")
          .map((row) => row.length),
      ),
    ).toBeLessThan(100);
    expect(said(other)).not.toBe(said(text));
  });

  test("at another momentum, and with numbers of the card that --set changes", async () => {
    const line = "--energy 60GeV --events 1000";
    const [one, worse] = await Promise.all([
      rowsOf(`${line} --intensity 5e6`),
      rowsOf(`${line} --intensity 1e6 --set detector.tracker.downstreamHits=4`),
    ]);
    expect(one!.map(({ momentum_GeV }) => momentum_GeV)).toEqual([60, 60]);
    expect(worse![0]!.efficiency).toBeLessThan(one![0]!.efficiency - 0.05);
  });

  test("without a beam intensity tells the resolution only", async () => {
    const none = "--set beam.intensityLow=0 --set beam.intensityMean=0 --set beam.intensityHigh=0";
    const text = said(await run(".", `--events 500 ${none}`));
    expect(text.startsWith("Resolution of the momentum")).toBe(true);
  });

  test("writes CSV, Markdown and pictures, and refuses to write over them", async () => {
    await inFolder(async (folder) => {
      const line = "--intensity 1e6:1e7:log:3 --energy 100GeV --events 1000 --out";
      expect(said(await run(folder, `${line} t.csv`))).toBe("→ t.csv\n");
      const table = await parseTable("t.csv", readFileSync(join(folder, "t.csv"), "utf8"));
      const intensities = numbers(table, "electrons per spill", "1");
      for (const [k, value] of [0, 1e6, 3162277.66, 1e7].entries())
        expect(intensities[k]).toBeCloseTo(value, 1);
      expect(numbers(table, "tau", "ns")[0]).toBeNaN();
      expect(table.notes.some((note) => note.includes("1000 electrons in each row"))).toBe(true);
      said(await run(folder, `${line} t.md`));
      expect(readFileSync(join(folder, "t.md"), "utf8")).toContain(
        "| electrons per spill | efficiency [%] |",
      );
      said(await run(folder, `${line} t.png`));
      expect(readFileSync(join(folder, "t.png")).subarray(1, 4).toString()).toBe("PNG");
      writeFileSync(join(folder, "t.csv"), "precious");
      const refused = await run(folder, `${line} t.csv`);
      expect([refused.code, refused.stdout]).toEqual([2, ""]);
      expect(refused.stderr).toContain("t.csv: is there already; --force overwrites it");
      said(await run(folder, `${line} t.csv --force`));
      expect(listing(folder)).toEqual(["t.csv", "t.md", "t.png"]);
    });
  });

  test("--help has examples", async () => {
    const text = said(await run(".", "--help"));
    for (const part of ["--intensity", "--energy", "aprime tracking --run III --intensity 5e5:1e7:log:6"])
      expect(text).toContain(part);
  });

  test.each<[string, string[]]>([
    [
      "--run IV --intensity 5e5:x:log:6 --events 1",
      [
        "run card IV: IV cannot be read: there is no such file; give a shipped run (I, II, III, 2016-2018, 2016-PRL) or the path of a card",
        '--intensity: "x" is not a number (beam intensity in electrons per spill, without it the mean of the run card)',
        "--events: 1 is out of range: it must be at least 100 and at most 10000000 (electrons that trigger, at each momentum and intensity)",
      ],
    ],
    [
      "--intensity 1e6,1e9 --out t.txt",
      [
        "--intensity: 1000000000 is out of range: it must be at least 1 and at most 100000000 (beam intensity in electrons per spill, without it the mean of the run card)",
        '--out: "t.txt" must end in .md, .csv, .json, .svg, .png',
      ],
    ],
    [
      "--out t.png",
      ["--out: a picture needs several values of --intensity, such as --intensity 5e5:1e7:log:6"],
    ],
    [
      "--intensity 1e6,2e6 --energy 50GeV,60GeV,70GeV,80GeV --out t.svg",
      ["--out: a picture can show 3 momenta, not 4: give fewer values of --energy"],
    ],
    [
      "--set detector.tracker.mm2=-23m --set detector.tracker.gem1=-17m",
      [
        "--set: detector.tracker.mm1 does not lie before detector.tracker.mm2, which cannot be: change one of the two",
        "--set: magnets.exit does not lie before detector.tracker.gem1, which cannot be: change one of the two",
      ],
    ],
  ])("refuses %s", async (flags, problems) => {
    // Where the other number of two stands depends on the lines of the card.
    const told = (await refusal(`tracking ${flags}`)).map((problem) =>
      problem.replace(/ \(the other is at .*?\)/, ""),
    );
    expect(told).toEqual(problems);
  });
});
