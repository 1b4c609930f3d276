import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { scanFigure } from "../../scripts/pileup-scan-figure.ts";
import { scanKinds } from "../../scripts/pileup-scan-kinds.ts";
import type { ScanRow } from "../../scripts/pileup-scan-rows.ts";
import { scanText } from "../../scripts/pileup-scan-text.ts";
import { drawSvg } from "../../src/node/draw.ts";
import { parseTable } from "../../src/node/read-table.ts";
import { numbers, texts } from "../../src/tables/table.ts";
import { texts as drawnTexts } from "../figures/read-figure.ts";
import { aprime, inFolder, listing } from "./aprime.ts";

const scan = (folder: string, line: string) =>
  aprime(folder, "pileup", "--quiet", "--scan", ...line.split(" ").filter(Boolean));

interface Document {
  readonly rows: readonly ScanRow[];
}

async function json(folder: string, line: string): Promise<Document> {
  const { code, stdout, stderr } = await scan(folder, `${line} --json`);
  expect([code, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout);
}

const few = "baseline --events 12 --algorithms optimal-filter,highest-sample";

describe("aprime pileup --scan", () => {
  test("gives a row for each point and algorithm, in the order asked for, the same in any number of threads", async () => {
    const one = await json(".", `${few} --workers 1`);
    expect(one).toMatchObject({
      scan: "baseline",
      run: "2016 run III",
      events: 12,
      seed: "aprime",
      energy_GeV: 20,
      success: { energyWithin: 0.1, timeWithin_ns: 4 },
    });
    expect(one.rows.slice(0, 3).map(({ algorithm, x }) => [algorithm, x])).toEqual([
      ["optimal-filter", -30],
      ["highest-sample", -30],
      ["optimal-filter", -20],
    ]);
    expect(one.rows).toHaveLength(26);
    expect(one.rows[0]).toMatchObject({ scan: "baseline", y: null, variant: null, success: 1 });
    expect(await json(".", `${few} --workers 3`)).toEqual(one);
  });

  test("takes energy and card: a cell of half the gain saturates at half the energy", async () => {
    const line = "saturation --events 12 --algorithms highest-sample --set";
    const { rows } = await json(".", `${line} detector.ecal.energyPerCount=15MeV`);
    const alone = rows.filter(({ variant }) => variant === "alone");
    expect(alone.find(({ x }) => x === 50)!.success).toBe(1);
    expect(alone.find(({ x }) => x === 100)!.success).toBe(0);
  });

  test("writes tables and pictures", async () => {
    await inFolder(async (folder) => {
      for (const name of ["scan.csv", "scan.png"])
        expect(await scan(folder, `${few} --out ${name}`)).toMatchObject({ code: 0 });
      expect(listing(folder)).toEqual(["scan.csv", "scan.png"]);
      const table = await parseTable("scan.csv", readFileSync(join(folder, "scan.csv"), "utf8"));
      expect(new Set(texts(table, "algorithm"))).toEqual(new Set(["optimal-filter", "highest-sample"]));
      expect(numbers(table, "pedestals off by", "counts")).toContain(-30);
      expect(numbers(table, "success", "1").every((share) => share === 1)).toBe(true);
      expect(readFileSync(join(folder, "scan.png")).subarray(1, 4).toString()).toBe("PNG");
    });
  });

  test("refuses what it cannot do, all at once, and writes nothing", async () => {
    await inFolder(async (folder) => {
      const refused = async (line: string, ...words: string[]) => {
        const { code, stderr } = await scan(folder, `${line} --out scan.csv`);
        expect(code).toBe(2);
        for (const word of words) expect(stderr).toContain(word);
      };
      await refused(
        "pairs --events 1 --energy 3 --algorithms nearest-pek,multifit --process signal",
        '--scan: there is no scan "pairs"; known are pair, burst',
        "--events: 1 is out of range",
        '--energy: "3" has no unit',
        '"nearest-pek"; did you mean "nearest-peak"?',
        "--process: goes without --scan",
      );
      await refused(
        "pair --tolerance 5% --mass 20MeV",
        "--tolerance: goes without --scan",
        "--mass: goes without",
      );
      await refused("saturation --energy 30GeV", "--energy: goes without --scan saturation");
      expect(listing(folder)).toEqual([]);
    });
  });
});

describe("an algorithm of one's own", () => {
  const own = (body: string) =>
    `export default { name: "mine", about: "sum of samples", prepare: ({ energyPerCount }) => (waveforms, result) => { ${body} } };\n`;

  test("is read beside the others, on the same samples", async () => {
    await inFolder(async (folder) => {
      writeFileSync(
        join(folder, "mine.mjs"),
        own("result.energy.fill(20 / 9); result.time.fill(0); waveforms.counts.fill(0);"),
      );
      const { rows } = await json(folder, `${few},./mine.mjs`);
      const mine = rows.filter(({ algorithm }) => algorithm === "mine");
      expect(mine).toHaveLength(13);
      // 20 GeV, of which the nine cells hold 97 to 100 %.
      for (const { success, bias } of mine) {
        expect(success).toBe(1);
        expect(bias).toBeGreaterThan(0);
        expect(bias).toBeLessThan(0.03);
      }
      expect(rows.filter(({ algorithm }) => algorithm !== "mine")).toEqual((await json(folder, few)).rows);
    });
  });

  test("that fails is told of, and nothing is written", async () => {
    await inFolder(async (folder) => {
      writeFileSync(join(folder, "mine.mjs"), own("result.energy.fill(NaN); result.time.fill(0);"));
      const { code, stderr } = await scan(folder, `${few},./mine.mjs --out scan.csv`);
      expect(code).toBe(2);
      expect(stderr).toContain("mine.mjs: wrote NaN into result.energy[0]");
      expect(listing(folder)).toEqual(["mine.mjs"]);
    });
  });
});

describe("words and pictures of a scan", () => {
  const row = (algorithm: string, x: number, y: number | null, success: number): ScanRow => ({
    ...{ algorithm, scan: "test", x, y, variant: null, success },
    ...{ successLow: success, successHigh: success, bias: 0.012, resolution: 0.034, timeResolution_ns: null },
  });
  const kind = (name: string) => scanKinds.find((one) => one.name === name)!;

  test("of a map: the dead window is what is lost, added up over the time of the other", () => {
    const rows = [-20, -10, 0, 10, 20].map((x) => row("one", x, 1, x === 0 ? 0 : 0.5));
    // (0.5 + 1 + 0.5) x 10 + 2 x 0.5 x 5 at the ends.
    expect(scanText(kind("pair"), rows)).toMatch(/\|\s+1 \|\s+25 ± 0 \|/);
  });

  test("of a map: one for each algorithm, with a bar of its colours", async () => {
    const rows = ["one", "two"].flatMap((name) =>
      [0.1, 1].flatMap((y) => [-10, 0, 10].map((x) => row(name, x, y, 0.5))),
    );
    const words = drawnTexts(await drawSvg(scanFigure(kind("pair"), rows, "made so")));
    for (const word of ["one", "two", "made so", "time of the other [ns]"]) expect(words).toContain(word);
    expect(words.filter((word) => word === "share read well")).toHaveLength(1);
  });

  test("of curves: success with its interval, bias and resolution", async () => {
    const rows = [1, 2].map((x) => ({ ...row("one", x, null, 0.5), variant: "this way", successHigh: 0.6 }));
    const text = scanText(kind("burst"), rows);
    expect(text).toContain("Success, this way [%]");
    expect(text).toContain("50.0 +10.0 -0.0");
    expect(text).toContain("1.2 ± 3.4");
    const words = drawnTexts(await drawSvg(scanFigure(kind("burst"), rows, "made so")));
    for (const word of ["Success, burst: this way", "Bias of the energy, burst: this way", "one"])
      expect(words).toContain(word);
  });
});
