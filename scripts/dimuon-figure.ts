import { binsOf } from "../src/figures/histogram.ts";
import type { JsonObject } from "../src/figures/specification.ts";
import type { CsvColumn } from "../src/node/write-table.ts";
import type { RunCard } from "../src/simulation/run-card.ts";
import { type Histogram1D, sumOfWeights } from "../src/statistics/histogram.ts";
import type { Batches, SampleName } from "./dimuon-samples.ts";
import type { FoundNumber } from "./found-number.ts";

type Row = Readonly<Record<string, string | number>>;

/** A column of the table of bins, and the key of its cells in a row. */
type PairColumn = CsvColumn & { readonly key: string };

/** What a figure shows, when all events are in. */
export interface PairFindings {
  readonly title: string;
  readonly numbers: readonly FoundNumber[];
  /** The bins: cells by the keys of the columns, per electron on target. */
  readonly bins: readonly Row[];
  readonly columns: readonly PairColumn[];
  /** Sentences for those who read the numbers. */
  readonly notes: readonly string[];
  figure(): JsonObject;
}

/** A figure of the paper in the making. */
export interface PairFigure {
  take(batches: Batches): void;
  /** Per electron on target. */
  findings(electrons: number): PairFindings | Promise<PairFindings>;
}

/** Prepares a figure for the samples that there are. */
export type PreparePairFigure = (card: RunCard, samples: readonly SampleName[]) => PairFigure;

/** Rows of the bins of a spectrum, each with the same `labels`. */
export function spectrumRows<Labels extends Row>(labels: Labels, spectrum: Histogram1D, electrons: number) {
  return binsOf(spectrum, electrons).map(({ from, to, value, error }) => ({
    ...labels,
    from_GeV: from,
    to_GeV: to,
    perElectron: value,
    error,
  }));
}

/** The columns of such rows. */
export function spectrumColumns(...labels: readonly string[]): PairColumn[] {
  return [
    ...labels.map((label) => ({ key: label, name: label })),
    { key: "from_GeV", name: "from", unit: "GeV" },
    { key: "to_GeV", name: "to", unit: "GeV" },
    ...valueColumns,
  ];
}

/** Of a bin what is in it. */
export const valueColumns: readonly PairColumn[] = [
  { key: "perElectron", name: "pairs per electron on target", unit: "1" },
  { key: "error", name: "error", unit: "1" },
];

/** What of a histogram its bins do not show; nothing if that is nothing. */
export function outside(histogram: Histogram1D): { footnote?: string } {
  const [axis] = histogram.axes;
  const all = sumOfWeights(histogram);
  const inside = histogram.sums.subarray(1, axis.bins + 1).reduce((sum, weight) => sum + weight, 0);
  // Sums in another order may differ in their last digits.
  if (!(all - inside > 1e-9 * all)) return {};
  return { footnote: `outside of the axis: ${(100 * (1 - inside / all)).toPrecision(2)} % of the pairs` };
}
