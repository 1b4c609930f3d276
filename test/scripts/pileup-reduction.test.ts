import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { ReductionLedger } from "../../scripts/reduction-ledger.ts";
import { parseTable } from "../../src/node/read-table.ts";
import { numbers, texts } from "../../src/tables/table.ts";
import { deviation } from "../random/standard-errors.ts";
import { aprime, inFolder, listing, type Outcome } from "./aprime.ts";

const run = (folder: string, line: string) =>
  aprime(folder, "pileup", "--reduction", "--quiet", ...line.split(" ").filter((word) => word !== ""));

/** What it says on stdout, for a call that ends well. */
function said({ code, stdout, stderr }: Outcome): string {
  expect([code, stderr]).toEqual([0, ""]);
  return stdout;
}

describe("muon pairs beside Table I", async () => {
  const line = "--algorithms nearest-peak,cluster-fit --intensity 0,3.2e6,8e6 --events 1200";
  const ledger: ReductionLedger = JSON.parse(said(await run(".", `${line} --json`)));
  const rowOf = (algorithm: string, intensity: number) =>
    ledger.rows.find((row) => row.algorithm === algorithm && row.intensity === intensity)!;

  test("have one row for each algorithm and intensity, whose columns multiply to f", () => {
    expect(ledger.rows.map(({ algorithm, intensity }) => [algorithm, intensity])).toEqual(
      ["nearest-peak", "cluster-fit"].flatMap((name) =>
        [0, 3.2e6, 8e6].map((intensity) => [name, intensity]),
      ),
    );
    for (const { columns, f, tau_ns, beamRate_MHz } of ledger.rows) {
      expect(columns.reduce((product, { factor }) => product * factor, 1)).toBeCloseTo(f!, 12);
      if (beamRate_MHz > 0) expect((-1000 * Math.log(f!)) / beamRate_MHz).toBeCloseTo(tau_ns!, 9);
    }
  });

  test("without others f is 1, and tells no window", () => {
    for (const name of ["nearest-peak", "cluster-fit"]) {
      const { f, error, ...more } = rowOf(name, 0);
      expect([f, error]).toEqual([expect.closeTo(1, 12), expect.closeTo(0, 12)]);
      expect(more).toMatchObject({ tau_ns: null, dutyFactor: null, pull: null });
    }
  });

  test("lose more at a higher rate, in the trigger what its sum's window of 36-66 ns takes", () => {
    expect(rowOf("nearest-peak", 8e6).f!).toBeLessThan(rowOf("nearest-peak", 3.2e6).f!);
    // Pairs of 5-60 GeV in the ECAL: test/scripts/efficiency.test.ts and docs/model.md.
    const { factor, error } = rowOf("cluster-fit", 8e6).columns.find(({ loss }) => loss === "trigger sums")!;
    const tau = -Math.log(factor) / (8e6 / 4.8e9);
    const tauError = error / factor / (8e6 / 4.8e9);
    expect(tau).toBeGreaterThan(36 - 4 * tauError);
    expect(tau).toBeLessThan(66 + 4 * tauError);
    // What no algorithm has a part in is the same of each, among the same pairs.
    const track = (name: string) => rowOf(name, 8e6).columns.find(({ loss }) => loss === "track")!;
    expect(deviation(track("nearest-peak").factor, track("cluster-fit").factor, 0.02)).toBeLessThan(4);
  });

  test("stand beside the paper's at its intensities, with the pull and the duty factor", () => {
    expect(ledger.paper.tau_ns).toBeCloseTo(234, 0);
    const { f, error, tau_ns, pull, dutyFactor } = rowOf("nearest-peak", 3.2e6);
    const paper = 1268 / 1491;
    expect(pull!).toBeCloseTo((f! - paper) / Math.hypot(error!, paper / Math.sqrt(1268)), 9);
    expect(dutyFactor!).toBeCloseTo(tau_ns! / ledger.paper.tau_ns, 9);
    expect(rowOf("nearest-peak", 8e6).pull).toBeNull();
    expect(rowOf("nearest-peak", 8e6).status).toContain("with Table I in sight");
    expect(rowOf("cluster-fit", 8e6).status).toBe("predicted");
    expect(Object.keys(ledger.calibrated)).toEqual(["counters", "SRD"]);
  });
});

test("writes tables and pictures, and refuses to write over them", async () => {
  await inFolder(async (folder) => {
    const small = "--algorithms highest-sample --intensity 1.8e6 --events 200";
    for (const ending of ["csv", "md", "png"])
      expect(said(await run(folder, `${small} --out r.${ending}`))).toBe(`→ r.${ending}\n`);
    const table = await parseTable("r.csv", readFileSync(join(folder, "r.csv"), "utf8"));
    const losses = texts(table, "loss");
    const factors = numbers(table, "factor", "1");
    const product = factors.slice(0, losses.indexOf("f")).reduce((all, factor) => all * factor, 1);
    expect(product).toBeCloseTo(factors[losses.indexOf("f")]!, 12);
    const text = readFileSync(join(folder, "r.md"), "utf8");
    expect(text).toContain("2016 run III at a duty factor of 1");
    expect(text).toMatch(/\| highest-sample +\| +1\.8 \|.* 0\.919 ± 0\.027 \|/);
    expect(text).not.toMatch(/NaN|undefined|null/);
    writeFileSync(join(folder, "r.md"), "precious");
    const { code, stderr } = await run(folder, `${small} --out r.md`);
    expect([code, stderr.includes("r.md: is there already; --force overwrites it")]).toEqual([2, true]);
    expect(listing(folder)).toEqual(["r.csv", "r.md", "r.png"]);
  });
});

test.each<[string, string[]]>([
  [
    "--algorithms nearest,cluster-fit,cluster-fit --intensity 2 --events 0 --out r.txt",
    [
      '--algorithms: there is no algorithm "nearest"; known are highest-sample, nearest-peak, tail-subtraction, optimal-filter, template-fit, multifit, cluster-fit, or give the path of a module, such as ./mine.mjs',
      '--algorithms: "cluster-fit" is given twice; give it once',
      '--events: "0" holds no event; write a number of events, such as 1e6, or a half-open range, such as 5000:10000',
      '--out: "r.txt" must end in .md, .csv, .json, .svg, .png',
    ],
  ],
  ["--process signal", ["--process: goes without --reduction: leave it out"]],
  [
    "--intensity 1e6:2e6:lin:40",
    [
      "--intensity: 280 rows are asked for; at most 200 are counted at once: give fewer values, or fewer of --algorithms",
    ],
  ],
])("refuses %s", async (flags, problems) => {
  const { code, stdout, stderr } = await run(".", flags);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr.trimEnd().split("\n").slice(1)).toEqual(problems.map((problem) => `  ${problem}`));
});
