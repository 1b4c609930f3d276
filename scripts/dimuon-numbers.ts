import { markdownTable } from "markdown-table";
import { weightedEfficiency } from "../src/statistics/efficiency.ts";
import { type Estimate, estimate } from "../src/statistics/estimate.ts";
import { type Axis, type Histogram, type Histogram1D, sumOfWeights } from "../src/statistics/histogram.ts";
import { histogramPeak } from "../src/statistics/histogram-peak.ts";
import { GeV } from "../src/units.ts";
import type { SampleName } from "./dimuon-samples.ts";
import { plainOrPower } from "./yield-rows.ts";

/** A number that belongs to a figure. */
export interface PairNumber {
  readonly quantity: string;
  /** Of which sample it is, or of which selection of it: a column of the table. */
  readonly sample: string;
  /** None where there are too few events to tell. */
  readonly value: number | null;
  /** Statistical. */
  readonly error: number | null;
  readonly unit: "GeV" | "1";
  /** What the paper has for it, if it has. */
  readonly paper: number | null;
  /** Whether the paper's number set a scale that this one hangs on: then it is no prediction. */
  readonly status: "predicted" | "calibrated";
}

/** The energy that the paper has for one muon in a module, to which the HCAL's response is calibrated: Sec. V.C. */
export const ofOneMuon = 2.5 * GeV;

export const scaleNote =
  "The peak of one muon in one module, 2.5 GeV in Sec. V.C, sets the scale of muons in the HCAL (detector.hcal.electronResponse): no peak is a prediction, only how far those of several crossings are from a multiple of it.";

export function pairNumber(
  quantity: string,
  sample: string,
  found: Estimate | undefined,
  more: { unit?: PairNumber["unit"]; paper?: number | undefined; status?: PairNumber["status"] } = {},
): PairNumber {
  const known = found !== undefined && Number.isFinite(found.mean) && Number.isFinite(found.error);
  return {
    quantity,
    sample,
    value: known ? found.mean : null,
    error: known ? found.error : null,
    unit: more.unit ?? "1",
    paper: more.paper ?? null,
    status: more.status ?? "predicted",
  };
}

/** The most probable energy of muons, beside that of the paper, which hangs on the scale. */
export function peakNumber(
  quantity: string,
  sample: SampleName,
  histogram: Histogram1D,
  paper: number,
): PairNumber {
  return pairNumber(quantity, sample, histogramPeak(histogram), {
    unit: "GeV",
    paper: paper / GeV,
    status: "calibrated",
  });
}

/** A share of the weight, as events come. */
export class Share {
  readonly #sums = { sumPassed: 0, sumSquaresPassed: 0, sumFailed: 0, sumSquaresFailed: 0 };

  add(weight: number, has: boolean): void {
    this.#sums[has ? "sumPassed" : "sumFailed"] += weight;
    this.#sums[has ? "sumSquaresPassed" : "sumSquaresFailed"] += weight * weight;
  }

  /** With half of its interval as error; undefined without events. */
  estimate(): Estimate | undefined {
    const { value, low, high } = weightedEfficiency(this.#sums);
    return Number.isNaN(value) ? undefined : { mean: value, error: 0.5 * (high - low) };
  }
}

/** Of a histogram the weight in all cells per electron on target. */
export function weightPerElectron(histogram: Histogram<readonly Axis[]>, electrons: number): Estimate {
  const squares = histogram.squares.reduce((sum, square) => sum + square, 0);
  return estimate(sumOfWeights(histogram), squares, electrons);
}

/** The numbers as a table for people: a column for each sample. */
export function numbersTable(numbers: readonly PairNumber[]): string {
  const samples = [...new Set(numbers.map(({ sample }) => sample))];
  const quantities = [...new Set(numbers.map(({ quantity }) => quantity))];
  const rows = quantities.map((quantity) => {
    const own = numbers.filter((one) => one.quantity === quantity);
    const { unit } = own[0]!;
    const published = own.find(({ paper }) => paper !== null);
    return [
      unit === "1" ? quantity : `${quantity} [${unit}]`,
      ...samples.map((sample) => {
        const found = own.find((one) => one.sample === sample);
        return found === undefined ? "" : valueText(found);
      }),
      published === undefined
        ? ""
        : `${plainOrPower(Number(published.paper!.toPrecision(3)))}${published.status === "calibrated" ? " (scale)" : ""}`,
    ];
  });
  const align = ["l", ...samples.map(() => "r"), "r"];
  return markdownTable([["", ...samples, "paper"], ...rows], { align });
}

/** "5.03 ± 0.02", with two digits of the error. */
function valueText({ value, error }: PairNumber): string {
  if (value === null || error === null) return "too few events";
  if (error === 0)
    return Math.abs(value) < 1e-3 && value !== 0 ? value.toExponential(3) : value.toPrecision(4);
  if (Math.abs(value) < 1e-3 && value !== 0) {
    const power = Math.floor(Math.log10(Math.abs(value)));
    const scale = Number(`1e${power}`);
    return `(${(value / scale).toFixed(3)} ± ${(error / scale).toFixed(3)})e${power}`;
  }
  const digits = Math.min(6, Math.max(0, 1 - Math.floor(Math.log10(error))));
  return `${value.toFixed(digits)} ± ${error.toFixed(digits)}`;
}
