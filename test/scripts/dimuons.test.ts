import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PairFindings } from "../../scripts/dimuon-figure.ts";
import { parseTable } from "../../src/node/read-table.ts";
import { numbers, texts } from "../../src/tables/table.ts";
import { aprime, inFolder, listing, newFolder, type Outcome, removeFolder } from "./aprime.ts";
import { numberOf, total } from "./muon-pairs.ts";

const run = (folder: string, line: string) => aprime(folder, "dimuons", "--quiet", ...line.split(" "));

/** What it says on stdout, for a call that ends well. */
function said({ code, stdout, stderr }: Outcome): string {
  expect([code, stderr]).toEqual([0, ""]);
  return stdout;
}

type Document = PairFindings & {
  run: string;
  events: number;
  seed: string;
  changed: string[];
  from?: string;
};

const documentOf = async (folder: string, line: string): Promise<Document> =>
  JSON.parse(said(await run(folder, `${line} --json`)));

/** A folder with pairs.arrow, 1500 muon pairs of run III, and electrons.arrow; only to be read. */
let shared = "";
beforeAll(async () => {
  shared = newFolder();
  const make = (process: string, events: string, out: string) =>
    aprime(shared, "simulate", "--process", process, "--events", events, "--quiet", "--out", out);
  for (const outcome of [
    await make("dimuon", "1500", "pairs.arrow"),
    await make("electron", "10", "electrons.arrow"),
  ])
    expect([outcome.code, outcome.stderr]).toEqual([0, ""]);
}, 300_000);
afterAll(() => removeFolder(shared));

