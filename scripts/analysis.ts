import { join } from "node:path";
import { allCuts, type Selection, signalFactors } from "../cuts/index.ts";
import type { EventBatch } from "../src/detector/events.ts";
import { energyPlaneFigure } from "../src/figures/energy-plane.ts";
import { drawPng, drawSvg } from "../src/node/draw.ts";
import type { Rows } from "../src/node/event-file.ts";
import { loadCard } from "../src/node/load-card.ts";
import { tableText } from "../src/node/write-table.ts";
import { writeWhole } from "../src/node/write-whole.ts";
import type { Cutflow } from "../src/selection/cutflow.ts";
import { prepareSelector } from "../src/selection/selector.ts";
import { prepareSignalEfficiency } from "../src/selection/signal-efficiency.ts";
import { type RunCard, runCardSchema } from "../src/simulation/run-card.ts";
import { fill2D, histogram2D } from "../src/statistics/histogram.ts";
import { setSource } from "../src/tables/card-text.ts";
import { type Entry, isEntry } from "../src/tables/section.ts";
import { type Comparison, compareWithTable2 } from "./compare-table-2.ts";
import { version } from "./record-events.ts";
import { cutflowTable, weighted } from "./report.ts";

/** What a selection is run on, for the titles and for the number of events it stands for. */
export interface Subject {
  readonly process: string;
  readonly options: Readonly<Record<string, string>>;
  readonly card: RunCard;
  /** The same card as it was read, with units, sources and statuses. */
  readonly raw: Readonly<Record<string, unknown>>;
  readonly seed: string;
  readonly selection: Selection;
  /** To scale the expected number of events, if the user asked for it. */
  readonly epsilon: number | undefined;
}

/** What a selection says of its events: the document of cutflow.json and of --json. */
export interface Findings {
  readonly selection: string;
  readonly run: string;
  readonly process: string;
  readonly options: Readonly<Record<string, string>>;
  readonly seed: string;
  readonly version: string;
  /** What --set changed in the run card, as path = value. */
  readonly changed: readonly string[];
  /** Thresholds of the cuts of the selection that have any, as "above 50 GeV". */
  readonly thresholds: Readonly<Record<string, string>>;
  readonly events: number;
  readonly sumWeights: number;
  /** Weight that passes per electron on target, at epsilon = 1. */
  readonly passedPerElectron: number;
  readonly epsilon?: number;
  /** Events of this process that pass in the exposure of the run, at epsilon. */
  readonly expectedInRun?: number;
  readonly cuts: Cutflow["rows"];
  readonly tableII?: Comparison;
}

const bins = 120;

/** Applies a selection to batches as they come, and writes what it found to a folder. */
export function prepareAnalysis(subject: Subject) {
  const { card, raw, seed, selection, process, options, epsilon } = subject;
  const changed = entriesOf(raw)
    .filter(([, { source }]) => source === setSource)
    .map(([path, { value }]) => `${path} = ${String(value)}`);
  const selector = prepareSelector(selection.cuts, card.cuts);
  const box = {
    ecalMaximum: numberOf(card, "missing-energy", "beam") - numberOf(card, "missing-energy", "above"),
    hcalMaximum: numberOf(card, "hcal-quiet", "below"),
  };
  const signal =
    process === "signal" && selection.name === "signal"
      ? prepareSignalEfficiency(signalFactors, card.cuts, numberOf(card, "missing-energy", "above"))
      : undefined;
  const plane = histogram2D(
    { low: 0, high: 120, bins, label: "E_{ECAL}", unit: "GeV" },
    { low: 0, high: 120, bins: 2 * bins, label: "E_{HCAL}", unit: "GeV" },
  );
  // The plane shows what the other cuts leave: those of the box itself are drawn, not applied.
  const boxBits = bitsOf(selector.names, ["missing-energy", "hcal-quiet"]);
  const otherBits = bitsOf(selector.names, selector.names) & ~boxBits;
  let events = 0;

  return {
    take(batch: EventBatch): Rows {
      const selected = selector.take(batch);
      signal?.take(batch);
      const { ecalEnergy, hcalEnergy } = batch.columns;
      for (let i = 0; i < batch.size; i++) {
        if ((selected.passedCuts[i]! & otherBits) === otherBits)
          fill2D(plane, ecalEnergy[i]!, hcalEnergy[i]!);
      }
      events += batch.size;
      return { size: batch.size, columns: { ...batch.columns, ...selected } };
    },

    /** What goes into the metadata of the event file. */
    metadata: () => ({ name: selection.name, cuts: selector.names }),

    async findings(): Promise<Findings> {
      const flow = selector.cutflow();
      const passed = flow.rows[flow.rows.length - 1]?.sumWeights ?? flow.sumWeights;
      const passedPerElectron = passed / events;
      return {
        selection: selection.name,
        run: card.name,
        process,
        options,
        seed,
        version: version(),
        changed,
        thresholds: thresholdsOf(raw, selector.names),
        events: flow.events,
        sumWeights: flow.sumWeights,
        passedPerElectron,
        ...(epsilon !== undefined && {
          epsilon,
          expectedInRun: passedPerElectron * epsilon * epsilon * card.exposure.electronsOnTarget,
        }),
        cuts: flow.rows,
        ...(signal && { tableII: await compareWithTable2(signal.result(), departuresFromRunIII(raw)) }),
      };
    },

    /** Writes cutflow.json, .csv and .md and energy-plane.svg and .png into `folder`. */
    async write(folder: string, findings: Findings): Promise<string[]> {
      const flow = { events: findings.events, sumWeights: findings.sumWeights, rows: findings.cuts };
      const svg = await drawSvg(
        energyPlaneFigure({
          histogram: plane,
          box: { ...box, label: "signal box" },
          title: `${card.name}: ${process}`,
          subtitle: [
            ...(options.mass === undefined ? [] : [`mass ${options.mass}`]),
            `selection ${selection.name}, all cuts but those of the signal box`,
          ].join(", "),
        }),
      );
      const files: [string, string | Uint8Array][] = [
        ["cutflow.json", `${JSON.stringify(findings, undefined, 2)}\n`],
        ["cutflow.csv", await cutflowCsv(flow)],
        ["cutflow.md", `${cutflowMarkdown(findings, flow)}\n`],
        ["energy-plane.svg", svg],
        ["energy-plane.png", await drawPng(svg, 2)],
      ];
      await writeWhole(files.map(([name, content]) => [join(folder, name), content] as const));
      return files.map(([name]) => join(folder, name));
    },
  };
}

