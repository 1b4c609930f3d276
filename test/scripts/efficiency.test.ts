import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { signalFactors } from "../../cuts/index.ts";
import type { DeadTimeRow } from "../../scripts/dead-time-rows.ts";
import type { Findings } from "../../scripts/findings.ts";
import type { Ledger } from "../../scripts/loss-rows.ts";
import type { TriggerWidthRow } from "../../scripts/trigger-width-rows.ts";
import { shippedSelection } from "../../src/node/load-selection.ts";
import { parseTable } from "../../src/node/read-table.ts";
import { numbers, texts } from "../../src/tables/table.ts";
import { deviation } from "../random/standard-errors.ts";
import { aprime, inFolder, listing, type Outcome } from "./aprime.ts";
import { refusal } from "./refusal.ts";

const run = (folder: string, line: string) =>
  aprime(folder, "efficiency", ...line.split(" ").filter((word) => word !== ""));

/** What it says on stdout, for a call that ends well. */
function said({ code, stdout, stderr }: Outcome): string {
  expect([code, stderr]).toEqual([0, ""]);
  return stdout;
}

const json = async <T>(line: string): Promise<T> => JSON.parse(said(await run(".", `${line} --json`)));
const ofRow = (ledger: Ledger, loss: string) => ledger.rows.find((row) => row.loss === loss)!;
const ofTotal = (ledger: Ledger, factor: string) => ledger.totals.find((total) => total.factor === factor)!;

