import { describe, expect, test } from "vitest";
import { arenaFigure } from "../../scripts/pileup-figure.ts";
import type { Ranked } from "../../scripts/pileup-ranking.ts";
import type { PileupRow } from "../../scripts/pileup-rows.ts";
import { type ArenaResult, arenaCsv } from "../../scripts/pileup-text.ts";
import { drawSvg } from "../../src/node/draw.ts";
import { parseTable } from "../../src/node/read-table.ts";
import { numbers } from "../../src/tables/table.ts";
import { texts } from "../figures/read-figure.ts";
import { refused, works } from "./parts.ts";

interface Document {
  readonly process: string;
  readonly events: number;
  readonly rows: readonly PileupRow[];
  readonly totals: readonly PileupRow[];
  readonly clean: readonly PileupRow[];
  readonly ranking: readonly Ranked[];
  readonly score: string;
}

const found = async (line: string): Promise<Document> =>
  JSON.parse(await works(".", `pileup ${line} --quiet --json`));

/** Times are not the same twice. */
const timeless = (document: Document): string =>
  JSON.stringify(document, (key, value) => (key === "microsecondsPerEvent" ? 0 : value));

describe("plain electrons", async () => {
  const line =
    "--process electron --algorithms highest-sample,template-fit --intensity 0,5e6,2e7 --events 128 --ecal-edges 0GeV,90GeV,120GeV";
  const document = await found(`${line} --workers 1`);
  const { rows, totals, clean, ranking, score } = document;
  const of = (algorithm: string): PileupRow[] => totals.filter((row) => row.algorithm === algorithm);

  test("a row for each algorithm, rate and bin, with these keys", () => {
    expect(rows).toHaveLength(3 * 2 * 2);
    for (const row of rows)
      expect(Object.keys(row).slice(0, 13)).toEqual([
        ...["algorithm", "process", "intensity", "ecalLow", "ecalHigh"],
        ...["efficiency", "efficiencyLow", "efficiencyHigh", "bias", "resolution"],
        ...["timeResolution_ns", "tau_ns", "microsecondsPerEvent"],
      ]);
    expect(rows.map(({ intensity }) => intensity)).toEqual(
      [0, 5e6, 2e7].flatMap((one) => [one, one, one, one]),
    );
    expect(rows.slice(0, 2).map(({ ecalLow, ecalHigh }) => [ecalLow, ecalHigh])).toEqual([
      [0, 90],
      [90, 120],
    ]);
    expect(document).toMatchObject({ process: "electron", events: 128 });
  });

  test("threads only share the work", async () => {
    expect(timeless(await found(`${line} --workers 2`))).toBe(timeless(document));
  });

  test("clean events are read well; the more others there are, the fewer", () => {
    for (const { efficiency, tau_ns, wrongPulses } of clean) {
      expect(efficiency).toBeGreaterThan(0.98);
      expect([tau_ns, wrongPulses]).toEqual([null, 0]);
    }
    for (const algorithm of ["highest-sample", "template-fit"]) {
      const efficiencies = of(algorithm).map(({ efficiency }) => efficiency!);
      expect(efficiencies).toEqual(efficiencies.toSorted((a, b) => b - a));
    }
    // detector notes: 390-440 ns without subtraction, 11-16 ns by an ideal fit, of a cell of 36 GeV.
    const [highest, fit] = ["highest-sample", "template-fit"].map((name) => of(name)[1]!.tau_ns!);
    expect(highest).toBeGreaterThan(200);
    expect(highest).toBeLessThan(500);
    expect(fit).toBeLessThan(60);
    expect(ranking.map(({ algorithm }) => algorithm)).toEqual(["template-fit", "highest-sample"]);
    expect(score).toMatch(
      /^score \[%\], mean efficiency from 0 to 2e7 electrons per spill: template-fit \d\d\.\d\d±/,
    );
  });

  test("without other particles there is nothing to tell from clean events", () => {
    for (const [k, algorithm] of ["highest-sample", "template-fit"].entries()) {
      const { microsecondsPerEvent: _, ...row } = of(algorithm)[0]!;
      expect(row).toMatchObject({ intensity: 0, tau_ns: null, relative: 1, selected: 1, spectrumRatio: 1 });
      expect(clean[k]).toMatchObject(row);
    }
  });

  test("an earlier electron makes energy missing for who takes the highest sample", () => {
    const fakes = (algorithm: string, k: number): number => {
      const { below50, from50To80, electrons } = of(algorithm)[k]!;
      expect(electrons).toBeGreaterThan(110);
      return below50!.value + from50To80!.value;
    };
    // 7 % at 5e6 (docs/pileup.md): the window of 125 ns in which an earlier electron of the same cell takes 20 GeV and more, 12 %, for
    // those that hit it. At 2e7, 1 - 0.93^4, 0.25.
    expect(fakes("highest-sample", 2)).toBeGreaterThan(0.25 - 4 * 0.04);
    expect(fakes("highest-sample", 2)).toBeLessThan(0.25 + 4 * 0.04);
    expect(fakes("highest-sample", 1)).toBeLessThan(fakes("highest-sample", 2));
    for (const k of [1, 2]) expect(fakes("template-fit", k)).toBeLessThan(0.02);
    expect(clean.every(({ below50, from50To80 }) => below50!.value + from50To80!.value === 0)).toBe(true);
    // Their sum in the trigger is analog: no energy is missing there.
    expect(of("highest-sample").reduce((sum, { fakesTriggered }) => sum + fakesTriggered, 0)).toBeLessThan(3);
  });

  test("as a table of bins, and as a picture", async () => {
    const comments = ["Readings", "source: NA64-2018", "obtained: by a test"];
    const table = await parseTable("arena.csv", await arenaCsv(results(document), comments));
    expect(numbers(table, "efficiency", "1")).toHaveLength(rows.length);
    const words = texts(await drawSvg(arenaFigure(results(document), "run III"))).join("\n");
    for (const word of [
      "Events read well",
      "Fake missing energy of plain electrons",
      "Score against speed",
      "template-fit",
    ])
      expect(words).toContain(word);
  });
});

