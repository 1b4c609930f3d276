import { markdownTable } from "markdown-table";
import { tableText } from "../src/node/write-table.ts";
import type { Efficiency } from "../src/statistics/efficiency.ts";
import { GeV, MeV } from "../src/units.ts";
import type { Answer } from "./answer.ts";
import { changedNumbers } from "./changed-numbers.ts";
import { table2 } from "./efficiency-budget.ts";
import { ecalFigure, thresholdFigure } from "./efficiency-curve-figure.ts";
import { type EcalRow, ecalCurves } from "./efficiency-ecal-curve.ts";
import {
  type Counter,
  counters,
  type ThresholdRow,
  thresholdCurves,
  type WorkingPoint,
} from "./efficiency-thresholds.ts";
import { factorStatus } from "./factor-status.ts";
import type { PlannedRun } from "./plan-run.ts";
import { percent } from "./report.ts";
import { version } from "./version.ts";

/** What a curve of efficiency is of: a counter behind the ECAL, or what the A' event leaves in the ECAL. */
export const curves = ["v2", "hcal", "ecal"] as const;
export type CurveKind = (typeof curves)[number];

/** What both documents of --json tell. */
interface Origin {
  readonly curve: CurveKind;
  readonly run: string;
  readonly seed: string;
  /** Of each sample. */
  readonly events: number;
  readonly version: string;
  readonly changed: readonly string[];
  readonly status: string;
  readonly notes: readonly string[];
}

export interface ThresholdDocument extends Origin {
  readonly curve: Counter;
  /** Of Table II, at the threshold of the card; null for other runs. */
  readonly paper: number | null;
  readonly rows: readonly ThresholdRow[];
  readonly workingPoints: readonly WorkingPoint[];
}

export interface EcalDocument extends Origin {
  readonly curve: "ecal";
  readonly rows: readonly EcalRow[];
}

/** epsilon_V or epsilon_HCAL against the threshold, of electrons and of A': Fig. 12. */
export async function thresholdAnswer(
  counter: Counter,
  runs: { readonly electrons: PlannedRun; readonly signals: readonly PlannedRun[] },
  asked: readonly number[] | undefined,
  quiet: boolean,
): Promise<Answer> {
  const found = await thresholdCurves(counter, runs, asked, quiet);
  const { words, factor } = counters[counter];
  const run = runs.signals[0]!;
  const document: ThresholdDocument = {
    ...originOf(counter, run, factor, [
      "Calibration: electrons of the beam without a threshold in the ECAL, all cuts of the selection calibration but V2 and HCAL; the paper has its epsilon from such (Sec. VI.B). Signal: A' in the signal box that pass epsilon_e and epsilon_ECAL. Their events have other numbers.",
      `Share of them below the threshold in ${words}, Eq. (25)${counter === "hcal" ? "; V2 quiet: of those below the threshold of V2, as in the product of Eq. (23)" : ""}.`,
      "Intervals hold 68.27 %; those of the difference are of independent events.",
    ]),
    curve: counter,
    paper: (await table2(run.card.name, 10))(factor),
    ...found,
  };
  return {
    document,
    text: thresholdText(document),
    csv: () => thresholdCsv(document),
    figure: () => thresholdFigure(document),
  };
}

/** epsilon_ECAL against the energy in the ECAL. */
export async function ecalAnswer(signals: readonly PlannedRun[], quiet: boolean): Promise<Answer> {
  const rows = await ecalCurves(signals, quiet);
  const document: EcalDocument = {
    ...originOf("ecal", signals[0]!, "ECAL", [
      "Of A' in the signal box that pass epsilon_e: threshold of the PS, shower shape, and energy in the ECAL below that of the box, against the true energy in the ECAL. The last bins are what the box cuts.",
      "Intervals hold 68.27 % (Clopper-Pearson, effective counts for weights).",
    ]),
    curve: "ecal",
    rows,
  };
  return {
    document,
    text: ecalText(document),
    csv: () => ecalCsv(document),
    figure: () => ecalFigure(document),
  };
}

function originOf<K extends CurveKind>(
  curve: K,
  { card, plan, range }: PlannedRun,
  factor: string,
  notes: readonly string[],
) {
  return {
    curve,
    run: card.name,
    seed: plan.seed,
    events: range.end - range.first,
    version: version(),
    changed: changedNumbers(plan.card),
    status: factorStatus(factor, plan.card),
    notes,
  };
}

/** Thresholds of the table for people; the files have all. */
const mostLines = 12;

