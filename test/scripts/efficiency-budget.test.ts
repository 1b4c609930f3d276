import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { BudgetRow, FactorRow } from "../../scripts/efficiency-budget.ts";
import type { BudgetDocument } from "../../scripts/efficiency-budget-answer.ts";
import { budgetFigure } from "../../scripts/efficiency-budget-figure.ts";
import { budgetCsv, budgetText } from "../../scripts/efficiency-budget-text.ts";
import type { EventBatch, Events } from "../../src/detector/events.ts";
import { drawSvg } from "../../src/node/draw.ts";
import { openEventFile } from "../../src/node/event-file.ts";
import { parseTable } from "../../src/node/read-table.ts";
import { type Efficiency, type WeightSums, weightedEfficiency } from "../../src/statistics/efficiency.ts";
import { numbers, texts } from "../../src/tables/table.ts";
import { interruptAtOnce, aprime as interrupted } from "../faults/fault.ts";
import { aprime, inFolder, listing, type Outcome } from "./aprime.ts";
import { refusal } from "./refusal.ts";

function said({ code, stdout, stderr }: Outcome): string {
  expect([code, stderr]).toEqual([0, ""]);
  return stdout;
}

const json = async (line: string): Promise<BudgetDocument> =>
  JSON.parse(said(await aprime(".", "efficiency", ...`${line} --quiet --json`.split(" "))));
const factors = ["epsilon_e", "epsilon_ECAL", "epsilon_V", "epsilon_HCAL"];
const of = (rows: readonly FactorRow[], mass: number, factor: string, name = "2016 run III") =>
  rows.find((row) => row.run === name && row.mass_MeV === mass && row.factor === factor)!;

// Of A' above 45 GeV more are in the signal box.
const line = "--mass 10MeV,100MeV --events 1500 --minimum-aprime-energy 45GeV";