/** A threshold of the card, which its schema has checked. */
function numberOf(card: RunCard, cut: string, threshold: string): number {
  return (card.cuts[cut] as Record<string, number>)[threshold]!;
}

/** The entries of a raw card by their dotted paths. */
function entriesOf(node: unknown, path: readonly string[] = []): [path: string, entry: Entry][] {
  if (typeof node !== "object" || node === null) return [];
  if (isEntry(node)) return [[path.join("."), node]];
  return Object.entries(node).flatMap(([key, child]) => entriesOf(child, [...path, key]));
}

/** Where a raw card differs from that of run III, to which Table II belongs, as "path = value". */
function departuresFromRunIII(raw: Subject["raw"]): string[] {
  const text = ({ value }: Entry): string => String(value).replaceAll(" ", "");
  const runIII = new Map(entriesOf(loadCard("III", [], runCardSchema(allCuts)).raw));
  return entriesOf(raw)
    .filter(([path, entry]) => text(entry) !== text(runIII.get(path)!))
    .map(([path, { value }]) => `${path} = ${String(value)}`);
}

function thresholdsOf(
  raw: Readonly<Record<string, unknown>>,
  cuts: readonly string[],
): Record<string, string> {
  const sections = raw.cuts as Record<string, Record<string, Entry>>;
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

function bitsOf(names: readonly string[], some: readonly string[]): number {
  return names.reduce((bits, name, k) => (some.includes(name) ? bits | (1 << k) : bits), 0);
}

function cutflowMarkdown(findings: Findings, flow: Cutflow): string {
  const title = `# ${findings.run}, ${findings.process}: selection ${findings.selection}`;
  const options = Object.entries(findings.options).map((option) => option.join(" "));
  const made = [...options, `seed ${findings.seed}`, `aprime ${findings.version}`, ...findings.changed].join(
    "; ",
  );
  const thresholds = Object.entries(findings.thresholds)
    .map(([cut, text]) => `${cut}: ${text}`)
    .join("; ");
  const tableII =
    findings.tableII === undefined
      ? []
      : ["## Beside Table II", findings.tableII.table, findings.tableII.note];
  return [title, made, cutflowTable(flow, true), weighted, `Thresholds: ${thresholds}.`, ...tableII].join(
    "\n\n",
  );
}

async function cutflowCsv(flow: Cutflow): Promise<string> {
  const columns = ["events", "weight"].map((name) => ({ name, unit: "1" }));
  const shares = ["relative", "cumulative", "alone", "afterAllOthers"] as const;
  const header = [
    { name: "cut" },
    ...columns,
    ...shares.flatMap((share) => ["", " low", " high"].map((end) => ({ name: `${share}${end}`, unit: "1" }))),
  ];
  const rows = flow.rows.map((row) => [
    row.cut,
    row.events,
    row.sumWeights,
    ...shares.flatMap((share) => [row[share].value, row[share].low, row[share].high]),
  ]);
  return tableText(header, rows);
}
