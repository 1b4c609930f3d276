import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { SystematicsDocument } from "../../scripts/systematics-answer.ts";
import { parseTable } from "../../src/node/read-table.ts";
import { numbers, texts } from "../../src/tables/table.ts";
import { interruptAtOnce, aprime as interrupted } from "../faults/fault.ts";
import { aprime, inFolder, listing, type Outcome } from "./aprime.ts";
import { refusal } from "./refusal.ts";

/** Thresholds alone and one change of the card: an HCAL that asks nothing, one that no event passes, and no counters. */
const mine = `name: mine
about: extremes
sources:
  - source: number of collected EOT
    group: normalization
    relative: { value: 2 %, status: published, source: NA64-2018 Table III }
  - source: HCAL cut threshold
    group: efficiency
    variations:
      - name: the same
        set: { cuts.hcal-quiet.below: 1 GeV }
        status: assumed
        source: a test
      - name: none passes
        set: { cuts.hcal-quiet.below: 0 GeV }
        status: assumed
        source: a test
  - source: counters
    group: beyond
    variations:
      - name: half of one
        set: { detector.beamCounters.efficiency: 0.5 }
        status: assumed
        source: a test
`;

function said({ code, stdout, stderr }: Outcome): string {
  expect([code, stderr]).toEqual([0, ""]);
  return stdout;
}

const line = "systematics --systematics ./mine.yaml --quiet";
const run = (folder: string, more: string) => {
  writeFileSync(join(folder, "mine.yaml"), mine);
  return aprime(folder, ...`${line} ${more}`.split(" "));
};

describe("systematics", async () => {
  const document = await inFolder(
    async (folder) =>
      JSON.parse(said(await run(folder, "--mass 10MeV,30MeV --events 420 --json"))) as SystematicsDocument,
  );
  const of = (mass: number) => document.variations.filter(({ mass_MeV }) => mass_MeV === mass);

  test("finds no change where none is, all where nothing passes, and the efficiency of the counters", () => {
    for (const mass of [10, 30]) {
      const [same, none, half] = of(mass);
      expect(same).toMatchObject({ shift: 0, error: 0, set: { "cuts.hcal-quiet.below": "1 GeV" } });
      expect(none).toMatchObject({ shift: -1, error: 0 });
      // 0.5^3 of 0.983^3, of the same events.
      expect(Math.abs(half!.shift - (0.5 ** 3 / 0.983 ** 3 - 1))).toBeLessThan(5 * half!.error);
      expect(half!.error).toBeLessThan(0.06);
    }
  });

  test("has a row for each source and total at each mass, with Table III beside it", () => {
    expect(document.rows.filter(({ mass_MeV }) => mass_MeV === 10)).toMatchObject([
      { source: "number of collected EOT", error: 0.02, paper: 0.02, status: "published" },
      { source: "HCAL cut threshold", error: 1, paper: 0.02, status: "simulated, range assumed" },
      { source: "counters", paper: null },
      {
        source: "Total without the cross section",
        error: Math.hypot(0.02, 1),
        paper: Math.hypot(0.02, 0.02),
      },
      { source: "Total with sources beyond the paper", paper: null },
    ]);
    const other = document.rows.filter(({ mass_MeV }) => mass_MeV === 30);
    expect(other.map(({ paper }) => paper)).toEqual([null, null, null, null, null]);
    expect(document).toMatchObject({ run: "2016 run III", card: "mine", events: 420, seed: "aprime" });
    // Eq. (13) against the exact cross section, as aprime yield tells.
    const [byK, ww] = document.crossSections;
    expect([byK!.method, ww!.method]).toEqual(["k-factor", "ww"]);
    expect(byK!.overExact).toBeCloseTo(1.05, 1);
  });

  test("does not depend on the number of threads, nor on how many masses are asked for", async () => {
    await inFolder(async (folder) => {
      const alone = JSON.parse(
        said(await run(folder, "--mass 30MeV --events 420 --workers 1 --json")),
      ) as SystematicsDocument;
      expect(alone.variations).toEqual(of(30));
    });
  });

  test("is written as CSV and Markdown, and not over what is there", async () => {
    await inFolder(async (folder) => {
      const few = "--mass 10MeV --events 40";
      expect(said(await run(folder, `${few} --out s.csv`))).toBe("→ s.csv\n");
      const table = await parseTable("s.csv", readFileSync(join(folder, "s.csv"), "utf8"));
      expect(texts(table, "source")).toHaveLength(5 + 3);
      expect([...numbers(table, "change", "1")].slice(0, 2)).toEqual([0.02, 1]);
      said(await run(folder, `${few} --out s.md`));
      const text = readFileSync(join(folder, "s.md"), "utf8");
      expect(text).not.toMatch(/NaN|undefined|null/);
      for (const row of text.split("\n").filter((one) => one.startsWith("|")))
        expect(row.length).toBeLessThan(101);
      const { code, stderr } = await run(folder, `${few} --out s.md`);
      expect([code, stderr.includes("s.md: is there already; --force overwrites it")]).toEqual([2, true]);
      expect(listing(folder)).toEqual(["mine.yaml", "s.csv", "s.md"]);
    });
  });

  test("ends at Ctrl-C, and writes nothing", async () => {
    await inFolder(async (folder) => {
      writeFileSync(join(folder, "mine.yaml"), mine);
      const place = { folder, examples: folder };
      const long = `${line} --mass 10MeV --events 1e7 --out s.csv`;
      expect(await interrupted(place, long, { first: interruptAtOnce })).toMatchObject({
        code: 130,
        stdout: "",
      });
      expect(listing(folder)).toEqual(["mine.yaml"]);
    });
  });
});

test("--help has examples", async () => {
  const text = said(await aprime(".", "systematics", "--help"));
  for (const part of ["--systematics", "aprime systematics --run III", "10MeV,100MeV"])
    expect(text).toContain(part);
});

describe.concurrent("bad input", () => {
  test.each<[string, string[]]>([
    [
      "--systematics gone.yaml --mass 2GeV --run IV --events 0 --out x.txt",
      [
        "--mass: 2 GeV is out of range: it must be at least 1 MeV and at most 1 GeV (masses of the A')",
        "--systematics: gone.yaml cannot be read: there is no such file; give a systematics card (2016) or the path of one",
        '--out: "x.txt" must end in .md, .csv, .json',
        expect.stringContaining("run card IV: IV cannot be read: there is no such file; give a shipped run"),
        '--events: "0" holds no event; write a number of events, such as 1e6, or a half-open range, such as 5000:10000',
      ],
    ],
    ["--systematic 2016", ["--systematic: is not known; did you mean --systematics?"]],
  ])("refuses %s", async (flags, problems) => {
    expect(await refusal(`systematics ${flags}`)).toEqual(problems);
  });
});
