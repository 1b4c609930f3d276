import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type ComparisonDocument, comparisonText } from "../../scripts/comparison-rows.ts";
import type { ReductionLedger } from "../../scripts/reduction-ledger.ts";
import { parseReference, shippedReference } from "../../scripts/reference-table.ts";
import { interruptAtOnce, aprime as interrupted } from "../faults/fault.ts";
import { aprime, inFolder, listing, type Outcome } from "./aprime.ts";
import { refusal } from "./refusal.ts";

const run = (folder: string, line: string) =>
  aprime(folder, "compare", ...line.split(" ").filter((word) => word !== ""), "--quiet");

/** What it says on stdout, for a call that ends well. */
function said({ code, stdout, stderr }: Outcome): string {
  expect([code, stderr]).toEqual([0, ""]);
  return stdout;
}

const documentOf = async (line: string): Promise<ComparisonDocument> =>
  JSON.parse(said(await run(".", `${line} --json`)));
const rowOf = ({ rows }: ComparisonDocument, quantity: string) =>
  rows.find((row) => row.quantity === quantity)!;

describe("beside the paper", async () => {
  const [first, second, third] = await Promise.all([
    documentOf("--table I --events 120 --workers 1"),
    documentOf("--table II --events 150 --workers 1"),
    documentOf("--table III --events 12 --workers 1"),
  ]);

  test.each([
    ["I", "1", first],
    ["II", "2", second],
    ["III", "3", third],
  ] as const)(
    "Table %s has the rows of its list, with the paper's numbers, errors and status",
    async (name, number, document) => {
      const { rows, unit } = await shippedReference(number);
      const scale = unit === "%" ? 0.01 : 1;
      expect(document.rows.map(({ table, quantity }) => [table, quantity])).toEqual(
        rows.map(({ quantity }) => [name, quantity]),
      );
      for (const [k, { value, error, status }] of rows.entries()) {
        const row = document.rows[k]!;
        expect(row.paper).toBeCloseTo(scale * value, 12);
        expect(row.paperError!).toBeCloseTo(scale * error, 12);
        expect(row.status.startsWith(status)).toBe(true);
        if (/^(calibrated|no prediction)/.test(status)) expect(row.pull).toBeNull();
        else if (row.error !== null)
          expect(row.pull!).toBeCloseTo((row.ours! - row.paper) / Math.hypot(row.error, row.paperError!), 9);
      }
      expect(Object.keys(document.simulated!.events)).toEqual([name]);
    },
  );

  test("Table I is what pileup --reduction counts, by the algorithm of the card", async () => {
    const words = "--reduction --algorithms nearest-peak --events 120 --workers 1 --quiet --json".split(" ");
    const { rows } = JSON.parse(said(await aprime(".", "pileup", ...words))) as ReductionLedger;
    for (const [k, name] of ["I", "II", "III"].entries()) {
      const { f, error, namedCuts, yieldAlone_per_eot, yieldAloneError } = rows[k]!;
      expect(rowOf(first, `f of run ${name}`)).toMatchObject({ ours: f, error });
      expect(rowOf(first, `f of run ${name} by Sec. V.B alone`).ours).toBe(namedCuts.f);
      // Sums in another order: the last digit may differ.
      const pairs = rowOf(first, "muon pairs per electron");
      expect(pairs.ours! / yieldAlone_per_eot).toBeCloseTo(1, 12);
      expect(pairs.error! / yieldAloneError).toBeCloseTo(1, 12);
    }
    const alone = JSON.parse(
      said(await aprime(".", "yield", ..."--process dimuon --events 120 --json".split(" "))),
    ) as { yield_per_eot: number; error: number };
    expect(rowOf(first, "muon pairs per electron").ours! / alone.yield_per_eot).toBeCloseTo(1, 9);
    expect(rowOf(first, "muon pairs per electron").error! / alone.error).toBeCloseTo(1, 9);
  });

  test("Table II: the factors multiply to the total, and the ratio is that of its factors", () => {
    for (const mass of ["10 MeV", "100 MeV"]) {
      const factors = ["epsilon_e", "epsilon_ECAL", "epsilon_V", "epsilon_HCAL"];
      const product = factors.reduce((all, name) => all * rowOf(second, `${name} at ${mass}`).ours!, 1);
      expect(rowOf(second, `total efficiency at ${mass}`).ours!).toBeCloseTo(product, 12);
      const both = factors
        .slice(0, 2)
        .reduce((all, name) => all * rowOf(second, `${name} at ${mass}`).ours!, 1);
      expect(rowOf(second, `epsilon_e epsilon_ECAL at ${mass}`).ours!).toBeCloseTo(both, 12);
    }
    const [low, high] = ["10 MeV", "100 MeV"].map((mass) => rowOf(second, `epsilon_ECAL at ${mass}`).ours!);
    expect(rowOf(second, "epsilon_ECAL at 100 MeV over 10 MeV").ours!).toBeCloseTo(high! / low!, 12);
  });

  test("Table III: the sums are quadratic, without the sources that the paper has not", () => {
    for (const mass of ["10 MeV", "100 MeV"]) {
      const errors = third.rows.filter(
        ({ quantity }) => quantity.startsWith("error by") && quantity.endsWith(` ${mass}`),
      );
      expect(errors).toHaveLength(7);
      const all = Math.hypot(...errors.map(({ ours }) => ours!));
      expect(rowOf(third, `all errors at ${mass}`).ours!).toBeCloseTo(all, 12);
      const most = errors.filter(({ quantity }) => !quantity.includes("cross section"));
      expect(rowOf(third, `all errors but the cross section at ${mass}`).ours!).toBeCloseTo(
        Math.hypot(...most.map(({ ours }) => ours!)),
        12,
      );
    }
  });

  test("for people the tables are at most 100 columns wide, and what was simulated stands below", async () => {
    for (const [table, unit, { rows }] of [
      ["I", "1", first],
      ["II", "1", second],
      ["III", "%", third],
    ] as const) {
      const text = comparisonText({ table, unit, rows });
      for (const line of text.split("\n").filter((one) => one.startsWith("|")))
        expect(line.length).toBeLessThanOrEqual(100);
      expect(text).not.toMatch(/NaN|undefined|null/);
    }
    const text = said(await run(".", "--table I --events 5 --workers 1"));
    expect(text).toContain('2016 run III, seed "aprime", aprime ');
    expect(text).toContain(": 5 muon pairs for Table I.\n");
  });

  test("numbers of one's own are laid beside the same, and only their tables are simulated", async () => {
    await inFolder(async (folder) => {
      const lines = ["quantity,value [%],error [%]", "f of run II by Sec. V.B alone,110,2", "f of run I,90,"];
      writeFileSync(join(folder, "mine.csv"), lines.join("\n"));
      const line = "--reference mine.csv --events 120 --workers 2 --json";
      const { rows, simulated } = JSON.parse(said(await run(folder, line))) as ComparisonDocument;
      expect(Object.keys(simulated!.events)).toEqual(["I"]);
      expect(rows).toMatchObject([
        { table: "mine.csv", ours: rowOf(first, "f of run II by Sec. V.B alone").ours, paper: 1.1 },
        { table: "mine.csv", ours: rowOf(first, "f of run I").ours, paper: 0.9, paperError: null },
      ]);
      expect(rows[0]!.status).toMatch(/^predicted/);
    });
  });
});