describe("the ledger", async () => {
  const line = "--mass 20MeV --ledger --events 4200 --quiet";
  // At the lower rate the same dead window shows in fewer events: more of them, for about the same error.
  const [ledger, slow] = await Promise.all([
    json<Ledger>(line),
    json<Ledger>(`${line.replace("4200", "7000")} --intensity 1.5e6`),
  ]);

  test("has each cut of the signal selection in the factor that holds it, and the dead time", () => {
    const signal = shippedSelection("signal");
    const cuts = ledger.rows.map(({ cut }) => cut);
    expect(new Set(cuts)).toEqual(new Set([...signal.cuts.map(({ name }) => name), ""]));
    for (const { factor, cut } of ledger.rows.filter((row) => row.cut !== "")) {
      const holds = signalFactors.filter((one) => one.cuts.some(({ name }) => name === cut));
      expect(holds.map(({ name }) => name)).toEqual([factor]);
    }
    expect(ledger.rows.at(-1)).toMatchObject({ factor: "n_EOT", loss: "DAQ dead time" });
    expect(ledger.totals.map(({ factor }) => factor)).toEqual([
      ...signalFactors.map(({ name }) => name),
      "Total",
      "Total, n_EOT",
    ]);
  });

  test("multiplies: rows to factors, factors to the total, and tau adds up", () => {
    for (const key of ["withPileup", "withoutPileup"] as const) {
      const product = (
        rows: readonly { withPileup: { value: number }; withoutPileup: { value: number } }[],
      ) => rows.reduce((all, row) => all * row[key].value, 1);
      for (const { name } of signalFactors) {
        const rows = ledger.rows.filter(({ factor }) => factor === name);
        expect(product(rows)).toBeCloseTo(ofTotal(ledger, name)[key].value, 12);
      }
      expect(product(ledger.totals.slice(0, 4))).toBeCloseTo(ofTotal(ledger, "Total")[key].value, 12);
      expect(product(ledger.rows)).toBeCloseTo(ofTotal(ledger, "Total, n_EOT")[key].value, 12);
    }
    const tau = ledger.rows.reduce((sum, { tau_ns }) => sum + tau_ns!, 0);
    expect(tau).toBeCloseTo(ofTotal(ledger, "Total, n_EOT").tau_ns!, 9);
    const { withPileup, withoutPileup, tau_ns } = ofTotal(ledger, "Total");
    // 4.6e6 in 4.8 s.
    expect(-Math.log(withPileup.value / withoutPileup.value) / (4.6e6 / 4.8e9)).toBeCloseTo(tau_ns!, 9);
  });

  test("has the factors that aprime run lays beside Table II, of the same events", async () => {
    await inFolder(async (folder) => {
      const outcome = await aprime(folder, "run", ..."--mass 20MeV --events 4200 --quiet --json".split(" "));
      const { rows } = (JSON.parse(outcome.stdout) as Findings).tableII!;
      expect(ledger.acceptance.value).toBeCloseTo(rows[0]!.ours.value, 12);
      for (const { factor, ours } of rows.slice(1))
        expect(ofTotal(ledger, factor).withPileup.value, factor).toBeCloseTo(ours.value, 12);
    });
  });

  test("finds the counters without pileup, and a window of the tracker in which a second electron is a track", () => {
    expect(ofRow(ledger, "S1-S3, V1").status).toContain("calibrated");
    expect(ofRow(ledger, "S1-S3, V1").withoutPileup.value).toBeCloseTo(0.95, 1);
    // The row of a cut that only others can fail.
    expect(ofRow(ledger, "ECAL sum of the trigger").withoutPileup.value).toBeGreaterThan(0.999);
  });

  test("the trigger's veto goes with the rate, 36-55 ns for 5-50 GeV in the ECAL, and so does the sum of all", () => {
    for (const at of [ledger, slow]) {
      const { tau_ns, tauError_ns } = ofRow(at, "ECAL sum of the trigger");
      expect(tau_ns!).toBeGreaterThan(36 - 4 * tauError_ns!);
      expect(tau_ns!).toBeLessThan(55 + 4 * tauError_ns!);
      expect(tauError_ns!).toBeLessThan(15);
    }
    const [fast, other] = [ofTotal(ledger, "Total"), ofTotal(slow, "Total")];
    const error = Math.hypot(fast.tauError_ns!, other.tauError_ns!);
    expect(deviation(fast.tau_ns!, other.tau_ns!, error)).toBeLessThan(4);
    expect(fast.withPileup.value).toBeLessThan(0.9 * other.withPileup.value);
  });

  test("the dead time is that of the run", () => {
    expect(ofRow(ledger, "DAQ dead time").withPileup.value).toBeCloseTo(0.8806, 4);
    expect(slow.changed).toEqual(["Low", "High", "Mean"].map((which) => `beam.intensity${which} = 1500000`));
    // 3.125 kHz times 14.15 us.
    expect(ofRow(slow, "DAQ dead time").withPileup.value).toBeCloseTo(1 / (1 + 3.125e-6 * 14150), 6);
  });

  test("is written as CSV and Markdown, and not over what is there", async () => {
    await inFolder(async (folder) => {
      const small = "--mass 20MeV --ledger --events 300 --quiet --seed b";
      expect(said(await run(folder, `${small} --out l.csv`))).toBe("→ l.csv\n");
      const table = await parseTable("l.csv", readFileSync(join(folder, "l.csv"), "utf8"));
      const factors = texts(table, "factor");
      expect(factors).toHaveLength(ledger.rows.length + ledger.totals.length);
      const kept = numbers(table, "with pileup", "1");
      const product = kept.slice(0, ledger.rows.length).reduce((all, value) => all * value, 1);
      expect(product).toBeCloseTo(kept[factors.indexOf("Total, n_EOT")]!, 12);
      said(await run(folder, `${small} --out l.md`));
      const text = readFileSync(join(folder, "l.md"), "utf8");
      expect(text).toMatch(/\| n_EOT +\| DAQ dead time \* +\| +100\.00 \| +88\.06 \| +132\.7 \|/);
      expect(text).not.toMatch(/NaN|undefined|null/);
      for (const row of text.split("\n").filter((one) => one.startsWith("|")))
        expect(row.length).toBeLessThan(105);
      writeFileSync(join(folder, "l.md"), "precious");
      const { code, stderr } = await run(folder, `${small} --out l.md`);
      expect([code, stderr.includes("l.md: is there already; --force overwrites it")]).toEqual([2, true]);
      expect(listing(folder)).toEqual(["l.csv", "l.md"]);
    });
  });

  test("does not depend on the number of threads", async () => {
    expect(await json<Ledger>(`${line} --workers 1`)).toEqual(ledger);
  });
});

