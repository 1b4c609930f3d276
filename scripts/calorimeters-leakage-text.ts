import { markdownTable } from "markdown-table";
import { tableText } from "../src/node/write-table.ts";
import { MeV } from "../src/units.ts";
import type { Leakage, LeakageBin, LeakageRow } from "./calorimeters-leakage.ts";
import { percent } from "./report.ts";

const meaning = `HCAL: energy of its first two modules (Fig. 7); V2: all panels. epsilon: share of the events below the threshold of the card
trigger: S1-S3 fired, V1 did not; no threshold in the ECAL (calibration runs, Sec. VI.B). one electron: and one track of the beam's momentum
and angle with the SRD tag (Sec. IV i, ii). with others: the beam particles of the run in the readout window, of the beam's momentum`;

/** Thresholds of the table for people; the files have all. */
const thresholds = { HCAL: [0.2, 0.5, 1, 2, 5], V2: [0.003, 0.0051, 0.0072, 0.0102, 0.015] } as const;

/** Who an event belongs to, in words. */
export function whose({ pileup, sample }: Pick<LeakageBin, "pileup" | "sample">): string {
  return `${pileup ? "with others" : "alone"}, ${sample}`;
}

/** The tables for people. */
export function leakageText(found: Leakage): string {
  const { rows, bins, thresholdHcal_GeV, thresholdVeto_GeV, paper } = found;
  const kinds = [...new Set(bins.map(whose))];
  const efficiencies = (["HCAL", "V2"] as const).map((counter) => {
    const unit = counter === "HCAL" ? "GeV" : "MeV";
    const lines = thresholds[counter].map((threshold) => [
      String(counter === "HCAL" ? threshold : Number((threshold / MeV).toPrecision(3))),
      ...kinds.map((kind) => percent(efficiencyAt(bins, counter, kind, threshold))),
    ]);
    return `Beam electrons below a threshold in ${counter} [%]\n\n${markdownTable(
      [[`${counter} [${unit}]`, ...kinds], ...lines],
      { align: ["r", ...kinds.map(() => "r")] },
    )}`;
  });
  return [
    `What electrons leave behind the ECAL, thresholds ${thresholdHcal_GeV} GeV and ${Number((thresholdVeto_GeV / MeV).toPrecision(4))} MeV\n\n${rowTable(rows)}`,
    ...efficiencies,
    meaning,
    `Paper, run III (Table II): epsilon_HCAL ${paper.epsilonHcal} at 1 GeV, epsilon_V ${paper.epsilonVeto}.
aprime calorimeters --budget tells what each cause makes of it.`,
  ].join("\n\n");
}

function rowTable(rows: readonly LeakageRow[]): string {
  const mean = (value: number, error: number): string =>
    `${(value / MeV).toPrecision(3)} ± ${(error / MeV).toPrecision(1)}`;
  return markdownTable(
    [
      ["GeV", "", "events", "HCAL mean [MeV]", "epsilon_HCAL [%]", "V2 mean [MeV]", "epsilon_V [%]"],
      ...rows.map((row) => [
        String(row.energy_GeV),
        whose(row),
        String(row.events),
        mean(row.meanHcal_GeV, row.meanHcalError_GeV),
        percent({ value: row.epsilonHcal, low: row.epsilonHcalLow, high: row.epsilonHcalHigh }),
        mean(row.meanVeto_GeV, row.meanVetoError_GeV),
        percent({ value: row.epsilonVeto, low: row.epsilonVetoLow, high: row.epsilonVetoHigh }),
      ]),
    ],
    { align: ["r", "l", "r", "r", "r", "r", "r"] },
  );
}

/** At the end of a bin. */
function efficiencyAt(bins: readonly LeakageBin[], counter: string, kind: string, threshold: number) {
  const { epsilon, epsilonLow, epsilonHigh } = bins.find(
    (bin) => bin.counter === counter && whose(bin) === kind && Math.abs(bin.to_GeV - threshold) < 1e-9,
  )!;
  return { value: epsilon, low: epsilonLow, high: epsilonHigh };
}

/** The bins of Fig. 12, with the efficiency of a threshold at the end of each. */
export function leakageCsv({ bins }: Leakage, comments: readonly string[]): Promise<string> {
  return tableText(
    [
      { name: "counter" },
      { name: "pileup" },
      { name: "sample" },
      { name: "energy", unit: "GeV" },
      { name: "electrons per spill", unit: "1" },
      { name: "from", unit: "GeV" },
      { name: "to", unit: "GeV" },
      ...["share", "share error", "epsilon", "epsilon low", "epsilon high"].map((name) => ({
        name,
        unit: "1",
      })),
    ],
    bins.map((bin) => [
      bin.counter,
      bin.pileup ? "yes" : "no",
      bin.sample,
      bin.energy_GeV,
      bin.electrons_per_spill,
      bin.from_GeV,
      bin.to_GeV,
      ...[bin.share, bin.shareError, bin.epsilon, bin.epsilonLow, bin.epsilonHigh],
    ]),
    [
      ...comments,
      ...meaning.split("\n").map((line) => `note: ${line}`),
      "note: epsilon: share below the end of the bin",
    ],
  );
}
