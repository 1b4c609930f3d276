import { join } from "node:path";
import { signalFactors } from "../cuts/index.ts";
import type { EventBatch } from "../src/detector/events.ts";
import { packageRoot } from "../src/node/package-root.ts";
import { readTable } from "../src/node/read-table.ts";
import { tally } from "../src/selection/cutflow.ts";
import { prepareSignalEfficiency, type SignalEfficiency } from "../src/selection/signal-efficiency.ts";
import type { Efficiency } from "../src/statistics/efficiency.ts";
import { numbers, texts } from "../src/tables/table.ts";
import { MeV } from "../src/units.ts";
import { factorStatus, totalStatus } from "./factor-status.ts";
import type { PlannedRun } from "./plan-run.ts";
import { simulateRuns } from "./simulate-runs.ts";

/** A factor of Eq. (23) in a run at a mass: an element of `rows` of the document of --json. */
export interface BudgetRow {
  /** The name of the run card, "2016 run III". */
  readonly run: string;
  readonly mass_MeV: number;
  /** epsilon_A', epsilon_e, epsilon_ECAL, epsilon_V, epsilon_HCAL; or total, the product of all but the first, as in Table II. */
  readonly factor: string;
  /** Share of the events that passed the factors before it, and its interval of 68.27 %. */
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** "predicted", or "partly calibrated: " or "calibrated: " with what was calibrated, and to what. */
  readonly status: string;
  /** Of Table II; null for other runs and masses, and for epsilon_A'. */
  readonly paper: number | null;
}

/** The names of Eq. (23) for the factors of the cuts, which have those of Table II. */
export const symbols: Readonly<Record<string, string>> = {
  "primary e-": "epsilon_e",
  ECAL: "epsilon_ECAL",
  V2: "epsilon_V",
  HCAL: "epsilon_HCAL",
};

/** Events are taken by turns into so many groups, of which each in turn is left out for the errors of ratios: these are good to 7 %. */
export const groups = 100;
/** Patterns of passed factors, the signal box in bit 0. */
export const patterns = 1 << (1 + signalFactors.length);

/** The factors in a run at a mass, and what errors of ratios need. */
export interface Budget {
  readonly run: PlannedRun;
  readonly mass_MeV: number;
  readonly efficiency: SignalEfficiency;
  /** Sums of weights, by group and pattern of passed factors: [group * patterns + pattern]. */
  readonly sums: Float64Array;
}

/** Simulates signal events for each run and mass, and counts them by the factors they pass. */
export async function simulateBudgets(runs: readonly PlannedRun[], quiet: boolean): Promise<Budget[]> {
  const counted = runs.map((run) => ({ run, ...prepareBudget(run) }));
  await simulateRuns(counted, quiet);
  return counted.map(({ run, sums, result }) => ({ run, mass_MeV: massOf(run), efficiency: result(), sums }));
}

function prepareBudget({ card }: PlannedRun) {
  const { above } = card.cuts["missing-energy"] as { above: number };
  const { patterns: patternsOf, tallies, result } = prepareSignalEfficiency(signalFactors, card.cuts, above);
  const sums = new Float64Array(groups * patterns);
  const take = (batch: EventBatch): void => {
    const passed = patternsOf(batch);
    const { event, weight } = batch.columns;
    tally(tallies, passed, weight);
    for (let i = 0; i < batch.size; i++) sums[(event[i]! % groups) * patterns + passed[i]!]! += weight[i]!;
  };
  return { sums, result, take };
}

/** Mass of the A' of a run of signal events, MeV. */
export function massOf({ options }: PlannedRun): number {
  return Number(((options as { mass: number }).mass / MeV).toPrecision(15));
}

/** The factors of Eq. (23) of one run at one mass. */
export async function makeBudget(run: PlannedRun, quiet: boolean): Promise<readonly BudgetRow[]> {
  const [budget] = await simulateBudgets([run], quiet);
  return budgetRows(budget!);
}

/** Beside Table II, in the order of Eq. (23) but for epsilon_A', which is first, since the others are of the events in the signal box. */
export async function budgetRows({ run, mass_MeV, efficiency }: Budget): Promise<FactorRow[]> {
  const paper = await table2(run.card.name, mass_MeV);
  const { acceptance, factors, total } = efficiency;
  const rowOf = (
    factor: string,
    own: Efficiency,
    alone: Efficiency | null,
    item: string,
    status: string,
  ) => ({
    ...{ run: run.card.name, mass_MeV, factor, ...own },
    ...{ alone, status, paper: paper(item) },
  });
  const statuses = factors.map(({ name }) => factorStatus(name, run.plan.card));
  return [
    rowOf("epsilon_A'", acceptance, null, "", "predicted"),
    ...factors.map(({ name, efficiency, alone }, k) =>
      rowOf(symbols[name] ?? name, efficiency, alone, name, statuses[k]!),
    ),
    rowOf(
      "total",
      total,
      null,
      "Total",
      totalStatus(
        factors.map(({ name }) => symbols[name] ?? name),
        statuses,
      ),
    ),
  ];
}

/** A row, and of all events in the signal box those that pass its factor, whatever the others do; null where that says nothing more. */
export interface FactorRow extends BudgetRow {
  readonly alone: Efficiency | null;
}

/** What Table II has for its items, if it is of that run and mass. */
export async function table2(run: string, mass_MeV: number): Promise<(item: string) => number | null> {
  const masses = [10, 100];
  if (run !== "2016 run III" || !masses.includes(mass_MeV)) return () => null;
  const table = await readTable(join(packageRoot(), "data", "published", "table-2.csv"));
  const items = texts(table, "item");
  const [low, high] = masses.map((mass) => numbers(table, `efficiency at ${mass} MeV`, "1"));
  return (item) => {
    const k = items.indexOf(item);
    if (k < 0) return null;
    // An empty cell: one value is for both masses.
    return mass_MeV === 100 && !Number.isNaN(high![k]!) ? high![k]! : low![k]!;
  };
}
