import { allCuts, signalFactors } from "../cuts/index.ts";
import { loadCard } from "../src/node/load-card.ts";
import { tableText } from "../src/node/write-table.ts";
import type { Blinding } from "../src/selection/blinding.ts";
import { type Cutflow, cutflow, type Tallies } from "../src/selection/cutflow.ts";
import type { OwnCut } from "../src/selection/selection.ts";
import { signalEfficiency } from "../src/selection/signal-efficiency.ts";
import { countEvents } from "../src/simulation/event-range.ts";
import { runCardSchema } from "../src/simulation/run-card.ts";
import { type Entry, entriesOf } from "../src/tables/section.ts";
import { changedNumbers } from "./changed-numbers.ts";
import { type Comparison, compareWithTable2 } from "./compare-table-2.ts";
import { cutflowTable, weighted } from "./report.ts";
import type { Coverage, RunIdentity } from "./run-metadata.ts";

/** Which events a selection was run on. */
export type Subject = RunIdentity &
  Required<Pick<RunIdentity, "selection">> &
  Coverage & {
    /** To scale the expected number of events, if the user asked for it. */
    readonly epsilon?: number;
  };

/** What the events passed, as JSON keeps it: pattern of passed cuts, events, sum of weights, sum of their squares. */
export type TallyRows = readonly (readonly [
  pattern: number,
  events: number,
  sumWeights: number,
  sumSquares: number,
])[];

/** What a selection says of its events: the document of cutflow.json and of --json, from which `aprime merge` adds up several. */
export interface Findings extends Omit<Subject, "selection"> {
  readonly selection: string;
  readonly run: string;
  /** Cuts of it that are not aprime's. */
  readonly ownCuts?: readonly OwnCut[];
  /** What --set or the selection card changed in the run card, as path = value. */
  readonly changed: readonly string[];
  /** Thresholds of the cuts of the selection that have any, as "above 50 GeV". */
  readonly thresholds: Readonly<Record<string, string>>;
  readonly events: number;
  readonly sumWeights: number;
  /** Weight that passes per electron on target, at epsilon = 1. */
  readonly passedPerElectron: number;
  /** Events of this process that pass in the exposure of the run, at epsilon. */
  readonly expectedInRun?: number;
  readonly cuts: Cutflow["rows"];
  readonly tableII?: Comparison;
  /** All that the numbers above are made of: by passed cuts, and by passed factors of Eq. (23). */
  readonly tallies: { readonly cuts: TallyRows; readonly factors?: TallyRows };
}

/** The findings of events that passed `tallies`, and, for signal events, `factorTallies` of the factors of Eq. (23). */
export async function describeFindings(
  subject: Subject,
  tallies: Tallies,
  factorTallies?: Tallies,
): Promise<Findings> {
  const { selection, epsilon, card, ranges, complete, planned, ...rest } = subject;
  const flow = cutflow(selection.cuts, tallies);
  const passed = flow.rows[flow.rows.length - 1]?.sumWeights ?? flow.sumWeights;
  const passedPerElectron = passed / countEvents(ranges);
  const exposure = (card.exposure as { electronsOnTarget: Entry }).electronsOnTarget;
  return {
    selection: selection.name,
    ...(selection.own && { ownCuts: selection.own }),
    run: String(card.name),
    ...rest,
    ranges,
    complete,
    ...(planned && { planned }),
    changed: changedNumbers(card),
    thresholds: { ...thresholdsOf(card, selection.cuts), ...textsOf(selection.own) },
    events: flow.events,
    sumWeights: flow.sumWeights,
    passedPerElectron,
    ...(epsilon !== undefined && {
      epsilon,
      expectedInRun: passedPerElectron * epsilon * epsilon * Number(exposure.value),
    }),
    cuts: flow.rows,
    ...(factorTallies && {
      tableII: await compareWithTable2(
        signalEfficiency(
          signalFactors.map(({ name }) => name),
          factorTallies,
        ),
        card,
        departuresFromRunIII(card),
      ),
    }),
    tallies: { cuts: rowsOf(tallies), ...(factorTallies && { factors: rowsOf(factorTallies) }) },
    card,
  };
}

