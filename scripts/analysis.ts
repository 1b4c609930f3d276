import { join } from "node:path";
import { signalFactors } from "../cuts/index.ts";
import type { EventBatch } from "../src/detector/events.ts";
import type { Rows } from "../src/event/columns.ts";
import { energyPlaneFigure } from "../src/figures/energy-plane.ts";
import { drawPng, drawSvg } from "../src/node/draw.ts";
import { writeOutput } from "../src/node/output-file.ts";
import { maskedEvents, maskRows } from "../src/selection/blinding.ts";
import type { Selection } from "../src/selection/selection.ts";
import { prepareSelector } from "../src/selection/selector.ts";
import { prepareSignalEfficiency } from "../src/selection/signal-efficiency.ts";
import type { RunCard } from "../src/simulation/run-card.ts";
import { fill2D, histogram2D } from "../src/statistics/histogram.ts";
import { cutflowCsv, cutflowMarkdown, describeFindings, type Findings, type Subject } from "./findings.ts";
import { watchCuts } from "./watch-cuts.ts";

/** What an analysis needs besides the events. */
export interface AnalysisPlan {
  readonly selection: Selection;
  /** The run card, parsed. */
  readonly card: RunCard;
  /** Which events they are; the selection is told by the analysis itself. */
  readonly subject: Omit<Subject, "selection">;
}

const bins = 120;

/** Applies a selection to batches as they come, and writes what it found to a folder. */
export function prepareAnalysis({ selection, card, subject }: AnalysisPlan) {
  const { process, options, blinding } = subject;
  const selector = prepareSelector(selection.cuts, card.cuts);
  const applied = {
    name: selection.name,
    cuts: selector.names,
    ...(selection.own && { own: selection.own }),
  };
  const box = {
    ecalMaximum: numberOf(card, "missing-energy", "beam") - numberOf(card, "missing-energy", "above"),
    hcalMaximum: numberOf(card, "hcal-quiet", "below"),
  };
  const signal =
    process === "signal" && hasCutsOf(signalFactors, selection)
      ? prepareSignalEfficiency(signalFactors, card.cuts, numberOf(card, "missing-energy", "above"))
      : undefined;
  const plane = histogram2D(
    { low: 0, high: 120, bins, label: "E_{ECAL}", unit: "GeV" },
    { low: 0, high: 120, bins: 2 * bins, label: "E_{HCAL}", unit: "GeV" },
  );
  // The plane shows what the other cuts leave: those of the box itself are drawn, not applied.
  const boxBits = bitsOf(selector.names, ["missing-energy", "hcal-quiet"]);
  const otherBits = bitsOf(selector.names, selector.names) & ~boxBits;

  /** Selects among the events of a batch, and counts them. */
  function count(batch: EventBatch) {
    const masked = blinding === "masked" ? maskedEvents(batch) : undefined;
    const selected = watchCuts(selection, batch, () => selector.take(batch, masked));
    signal?.take(batch);
    const { ecalEnergy, hcalEnergy } = batch.columns;
    for (let i = 0; i < batch.size; i++) {
      if ((selected.passedCuts[i]! & otherBits) === otherBits && !masked?.[i])
        fill2D(plane, ecalEnergy[i]!, hcalEnergy[i]!);
    }
    return { selected, masked };
  }

  return {
    count,

    /** The same, and gives the events with the selection's columns. */
    take(batch: EventBatch): Rows {
      const { selected, masked } = count(batch);
      const rows = { size: batch.size, columns: { ...batch.columns, ...selected } };
      return masked === undefined ? rows : maskRows(rows, masked);
    },

    /** What goes into the metadata of the event file. */
    metadata: () => ({ selection: applied, ...(blinding && { blinding }) }),

    findings: (): Promise<Findings> =>
      describeFindings({ ...subject, selection: applied }, selector.tallies, signal?.tallies),

    /** Writes cutflow.json, .csv and .md and energy-plane.svg and .png into `folder`. */
    async write(folder: string, findings: Findings): Promise<string[]> {
      const svg = await drawSvg(
        energyPlaneFigure({
          histogram: plane,
          box: { ...box, label: `signal box${blinding === "masked" ? ", masked" : ""}` },
          title: `${card.name}: ${process}`,
          subtitle: [
            ...(options.mass === undefined ? [] : [`mass ${options.mass}`]),
            `selection ${selection.name}, all cuts but those of the signal box`,
          ].join(", "),
        }),
      );
      const files: [string, string | Uint8Array][] = [
        ["cutflow.json", `${JSON.stringify(findings, undefined, 2)}\n`],
        ["cutflow.csv", await cutflowCsv(findings)],
        ["cutflow.md", `${cutflowMarkdown(findings)}\n`],
        ["energy-plane.svg", svg],
        ["energy-plane.png", await drawPng(svg, 2)],
      ];
      for (const [name, content] of files) await writeOutput(join(folder, name), content);
      return files.map(([name]) => join(folder, name));
    },
  };
}

/** Whether a selection has the cuts of these factors and no others, so that their product is its efficiency. */
function hasCutsOf(factors: typeof signalFactors, { cuts }: Selection): boolean {
  const held = new Set(factors.flatMap((factor) => factor.cuts));
  return held.size === cuts.length && cuts.every((cut) => held.has(cut));
}

/** A threshold of the card, which its schema has checked. */
function numberOf(card: RunCard, cut: string, threshold: string): number {
  return (card.cuts[cut] as Record<string, number>)[threshold]!;
}

function bitsOf(names: readonly string[], some: readonly string[]): number {
  return names.reduce((bits, name, k) => (some.includes(name) ? bits | (1 << k) : bits), 0);
}