function thresholdText(document: ThresholdDocument): string {
  const { curve, run, rows, workingPoints, paper } = document;
  const { words } = counters[curve];
  const { unit, named } = unitOf(curve);
  const kinds = [...new Set(rows.map(kindOf))];
  const thresholds = [...new Set(rows.map(({ threshold_GeV }) => threshold_GeV))];
  const at = workingPoints[0]!.threshold_GeV;
  const step = Math.ceil(thresholds.length / mostLines);
  const shown = thresholds.filter((threshold, k) => k % step === 0 || threshold === at);
  const inUnit = (threshold_GeV: number) => String(Number(((threshold_GeV * GeV) / unit).toPrecision(6)));
  const table = markdownTable(
    [
      [`${words} [${named}]`, ...kinds],
      ...shown.map((threshold) => [
        inUnit(threshold),
        ...kinds.map((kind) =>
          percent(rows.find((row) => row.threshold_GeV === threshold && kindOf(row) === kind)!),
        ),
      ]),
    ],
    { align: ["r", ...kinds.map(() => "r" as const)] },
  );
  const differences = markdownTable(
    [
      ["MeV", "of", "electrons [%]", "signal [%]", "signal - electrons [%]"],
      ...workingPoints.map(({ mass_MeV, given, electrons, signal, difference }) => [
        String(mass_MeV),
        given,
        percent(electrons),
        percent(signal),
        percent(difference),
      ]),
    ],
    { align: ["r", "l", "r", "r", "r"] },
  );
  return [
    `${run}: events below a threshold in ${words} [%]`,
    table,
    `At the threshold of the card, ${inUnit(at)} ${named}${paper === null ? "" : ` (Table II: ${100 * paper} %)`}:`,
    differences,
    endOf(document),
  ].join("\n\n");
}

function ecalText(document: EcalDocument): string {
  const { run, rows } = document;
  const masses = [...new Set(rows.map(({ mass_MeV }) => mass_MeV))];
  const bins = rows.filter(({ mass_MeV }) => mass_MeV === masses[0]);
  const table = markdownTable(
    [
      ["in the ECAL [GeV]", ...masses.map((mass) => `${mass} MeV [%]`)],
      ...bins.map(({ from_GeV, to_GeV }) => [
        `${from_GeV}-${to_GeV}`,
        ...masses.map((mass) =>
          percent(rows.find((row) => row.mass_MeV === mass && row.from_GeV === from_GeV)!),
        ),
      ]),
    ],
    { align: ["r", ...masses.map(() => "r" as const)] },
  );
  return [`${run}: epsilon_ECAL against the energy that A' events leave`, table, endOf(document)].join(
    "\n\n",
  );
}

function endOf({ events, seed, version, changed, status, notes }: Origin): string {
  return [
    `${events} events of each sample, seed ${JSON.stringify(seed)}, aprime ${version}.`,
    ...(changed.length === 0 ? [] : [`Changed: ${changed.join(", ")}.`]),
    ...notes,
    `Status: ${status}.`,
  ].join("\n");
}

/** In which unit a counter is told. */
export function unitOf(counter: Counter): { readonly unit: number; readonly named: string } {
  return counter === "v2" ? { unit: MeV, named: "MeV" } : { unit: GeV, named: "GeV" };
}

/** Who a row is of, in words. */
export function kindOf({ mass_MeV, given }: Pick<ThresholdRow, "mass_MeV" | "given">): string {
  return `${mass_MeV === null ? "electrons" : `A' ${mass_MeV} MeV`}${given === "all" ? "" : `, ${given}`}`;
}

function thresholdCsv(document: ThresholdDocument): Promise<string> {
  return tableText(
    [
      { name: "sample" },
      { name: "mass", unit: "MeV" },
      { name: "of" },
      { name: "threshold", unit: "GeV" },
      ...shares,
      { name: "events", unit: "1" },
    ],
    document.rows.map(({ sample, mass_MeV, given, threshold_GeV, events, ...efficiency }) => [
      ...[sample, mass_MeV ?? Number.NaN, given, threshold_GeV],
      ...[...cells(efficiency), events],
    ]),
    commentsOf(document, `Events below a threshold in ${counters[document.curve].words}`, "Fig. 12"),
  );
}

function ecalCsv(document: EcalDocument): Promise<string> {
  return tableText(
    [
      { name: "mass", unit: "MeV" },
      { name: "from", unit: "GeV" },
      { name: "to", unit: "GeV" },
      ...shares,
      { name: "events", unit: "1" },
    ],
    document.rows.map(({ mass_MeV, from_GeV, to_GeV, events, ...efficiency }) => [
      ...[mass_MeV, from_GeV, to_GeV],
      ...[...cells(efficiency), events],
    ]),
    commentsOf(document, "epsilon_ECAL against the energy in the ECAL", "Sec. VI.A"),
  );
}

const shares = ["value", "low", "high"].map((name) => ({ name, unit: "1" }));

function cells({ value, low, high }: Efficiency): number[] {
  return [value, low, high];
}

function commentsOf(
  { curve, run, events, seed, version, changed, notes }: Origin,
  title: string,
  source: string,
) {
  return [
    `${title}, ${run}`,
    `source: NA64-2018 ${source}`,
    `obtained: simulated by aprime ${version}, efficiency --curve ${curve}`,
    `note: ${[`${events} events of each sample, seed ${JSON.stringify(seed)}`, ...changed].join(", ")}`,
    ...notes.map((note) => `note: ${note}`),
  ];
}