describe("the factors of Eq. (23)", async () => {
  const budget = await json(line);

  test("are those of the paper, at each mass, with intervals", () => {
    expect(budget.rows.map(({ mass_MeV, factor }) => `${mass_MeV} ${factor}`)).toEqual(
      [10, 100].flatMap((mass) => ["epsilon_A'", ...factors, "total"].map((factor) => `${mass} ${factor}`)),
    );
    for (const { value, low, high } of budget.rows) {
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
      expect(high - low).toBeGreaterThan(0);
    }
    expect(budget).toMatchObject({ seed: "aprime", events: 1500, changed: [] });
  });

  test("multiply to the total exactly, without epsilon_A'", () => {
    for (const mass of [10, 100]) {
      const product = factors.reduce((all, factor) => all * of(budget.rows, mass, factor).value, 1);
      expect(product).toBeCloseTo(of(budget.rows, mass, "total").value, 12);
    }
  });

  test("stand beside Table II, and so do what they make together", () => {
    const paper = (mass: number) =>
      ["epsilon_A'", ...factors, "total"].map((factor) => of(budget.rows, mass, factor).paper);
    expect(paper(10)).toEqual([null, 0.58, 0.93, 0.94, 0.98, 0.5]);
    expect(paper(100)).toEqual([null, 0.58, 0.9, 0.94, 0.98, 0.48]);
    const [low, high, ratio] = budget.derived;
    for (const [row, mass] of [
      [low!, 10],
      [high!, 100],
    ] as const) {
      expect(row.quantity).toBe("epsilon_e epsilon_ECAL");
      const product = of(budget.rows, mass, "epsilon_e").value * of(budget.rows, mass, "epsilon_ECAL").value;
      expect(row.value).toBeCloseTo(product, 12);
    }
    expect(ratio).toMatchObject({ mass_MeV: 100, quantity: "epsilon_ECAL over that at 10 MeV" });
    expect(ratio!.paper).toBeCloseTo(0.968, 3);
    const [here, there] = [100, 10].map((mass) => of(budget.rows, mass, "epsilon_ECAL"));
    expect(ratio!.value).toBeCloseTo(here!.value / there!.value, 12);
    // Less than if the two were of different events.
    const relative = ({ value, low, high }: BudgetRow) => (0.5 * (high - low)) / value;
    expect(ratio!.error).toBeGreaterThan(0);
    expect(ratio!.error).toBeLessThan(1.2 * Math.hypot(relative(here!), relative(there!)));
  });

  test("are told with what is calibrated", () => {
    const status = (factor: string) => of(budget.rows, 10, factor).status;
    expect(status("epsilon_A'")).toBe("predicted");
    expect(status("epsilon_V")).toBe("predicted");
    expect(status("epsilon_e")).toMatch(/^partly calibrated: S1-S3, V1/);
    expect(status("total")).toBe("partly calibrated: by epsilon_e, epsilon_ECAL, epsilon_HCAL");
  });

  test("have the electrons on target beside them, which are none of them", () => {
    expect(budget.normalisation).toHaveLength(1);
    const [row] = budget.normalisation;
    expect(row).toMatchObject({ run: "2016 run III", electronsOnTarget: 9e9, error: 0.02 });
    expect((row!.recorded * row!.triggerSuppression) / (1 - row!.deadShare)).toBeCloseTo(9e9, 0);
  });

  test("are what a recount of the events gives, event by event", async () => {
    await inFolder(async (folder) => {
      const words = "--mass 100MeV --events 1500 --minimum-aprime-energy 45GeV --quiet --out x.arrow";
      const { code } = await aprime(folder, "simulate", ...words.split(" "));
      expect(code).toBe(0);
      const sums = (): Sums => ({ sumPassed: 0, sumSquaresPassed: 0, sumFailed: 0, sumSquaresFailed: 0 });
      const nested = Object.fromEntries(["epsilon_A'", ...factors, "total"].map((name) => [name, sums()]));
      const alone = Object.fromEntries(factors.map((name) => [name, sums()]));
      const add = (to: Sums, passes: boolean, weight: number) => {
        to[passes ? "sumPassed" : "sumFailed"] += weight;
        to[passes ? "sumSquaresPassed" : "sumSquaresFailed"] += weight * weight;
      };
      const file = await openEventFile(join(folder, "x.arrow"));
      for await (const batch of file.groups()) {
        const { columns, size } = batch as unknown as EventBatch;
        for (let i = 0; i < size; i++) {
          const weight = columns.weight[i]!;
          const inBox = columns.invisibleEnergy[i]! > 50;
          add(nested["epsilon_A'"]!, inBox, weight);
          if (!inBox) continue;
          const passes = passedBy(columns, i);
          let before = true;
          for (const factor of factors) {
            add(alone[factor]!, passes[factor]!, weight);
            if (before) add(nested[factor]!, passes[factor]!, weight);
            before &&= passes[factor]!;
          }
          add(nested.total!, before, weight);
        }
      }
      await file.close();
      const compare = (factor: string, found: Efficiency, counted: Sums) => {
        const expected = weightedEfficiency(counted);
        for (const side of ["value", "low", "high"] as const)
          expect(found[side], `${factor} ${side}`).toBeCloseTo(expected[side], 9);
      };
      for (const [factor, counted] of Object.entries(nested))
        compare(factor, of(budget.rows, 100, factor), counted);
      for (const [factor, counted] of Object.entries(alone))
        compare(`${factor} alone`, of(budget.rows, 100, factor).alone!, counted);
    });
  });
});

type Sums = { -readonly [K in keyof WeightSums]: number };

/** The cuts of each factor, written out with the thresholds of the card. */
function passedBy(events: Events, i: number): Record<string, boolean> {
  const srd = [0, 1, 2].map((c) => events.srdEnergy[3 * i + c]!);
  return {
    epsilon_e:
      events.beamCountersFired[i] === 3 &&
      events.upstreamVetoFired[i] === 0 &&
      events.ecalTriggerEnergy[i]! < 80 &&
      events.trackCount[i] === 1 &&
      events.trackAngleIn[i]! < 1 &&
      events.trackAngleOut[i]! < 1 &&
      Math.abs(events.trackMomentum[i]! - 100) < 2 &&
      srd.every((energy) => energy >= 0.0005 && energy <= 0.12),
    epsilon_ECAL:
      events.preshowerTriggerEnergy[i]! > 0.3 &&
      events.showerShape[i]! < 4 &&
      Math.abs(events.showerDepth[i]!) < 3 &&
      events.ecalEnergy[i]! < 50,
    epsilon_V: events.vetoEnergy[i]! < 0.0072,
    epsilon_HCAL: events.hcalEnergy[i]! < 1,
  };
}

