import { markdownTable } from "markdown-table";
import { missingEnergyTrigger } from "../cuts/missing-energy-trigger.ts";
import { tableText } from "../src/node/write-table.ts";
import { formatQuantity } from "../src/tables/quantity.ts";
import { GeV } from "../src/units.ts";
import type { Answer } from "./answer.ts";
import { changedNumbers } from "./changed-numbers.ts";
import { powerText } from "./hadron-plane-text.ts";
import { type PreselectionRow, type PreselectionWay, preparePreselection } from "./hadron-preselection.ts";
import { paperPreselected } from "./hadron-production.ts";
import {
  countedOnce,
  hadronSources,
  planSource,
  type SourceFlags,
  seedNote,
  simulateSource,
} from "./hadron-sources.ts";
import { interruptible } from "./interruption.ts";
import { showProgress } from "./progress.ts";
import { version } from "./version.ts";

/** Plain electrons are fast, and each stands for the most. */
const electronsMore = 5;

const status: Readonly<Record<PreselectionWay, string>> = {
  "below the threshold": "simulated",
  "by the trigger's resolution": "simulated; hangs on an assumed width",
  "without tag, times share of tags": "product, an upper estimate; not in the sum",
};

/** What the paper has of interactions in the beam line, before any cut: Sec. VIII. */
const upstream = {
  source: "electrons scattered upstream",
  paper: 1e-5,
  status: "not simulated; the paper has at most 1e-5 per electron of them, before cuts",
} as const;

/** What passes Sec. IV (i)-(iv), by source, beside the number of the paper. */
export async function preselectionAnswer(flags: SourceFlags, quiet: boolean): Promise<Answer> {
  const { card, plan } = planSource(hadronSources[0]!, flags);
  const { triggerSmearing } = card.detector.ecal as { readonly triggerSmearing: number };
  const { below } = card.cuts[missingEnergyTrigger.name] as { readonly below: number };
  const unsmeared = { ...flags, set: [...flags.set, "detector.ecal.triggerSmearing=0 GeV"] };
  const runs = hadronSources.map((source) => {
    const more = source.name === "beam: electron" ? electronsMore : 1;
    return { source, run: planSource(source, { ...unsmeared, events: String(more * Number(flags.events)) }) };
  });
  const counted = preparePreselection(card, hadronSources, triggerSmearing);
  const total = runs.reduce((sum, { run: { range } }) => sum + range.end - range.first, 0);
  await interruptible(async (signal) => {
    const progress = showProgress(total, quiet);
    try {
      for (const { source, run } of runs) {
        const simulated = run.range.end - run.range.first;
        await simulateSource(run, { signal, progress }, (batch) => counted.take(source, batch, simulated));
      }
    } finally {
      progress.stop();
    }
  });
  const rows = counted.rows().map((row) => ({ ...row, status: status[row.way] }));
  const sum = counted.sum();
  const bySmearing = counted.bySmearing();
  const paper = paperPreselected.events / paperPreselected.electrons;
  const changed = changedNumbers(plan.card);
  const threshold = formatQuantity(below, "energy");
  const width = formatQuantity(triggerSmearing, "energy");
  const notes = [
    "Preselected: trigger, one track of the beam, SRD tag, shower shape and V2, Sec. IV (i)-(iv). The read energy is not asked for, so that pileup counts by the trigger's sum, the tags, the tracks and the shape.",
    `The trigger sums the ECAL with a resolution of ${width} and takes what is below ${threshold}. Its resolution is folded in: each event counts with the probability that a Gaussian brings it below. So electrons of full energy are told too, of which no simulated one is below.`,
    "Below is with 90 % of confidence where no event was seen; the sum is of what was seen, without products.",
    "A product takes the SRD tag for independent of the rest. The tag of a hadron or a muon is that of another electron, whose energy in the trigger's sum and whose track are against the event: it is too many.",
    countedOnce,
    `The paper has ${paperPreselected.events.toExponential(0)} events in ${paperPreselected.electrons.toExponential(1)} electrons of three runs, of any origin. Not simulated are ${upstream.source}.`,
    seedNote,
    `${[`${flags.events} events of each source and ${electronsMore} times as many electrons, ${card.name}, seed ${JSON.stringify(flags.seed)}`, ...changed].join(", ")}.`,
  ];
  const smearingTable = markdownTable(
    [
      ["resolution of the trigger's sum", "plain electrons", "all"],
      ...bySmearing.map(({ smearing, electrons, all, error }) => [
        `${smearing / GeV} GeV`,
        electrons.toExponential(1),
        all > 0 ? powerText(all, error) : "0",
      ]),
    ],
    { align: ["r", "r", "r"] },
  );
  return {
    document: {
      run: card.name,
      events: Number(flags.events),
      seed: flags.seed,
      changed,
      rows,
      notSimulated: [upstream],
      sum: { perElectron: sum.mean, error: sum.error },
      bySmearing,
      paper,
      notes,
    },
    text: [
      markdownTable(
        [
          ["", "", "preselected per electron", "events", "mean E_ECAL", "status"],
          ...rows.map((row) => [
            row.source,
            row.way,
            rateText(row),
            String(row.events),
            row.ecalMean === null ? "" : `${row.ecalMean.toFixed(1)} GeV`,
            row.status,
          ]),
          [upstream.source, "", "", "", "", upstream.status],
          ["all that was seen", "", sum.mean > 0 ? powerText(sum.mean, sum.error) : "none", "", "", ""],
          ["paper", "", paper.toExponential(1), "", "", "7e4 events, of any origin"],
        ],
        { align: ["l", "l", "r", "r", "r", "l"] },
      ),
      smearingTable,
      notes.join("\n"),
    ].join("\n\n"),
    csv: () =>
      tableText(
        [
          { name: "source" },
          { name: "way" },
          ...["events per electron", "error", "at most where none is seen", "simulated events"].map(
            (name) => ({
              name,
              unit: "1",
            }),
          ),
          { name: "mean E_ECAL", unit: "GeV" },
          { name: "status" },
        ],
        rows.map(({ source, way, perElectron, error, atMost, events, ecalMean, status: is }) => [
          source,
          way,
          perElectron ?? Number.NaN,
          error ?? Number.NaN,
          atMost ?? Number.NaN,
          events,
          ecalMean ?? Number.NaN,
          is,
        ]),
        [
          `Preselected events by source, ${card.name}`,
          "source: NA64-2018 Sec. IV",
          `obtained: simulated by aprime ${version()}, hadrons --preselection`,
          ...notes.map((note) => `note: ${note}`),
        ],
      ),
  };
}

function rateText({ perElectron, error, atMost }: PreselectionRow): string {
  return perElectron === null ? `< ${atMost!.toExponential(1)}` : powerText(perElectron, error!);
}
