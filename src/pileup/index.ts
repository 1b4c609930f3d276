import { clusterFit } from "./cluster-fit.ts";
import { highestSample } from "./highest-sample.ts";
import { multifit } from "./multifit.ts";
import type { PileupAlgorithm } from "./pileup-algorithm.ts";
import { templateFit } from "./template-fit.ts";

/** The pileup algorithms, by name. To add one: a file, and a line here. */
export const pileupAlgorithms: readonly PileupAlgorithm[] = [
  highestSample,
  templateFit,
  multifit,
  clusterFit,
];