describe("the forms of the answer", async () => {
  const budget = await json("--run I,III --mass 10MeV,100MeV --events 400 --minimum-aprime-energy 45GeV");
  const moreMasses: BudgetDocument = {
    ...budget,
    rows: [10, 20, 50, 100].flatMap((mass_MeV) =>
      budget.rows.filter((row) => row.mass_MeV === 10).map((row) => ({ ...row, mass_MeV })),
    ),
  };

  test("of one run are the same as among others, whatever the threads", async () => {
    const one = await json("--run I --mass 100MeV --events 400 --minimum-aprime-energy 45GeV --workers 1");
    for (const row of one.rows) expect(of(budget.rows, 100, row.factor, "2016 run I")).toEqual(row);
    expect(budget.normalisation.map(({ run }) => run)).toEqual(["2016 run I", "2016 run III"]);
    expect(budget.rows.filter(({ run, paper }) => run === "2016 run I" && paper !== null)).toEqual([]);
  });

  test.each([
    ["few masses", budget],
    ["many", moreMasses],
  ])("are words that fit on a terminal, of %s", (_, document) => {
    const text = budgetText(document);
    expect(text).not.toMatch(/NaN|undefined|null/);
    for (const word of ["2016 run I:", "2016 run III:", "Table II", "n_EOT"]) expect(text).toContain(word);
    for (const row of text.split("\n").filter((one) => one.startsWith("|")))
      expect(row.length, row).toBeLessThan(111);
  });

  test("are a table in which the factors multiply to the total", async () => {
    const table = await parseTable("x.csv", await budgetCsv(budget));
    expect(texts(table, "run").filter((name) => name === "2016 run I")).toHaveLength(12);
    expect([...new Set(numbers(table, "mass", "MeV"))]).toEqual([10, 100]);
    const values = numbers(table, "value", "1");
    for (let k = 0; k < values.length; k += 6) {
      const product = values.slice(k + 1, k + 5).reduce((all, value) => all * value, 1);
      expect(product).toBeCloseTo(values[k + 5]!, 12);
    }
  });

  test("are a picture with a panel for each run", async () => {
    const svg = await drawSvg(budgetFigure(budget));
    for (const word of ["2016 run I<", "2016 run III<", "total", "Table II"]) expect(svg).toContain(word);
  });
});

describe.concurrent("bad input", () => {
  test.each<[string, string[]]>([
    [
      "",
      [
        "--mass: is missing; write a value (20MeV), a list (10MeV,100MeV) or a range (1MeV:1GeV:log:50, 20GeV:200GeV:lin:10) (mass of the A')",
      ],
    ],
    [
      "--mass 10MeV,2GeV --events 0 --threshold 1GeV --out x.txt",
      [
        "--threshold: goes with --curve: leave it out",
        "--mass: 2 GeV is out of range: it must be at least 1 MeV and at most 1 GeV (mass of the A')",
        '--events: "0" holds no event; write a number of events, such as 1e6, or a half-open range, such as 5000:10000',
        '--out: "x.txt" must end in .md, .csv, .json, .svg, .png',
      ],
    ],
    ["--mass 10MeV --curve hcl --out x.csv", ["--curve: must be one of v2, hcal, ecal"]],
    [
      "--mass 10MeV --curve ecal --threshold 1GeV",
      ["--threshold: goes with --curve v2 or hcal: leave it out"],
    ],
    [
      "--mass 1MeV:1GeV:log:7 --curve v2",
      ["--mass: 7 masses are asked for; --curve has room for 6: give fewer values"],
    ],
    ["--run I,III,I --mass 10MeV", ['--run: has "2016 run I" twice: give each run once']],
    [
      "--run I,V --mass 10MeV",
      [
        "run card V: V cannot be read: there is no such file; give a shipped run (I, II, III, 2016-2018, 2016-PRL) or the path of a card",
      ],
    ],
    [
      "--mass 10MeV --out x.png",
      ['--out: "x.png" would be a picture, which needs several values of --mass, such as 1MeV:1GeV:log:13'],
    ],
    [
      "--run I,II,III --mass 1MeV:1GeV:log:100",
      ["--mass: 300 points are asked for; at most 200 are simulated at once: give fewer values"],
    ],
    [
      "--run I,III --mass 10MeV --ledger --out x.svg",
      [
        '--run: "I,III" names several: the factors of Eq. (23) alone are told of several runs at once; give one',
        '--out: "x.svg" would be a picture, which --ledger has not; give .md, .csv or .json',
      ],
    ],
  ])("refuses %s", async (flags, problems) => {
    expect(await refusal(`efficiency ${flags}`)).toEqual(problems);
  });
});

test("Ctrl-C ends it, and nothing is written", async () => {
  await inFolder(async (folder) => {
    const line = "efficiency --run I,III --mass 10MeV,100MeV --events 1e6 --out x.csv --quiet";
    const { code, stderr } = await interrupted({ folder, examples: folder }, line, {
      first: interruptAtOnce,
    });
    expect([code, stderr]).toEqual([130, "aprime: interrupted; nothing was written\n"]);
    expect(listing(folder)).toEqual([]);
  });
});
