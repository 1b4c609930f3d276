import { clusterFit } from "./cluster-fit.ts";
import { highestSample } from "./highest-sample.ts";
import { multifit } from "./multifit.ts";
import { nearestPeak } from "./nearest-peak.ts";
import { optimalFilter } from "./optimal-filter.ts";
import type { PileupAlgorithm } from "./pileup-algorithm.ts";
import { tailSubtraction } from "./tail-subtraction.ts";
import { templateFit } from "./template-fit.ts";

/** The pileup algorithms, by name. To add one: a file, and a line here. */
export const pileupAlgorithms: readonly PileupAlgorithm[] = [
  highestSample,
  nearestPeak,
  tailSubtraction,
  optimalFilter,
  templateFit,
  multifit,
  clusterFit,
];
