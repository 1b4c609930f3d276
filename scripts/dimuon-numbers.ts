import { type Estimate, estimate } from "../src/statistics/estimate.ts";
import { type Axis, type Histogram, type Histogram1D, sumOfWeights } from "../src/statistics/histogram.ts";
import { histogramPeak } from "../src/statistics/histogram-peak.ts";
import { GeV } from "../src/units.ts";
import type { SampleName } from "./dimuon-samples.ts";
import { type FoundNumber, foundNumber } from "./found-number.ts";

/** The energy that the paper has for one muon in a module, to which the HCAL's response is calibrated: Sec. V.C. */
export const ofOneMuon = 2.5 * GeV;

export const scaleNote =
  "The peak of one muon in one module, 2.5 GeV in Sec. V.C, sets the scale of muons in the HCAL (detector.hcal.electronResponse): no peak is a prediction, only how far those of several crossings are from a multiple of it.";

/** The most probable energy of muons, beside that of the paper, which hangs on the scale. */
export function peakNumber(
  quantity: string,
  sample: SampleName,
  histogram: Histogram1D,
  paper: number,
): FoundNumber {
  return foundNumber(quantity, sample, histogramPeak(histogram), {
    unit: "GeV",
    paper: paper / GeV,
    status: "calibrated",
  });
}

/** Of a histogram the weight in all cells per electron on target. */
export function weightPerElectron(histogram: Histogram<readonly Axis[]>, electrons: number): Estimate {
  const squares = histogram.squares.reduce((sum, square) => sum + square, 0);
  return estimate(sumOfWeights(histogram), squares, electrons);
}