describe("a file beside a file", () => {
  const files = (folder: string) => {
    const ours =
      "quantity,value [GeV],error [GeV],status\npeak,2.5,0.1,\nscale,1,0.1,calibrated: to it\nmore,1,1,\n";
    writeFileSync(join(folder, "ours.csv"), ours);
    const theirs = "quantity,value [GeV],error [GeV]\nscale,2,0.1\npeak,2.9,0.1\n";
    writeFileSync(join(folder, "theirs.csv"), theirs);
  };
  const both = "--reference theirs.csv --result ours.csv";

  test("needs no simulation, and what is calibrated has no pull", async () => {
    await inFolder(async (folder) => {
      files(folder);
      const { rows, simulated, unit } = JSON.parse(said(await run(folder, `${both} --json`)));
      expect([simulated, unit]).toEqual([undefined, "GeV"]);
      expect(rows).toMatchObject([
        { quantity: "scale", pull: null },
        { quantity: "peak", pull: expect.closeTo(-2.83, 2), status: "compared" },
      ]);
    });
  });

  test("ends with exit code 1 beyond --max-pull, and says why; the answer is given all the same", async () => {
    await inFolder(async (folder) => {
      files(folder);
      expect((await run(folder, `${both} --max-pull 3`)).code).toBe(0);
      const { code, stdout, stderr } = await run(folder, `${both} --max-pull 2.5 --json --out o.csv`);
      expect(code).toBe(1);
      expect(stderr).toContain("aprime: peak is -2.8 standard errors away; --max-pull 2.5\n");
      expect(JSON.parse(stdout)).toMatchObject({ maxPull: 2.5, beyond: ["peak"] });
      const { rows } = await parseReference("o.csv", readFileSync(join(folder, "o.csv"), "utf8"));
      expect(rows.map(({ quantity, value }) => [quantity, value])).toEqual([
        ["scale", 1],
        ["peak", 2.5],
      ]);
      // What compare wrote is a result, or a reference, as any.
      said(await run(folder, "--reference o.csv --result ours.csv --max-pull 1"));
    });
  });

  test("tells what is wrong in both, and writes nothing", async () => {
    await inFolder(async (folder) => {
      writeFileSync(join(folder, "ours.csv"), "quantity,value [GeV],error [GeV]\npeak,2.5,0.1\n");
      writeFileSync(join(folder, "theirs.csv"), "quantity,value [m],error [m]\npeek,2,0.1\n");
      const { code, stderr } = await run(folder, `${both} --out o.md --max-pull x`);
      expect(code).toBe(2);
      expect(stderr.trimEnd().split("\n").slice(1)).toEqual([
        '  --max-pull: "x" is not a number of standard errors above 0, such as 3',
        "  theirs.csv:1: value is in m, and ours in GeV; give value [GeV]",
        '  theirs.csv:2 quantity of "peek": there is no such quantity; did you mean "peak"?',
      ]);
      expect(listing(folder)).toEqual(["ours.csv", "theirs.csv"]);
    });
  });
});