describe.concurrent("aprime dimuons", () => {
  test("of an event file are the events that are simulated anew with its seed", async () => {
    const [there, anew] = await Promise.all([
      documentOf(shared, "--figure 10 --from pairs.arrow"),
      documentOf(".", "--figure 10 --events 1500 --workers 1"),
    ]);
    expect(there).toMatchObject({ run: "2016 run III", events: 1500, seed: "aprime", from: "pairs.arrow" });
    expect(anew).toMatchObject({ run: "2016 run III", events: 1500, seed: "aprime", changed: [] });
    expect(there.bins).toEqual(anew.bins.filter(({ sample }) => sample === "with others"));
    expect(numberOf(there, "pairs per electron", "with others")).toEqual(
      numberOf(anew, "pairs per electron", "with others"),
    );
    expect(numberOf(anew, "the same, over that alone", "with others").paper).toBeCloseTo(0.8, 3);
  });

  test("for people: the numbers, and what they hang on; other for another seed", async () => {
    const line = "--figure 9 --events 1500 --workers 1";
    const [text, other] = (await Promise.all([run(".", line), run(".", `${line} --seed other`)])).map(said);
    expect(text).toMatch(
      /\| HCAL3: peak \[GeV\] +\| +[45]\.\d+ ± 0\.\d+ \| +[45]\.\d+ ± 0\.\d+ \| +5 \(scale\) \|/,
    );
    expect(text).toContain("no peak is a prediction");
    expect(text).toContain('1500 events of the process dimuon, 2016 run III, seed "aprime".');
    expect(text).not.toMatch(/NaN|undefined|null/);
    expect(other).not.toBe(text!.replace('"aprime"', '"other"'));
  });

  test("without a beam intensity there is one sample; what --set changes is told", async () => {
    const none = ["Low", "Mean", "High"].map((which) => `--set beam.intensity${which}=0`).join(" ");
    const found = await documentOf(".", `--figure 8 --events 500 --workers 1 ${none}`);
    expect(new Set(found.bins.map(({ sample }) => sample))).toEqual(new Set(["alone"]));
    expect(found.changed).toContain("beam.intensityMean = 0");
    const narrow = await documentOf(
      shared,
      "--figure 8 --from pairs.arrow --set cuts.dimuon-modules.below=3GeV",
    );
    expect(narrow.changed).toEqual(["cuts.dimuon-modules.below = 3GeV"]);
    // Two muons leave 5 GeV in a module: few pairs are below 3 GeV.
    expect(total(narrow.bins)).toBeLessThan(0.5 * total(found.bins));
  });

  test("Fig. 11: the ratio of two spectra, with a table of the bins", async () => {
    await inFolder(async (folder) => {
      const line = "--figure 11 --events 400 --mass 20MeV --workers 1 --json --out f.csv";
      const { code, stdout, stderr } = await run(folder, line);
      expect([code, stderr]).toEqual([0, "→ f.csv\n"]);
      const found: Document = JSON.parse(stdout);
      for (const key of ["dataShare", "monteCarloShare"])
        for (const pairs of new Set(found.bins.map((bin) => bin.pairs)))
          expect(
            found.bins.reduce((sum, bin) => sum + (bin.pairs === pairs ? (bin[key] as number) : 0), 0),
          ).toBeCloseTo(1, 9);
      const { value, paper } = found.numbers.find(({ quantity }) => quantity === "A' of 20 MeV: by bins")!;
      expect(paper).toBeNull();
      expect(value!).toBeGreaterThan(0);
      expect(found.changed).toContain("beam.intensityMean = 5000000");
      const table = await parseTable("f.csv", readFileSync(join(folder, "f.csv"), "utf8"));
      expect(texts(table, "pairs")).toHaveLength(30);
    });
  });

  test("writes CSV, Markdown, JSON and pictures, and refuses to write over them", async () => {
    await inFolder(async (folder) => {
      copyFileSync(join(shared, "pairs.arrow"), join(folder, "pairs.arrow"));
      const line = "--figure 9 --from pairs.arrow --out";
      for (const ending of ["csv", "md", "json", "png"])
        expect(said(await run(folder, `${line} f.${ending}`))).toBe(`→ f.${ending}\n`);
      const read = (name: string) => readFileSync(join(folder, name));
      const table = await parseTable("f.csv", read("f.csv").toString());
      const parts = texts(table, "part");
      const selected = numbers(table, "pairs per electron on target", "1").filter(
        (_, k) => parts[k] === "all" && texts(table, "module")[k] === "HCAL2",
      );
      const found: Document = JSON.parse(read("f.json").toString());
      const sum = selected.reduce((all, value) => all + value, 0);
      const all = numberOf(found, "pairs per electron", "with others").mean;
      expect(sum / all).toBeGreaterThan(0.94); // the rest is above the axis
      expect(sum / all).toBeLessThan(1 + 1e-9);
      expect(table.source).toBe("NA64-2018 Fig. 9");
      expect(read("f.md").toString()).toContain("| HCAL2: peak [GeV]");
      expect(read("f.png").subarray(1, 4).toString()).toBe("PNG");
      writeFileSync(join(folder, "f.csv"), "precious");
      const refused = await run(folder, `${line} f.csv`);
      expect([refused.code, refused.stdout]).toEqual([2, ""]);
      expect(refused.stderr).toContain("f.csv: is there already; --force overwrites it");
      said(await run(folder, `${line} f.csv --force`));
      expect(listing(folder)).toEqual(["f.csv", "f.json", "f.md", "f.png", "pairs.arrow"]);
    });
  });

  test("--help has examples, and the defaults", async () => {
    const text = said(await run(".", "--help")).replace(/\s+/g, " ");
    for (const part of [
      "--figure",
      "--from",
      "aprime dimuons --figure 9",
      "[default: III]",
      "[default: aprime]",
    ])
      expect(text).toContain(part);
  });

  test.each<[string, string[]]>([
    [
      "--figure 7 --run IV --events 0 --out f.txt",
      [
        "--figure: must be one of 8, 9, 10, 11",
        '--out: "f.txt" must end in .md, .csv, .json, .svg, .png',
        "run card IV: IV cannot be read: there is no such file; give a shipped run (I, II, III, 2016-2018, 2016-PRL) or the path of a card",
        '--events: "0" holds no event; write a number of events, such as 1e6, or a half-open range, such as 5000:10000',
      ],
    ],
    ["--events 10", ["--figure: is missing: one of 8, 9, 10, 11"]],
    [
      "--figure 11 --from pairs.arrow --mass 2GeV",
      [
        "--mass: 2 GeV is out of range: it must be at least 1 MeV and at most 1 GeV (with --figure 11: masses of the A' whose spectrum is corrected, instead of 10MeV,100MeV)",
      ],
    ],
    [
      "--figure 11 --from pairs.arrow",
      ["--from: goes without --figure 11, which compares two simulations: leave it out"],
    ],
    ["--figure 9 --mass 20MeV", ["--mass: goes with --figure 11: leave it out"]],
    [
      "--figure 9 --from pairs.arrow --run III --seed a --events 10 --set beam.dutyFactor=0.8",
      [
        "--run: goes without --from, whose events are made: leave it out",
        "--seed: goes without --from, whose events are made: leave it out",
        "--events: goes without --from, whose events are made: leave it out",
        "--set beam.dutyFactor=0.8: comes too late: --from changes cuts only; simulate again with it",
      ],
    ],
    [
      "--figure 9 --from electrons.arrow",
      [
        "electrons.arrow: holds events of the process electron, not of dimuon: make them with aprime simulate --process dimuon",
      ],
    ],
    ["--figure 9 --from none.arrow", ["none.arrow: there is no such file"]],
  ])("refuses %s", async (flags, problems) => {
    const { code, stdout, stderr } = await run(shared, flags);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr.trimEnd().split("\n").slice(1)).toEqual(problems.map((problem) => `  ${problem}`));
  });
});