describe.concurrent("the tables that are computed", () => {
  test("the trigger's dead window against the width of its pulse", async () => {
    const rows = await json<TriggerWidthRow[]>("--trigger-width 20ns,30ns,99ns --deposit 30GeV,50GeV");
    expect(rows.map(({ width_ns, deposit_GeV }) => [width_ns, deposit_GeV])).toEqual(
      [20, 30, 99].flatMap((width) => [30, 50].map((deposit) => [width, deposit])),
    );
    // Notes 1: 32-165 ns; test/readout/trigger-dead-window.test.ts.
    expect(rows[0]!.tau_ns).toBeCloseTo(32, 0);
    expect(rows[5]!.tau_ns).toBeCloseTo(161, 0);
    for (const { tau_ns, tauSmeared_ns, survives } of rows) {
      expect(tauSmeared_ns / tau_ns).toBeCloseTo(1, 1);
      expect(survives).toBeCloseTo(Math.exp((-4.6e6 / 4.8e9) * tauSmeared_ns), 12);
    }
  });

  test("the dead time of the DAQ, for people", async () => {
    const text = said(await run(".", "--dead-time"));
    expect(text).toMatch(/\| 2016 run III \| +4600000 \| +0\.958 \| +9\.58 \| +11\.94 \|/);
    expect(text).toMatch(/\| all +\|.* 7\.40 \|/);
    const rows = await json<DeadTimeRow[]>("--dead-time --set daq.deadTime=0us");
    expect(rows.map(({ deadShare }) => deadShare)).toEqual([0, 0, 0, 0]);
  });
});

test("--help has examples", async () => {
  const text = said(await run(".", "--help"));
  for (const part of ["--ledger", "--trigger-width", "aprime efficiency --dead-time"])
    expect(text).toContain(part);
});

describe.concurrent("bad input", () => {
  test.each<[string, string[]]>([
    [
      "--ledger --dead-time --mass 20MeV",
      [
        "command line: asks for 2 things, --ledger and --dead-time: give one of them, or none for the factors of Eq. (23)",
      ],
    ],
    [
      "--ledger --deposit 3GeV --intensity 0 --run IV --events 0 --out x.txt",
      [
        "--deposit: goes with --trigger-width: leave it out",
        "--intensity: 0 is out of range: it must be at least 1 and at most 1000000000 (with --ledger or --mass-resolution: electrons per spill, instead of the band of the run card)",
        "run card IV: IV cannot be read: there is no such file; give a shipped run (I, II, III, 2016-2018, 2016-PRL) or the path of a card",
        '--events: "0" holds no event; write a number of events, such as 1e6, or a half-open range, such as 5000:10000',
        '--mass: is missing; write it with its unit, such as "20 MeV" (mass of the A\')',
        '--out: "x.txt" must end in .md, .csv, .json, .svg, .png',
      ],
    ],
    [
      "--ledger --mass 20MeV --set beam.intensityLow=0 --set beam.intensityMean=0",
      [
        "--run: beam.intensityMean is 0, so that there is no pileup: give a run that has a beam, or --intensity 4.6e6",
      ],
    ],
    [
      "--ledger --mass 10MeV,20MeV --events 0",
      [
        '--mass: "10MeV,20MeV" names several, and --ledger is of one: give one',
        '--events: "0" holds no event; write a number of events, such as 1e6, or a half-open range, such as 5000:10000',
      ],
    ],
    [
      "--ledger --mass 20MeV --minimum-aprime-energy 60GeV --set beam.momentum=55GeV --set cuts.beam-momentum.above=50GeV",
      ["--minimum-aprime-energy: 60 GeV is not below the energy of the beam, 55 GeV: no A' would be left"],
    ],
    [
      "--trigger-width 20ns:99ns:lin:600 --deposit 10GeV,80GeV",
      [
        "--trigger-width: 1200 rows are asked for; at most 1000 are computed at once: give fewer values, or fewer of --deposit",
        "--deposit: 80 GeV is not below the threshold of the trigger, 80 GeV (cuts.missing-energy-trigger.below): give less",
      ],
    ],
    ["--ledgr", ["--ledgr: is not known; did you mean --ledger?"]],
  ])("refuses %s", async (flags, problems) => {
    expect(await refusal(`efficiency ${flags}`)).toEqual(problems);
  });
});
