import { highestSample } from "./highest-sample.ts";
import { nearestPeak } from "./nearest-peak.ts";
import { optimalFilter } from "./optimal-filter.ts";
import type { PileupAlgorithm } from "./pileup-algorithm.ts";
import { tailSubtraction } from "./tail-subtraction.ts";

/** The pileup algorithms, by name. To add one: a file, and a line here. */
export const pileupAlgorithms: readonly PileupAlgorithm[] = [
  highestSample,
  nearestPeak,
  tailSubtraction,
  optimalFilter,
];
