import { markdownTable } from "markdown-table";
import { tableText } from "../src/node/write-table.ts";
import type { Efficiency } from "../src/statistics/efficiency.ts";
import type { Estimate } from "../src/statistics/estimate.ts";
import { MeV } from "../src/units.ts";
import type { Budget, Losses } from "./calorimeters-budget.ts";
import { samples } from "./calorimeters-leaks.ts";
import { percent } from "./report.ts";

const meaning = `Share of electrons of the beam at or above the threshold. Each cause is simulated with all others switched off; "all at once" with all.
trigger: S1-S3 fired, V1 did not (calibration runs, Sec. VI.B); one electron: and one track and the SRD tag (Sec. IV i, ii).`;

const places = samples.flatMap((sample) => (["HCAL", "V2"] as const).map((counter) => ({ sample, counter })));

function across<T>(losses: Losses<T>, show: (loss: T) => string): string[] {
  return places.map(({ sample, counter }) => show(losses[sample][counter]));
}

const estimateText = ({ mean, error }: Estimate): string =>
  `${(100 * mean).toFixed(3)} ± ${(100 * error).toFixed(3)}`;

/** The table for people, with the sum of the parts, the whole, and the paper. */
export function budgetText(budget: Budget): string {
  const { rows, sum, whole, difference, paper } = budget;
  const table = markdownTable(
    [
      ["lost by [%]", ...places.map(({ sample, counter }) => `${counter}, ${sample}`)],
      ...rows.map(({ cause, losses }) => [cause, ...across(losses, percent)]),
      ["sum of the parts", ...across(sum, estimateText)],
      ["all at once", ...across(whole, percent)],
      ["sum less all at once", ...across(difference, estimateText)],
    ],
    { align: ["l", ...places.map(() => "r")] },
  );
  const { HCAL, V2 } = whole.trigger;
  const mean = (loss: Efficiency): string => (1 - loss.value).toFixed(4);
  return [
    `What makes epsilon_HCAL and epsilon_V: ${budget.energy_GeV} GeV electrons, thresholds ${budget.thresholdHcal_GeV} GeV and ${Number((budget.thresholdVeto_GeV / MeV).toPrecision(4))} MeV, ${budget.electrons_per_spill} electrons per spill`,
    table,
    meaning,
    `Simulated epsilon_HCAL ${mean(HCAL)}; the paper has ${paper.epsilonHcal} (run III, Table II).
Simulated epsilon_V ${mean(V2)}; the paper has ${paper.epsilonVeto}.`,
  ].join("\n\n");
}

/** A row for each cause, the sum and the whole. */
export function budgetCsv(budget: Budget, comments: readonly string[]): Promise<string> {
  const { rows, sum, whole, difference } = budget;
  const values = <T>(losses: Losses<T>, show: (loss: T) => number[]): number[] =>
    places.flatMap(({ sample, counter }) => show(losses[sample][counter]));
  const interval = ({ value, low, high }: Efficiency): number[] => [value, low, high];
  const around = ({ mean, error }: Estimate): number[] => [mean, mean - error, mean + error];
  return tableText(
    [
      { name: "cause" },
      ...places.flatMap(({ sample, counter }) =>
        ["", " low", " high"].map((end) => ({ name: `${counter}, ${sample}${end}`, unit: "1" })),
      ),
    ],
    [
      ...rows.map(({ cause, losses }) => [cause, ...values(losses, interval)]),
      ["sum of the parts", ...values(sum, around)],
      ["all at once", ...values(whole, interval)],
      ["sum less all at once", ...values(difference, around)],
    ],
    [...comments, ...meaning.split("\n").map((line) => `note: ${line}`)],
  );
}