function rowsOf(tallies: Tallies): TallyRows {
  return [...tallies]
    .sort(([a], [b]) => a - b)
    .map(([pattern, { events, sumWeights, sumSquares }]) => [pattern, events, sumWeights, sumSquares]);
}

/** Where a raw card differs from that of run III, to which Table II belongs, as "path = value". */
function departuresFromRunIII(card: Subject["card"]): string[] {
  const text = ({ value }: Entry): string => String(value).replaceAll(" ", "");
  const { raw } = loadCard("III", [], runCardSchema(allCuts));
  const runIII = new Map(entriesOf(raw));
  const algorithm = algorithmOf(card);
  return [
    ...(algorithm === algorithmOf(raw) ? [] : [`pileup.algorithm = ${algorithm}`]),
    ...entriesOf(card)
      .filter(([path, entry]) => text(entry) !== text(runIII.get(path)!))
      .map(([path, { value }]) => `${path} = ${String(value)}`),
  ];
}

function algorithmOf(rawCard: unknown): string {
  return (rawCard as { readonly pileup: { readonly algorithm: string } }).pileup.algorithm;
}

function thresholdsOf(card: Subject["card"], cuts: readonly string[]): Record<string, string> {
  const sections = card.cuts as Record<string, Record<string, Entry>>;
  return Object.fromEntries(
    cuts
      .filter((cut) => cut in sections)
      .map((cut) => [
        cut,
        Object.entries(sections[cut]!)
          .map(([name, { value }]) => `${name} ${String(value)}`)
          .join(", "),
      ]),
  );
}

/** What an own cut asks, in the place of thresholds. */
function textsOf(own: readonly OwnCut[] = []): Record<string, string> {
  return Object.fromEntries(
    own.map((cut) => [
      cut.name,
      "expression" in cut ? cut.expression : `a module of your own (SHA-256 ${cut.module})`,
    ]),
  );
}

/** What is said of pseudo-data. */
export const blindingWords: Readonly<Record<Blinding, string>> = {
  masked:
    "Pseudo-data: the signal box, E_ECAL < 50 GeV and E_HCAL < 1 GeV, is masked, and none of its events counts here; --unblind opens it.",
  opened: "Pseudo-data: the signal box was opened.",
};

/** cutflow.md. */
export function cutflowMarkdown(findings: Findings): string {
  const title = `# ${findings.run}, ${findings.process}: selection ${findings.selection}`;
  const options = Object.entries(findings.options).map((option) => option.join(" "));
  const { algorithm } = findings;
  const own = algorithm ? [`pileup algorithm ${algorithm.name} (SHA-256 ${algorithm.sha256})`] : [];
  const made = [
    ...options,
    `seed ${findings.seed}`,
    `aprime ${findings.version}`,
    ...own,
    ...findings.changed,
  ].join("; ");
  const thresholds = Object.entries(findings.thresholds)
    .map(([cut, text]) => `${cut}: ${text}`)
    .join("; ");
  const flow = { events: findings.events, sumWeights: findings.sumWeights, rows: findings.cuts };
  const tableII =
    findings.tableII === undefined
      ? []
      : ["## Beside Table II", findings.tableII.table, findings.tableII.note];
  const blinding = findings.blinding ? [blindingWords[findings.blinding]] : [];
  return [
    title,
    made,
    ...blinding,
    cutflowTable(flow, true),
    weighted,
    `Thresholds: ${thresholds}.`,
    ...tableII,
  ].join("\n\n");
}

/** cutflow.csv. */
export async function cutflowCsv({ cuts }: Findings): Promise<string> {
  const columns = ["events", "weight"].map((name) => ({ name, unit: "1" }));
  const shares = ["relative", "cumulative", "alone", "afterAllOthers"] as const;
  const header = [
    { name: "cut" },
    ...columns,
    ...shares.flatMap((share) => ["", " low", " high"].map((end) => ({ name: `${share}${end}`, unit: "1" }))),
  ];
  const rows = cuts.map((row) => [
    row.cut,
    row.events,
    row.sumWeights,
    ...shares.flatMap((share) => [row[share].value, row[share].low, row[share].high]),
  ]);
  return tableText(header, rows);
}