/** What the arena found, for its words and pictures. */
const results = (document: Document): ArenaResult => ({
  ...(document as unknown as ArenaResult),
  criteria: { tolerance: 0.1, energyFloor: 0.5, timeWindow: 4, edges: [0, 90, 120] },
  shown: 5e6,
});

test("A' events, and a range without its spacing", async () => {
  const text = await works(
    ".",
    "pileup --process signal --intensity 5e6:2e7 --algorithms optimal-filter,highest-sample --events 16 --quiet",
  );
  for (const word of [
    "5e6",
    "6.6e6",
    "2e7",
    "tau",
    "Eq. 24",
    "score [%]",
    "mass 20 MeV, minimum-aprime-energy 50 GeV",
  ])
    expect(text).toContain(word);
  for (const row of text.split("\n").filter((one) => one.startsWith("|")))
    expect(row.length).toBeLessThan(112);
});

describe("refuses", () => {
  test("all at once what it cannot use", async () => {
    expect(
      await refused(
        ".",
        "pileup --process beam --algorithms nearest-peek --intensity 2e7:5e5 --tolerance 2 --ecal-edges 5GeV --events 0",
      ),
    ).toMatchInlineSnapshot(`
      [
        "--events: "0" holds no event; write a number of events, such as 1e6, or a half-open range, such as 5000:10000",
        "--tolerance: 2 is out of range: it must be at least 0.001 and at most 1 (largest relative deviation of E_ECAL of an event that is read well)",
        "--intensity: "2e7:5e5:log:6" must increase, but 500000 follows 20000000 (electrons per spill)",
        "--algorithms: there is no algorithm "nearest-peek"; did you mean "nearest-peak"?",
        "--process: "beam" has no place here: what is compared is the reading of dimuon, signal, electron events",
      ]
    `);
  });

  test("an unknown process once, and what only other modes read", async () => {
    expect(await refused(".", "pileup --process singal --energy 10GeV")).toEqual([
      "--energy: means nothing without one of the other modes: leave it out",
      '--process: there is no process "singal"; known are electron, signal, dimuon, hadron-production, beam, beam-hadron, beam-muon, random-trigger',
    ]);
    expect(await refused(".", "pileup --reduction --energy-floor 1GeV")).toEqual([
      "--energy-floor: goes without --reduction: leave it out",
    ]);
  });

  test("too many intensities", async () => {
    expect(await refused(".", "pileup --intensity 5e5:2e7:log:30")).toEqual([
      "--intensity: has 30 values; give from 1 to 20",
    ]);
  });
});