test("--list tells what is compared, without simulation", async () => {
  const { rows } = JSON.parse(said(await run(".", "--list --json")));
  const shipped = await Promise.all(["1", "2", "3"].map(shippedReference));
  expect(rows.map(({ quantity }: { quantity: string }) => quantity)).toEqual(
    shipped.flatMap((table) => table.rows.map(({ quantity }) => quantity)),
  );
  const text = said(await run(".", "--list"));
  expect(text).toMatch(/\| I +\| f of run III +\| +0\.80005 \| +0\.0137 \|/);
  expect(text).toMatch(/\| III +\| error by the V2 threshold at 10 MeV +\| +0\.03 \| +0\.005 \|/);
});

test("Ctrl-C ends it with exit code 130, and nothing is written", async () => {
  await inFolder(async (folder) => {
    const place = { folder, examples: folder };
    const line = "compare --table I --workers 1 --quiet --out o.csv";
    const { code, stdout, stderr } = await interrupted(place, line, { first: interruptAtOnce });
    expect([code, stdout, stderr]).toEqual([130, "", "aprime: interrupted; nothing was written\n"]);
    expect(listing(folder)).toEqual([]);
  });
});

describe("bad input", () => {
  test.each<[string, string[]]>([
    [
      "--table IV,VI,I,I --events 0 --set beam.dutyFactor=2 --out x.txt",
      [
        "--table: Table IV is not compared yet; give I, II, III",
        '--table: "VI" is no table of the paper that can be compared; give I, II, III',
        "--table: Table I is given twice; give it once",
        "--set: beam.dutyFactor 2 is out of range: it must be at least 0.01 and at most 1 (share of the spill in which the beam is on: instantaneous rate = mean rate / duty factor)",
        '--events: "0" holds no event; write a number of events, such as 1e6, or a half-open range, such as 5000:10000',
        '--out: "x.txt" must end in .md, .csv, .json',
      ],
    ],
    [
      "--events 0 --workers none",
      [
        '--events: "0" holds no event; write a number of events, such as 1e6, or a half-open range, such as 5000:10000',
        '--workers: "none" is not a whole number from 1 to 256',
      ],
    ],
    [
      "--reference gone.csv --table I --max-pull -1",
      [
        "--table: goes without --reference, whose quantities say what is simulated: leave it out",
        '--max-pull: "-1" is not a number of standard errors above 0, such as 3',
        "gone.csv: there is no such file",
      ],
    ],
    [
      "--result gone.csv",
      ["--result: needs --reference, the file that it is laid beside", "gone.csv: there is no such file"],
    ],
    [
      "--reference gone.csv --result lost.csv --seed a --events 5",
      [
        "--seed: goes without --result, with which nothing is simulated: leave it out",
        "--events: goes without --result, with which nothing is simulated: leave it out",
        "lost.csv: there is no such file",
        "gone.csv: there is no such file",
      ],
    ],
    [
      "--list --table I --run II",
      ["--table: goes without --list: leave it out", "--run: goes without --list: leave it out"],
    ],
  ])("aprime compare %s", async (line, problems) => {
    expect(await refusal(`compare ${line}`)).toEqual(problems);
  });
});
