import { dimuonFactors } from "../cuts/index.ts";
import { shippedSelection } from "../src/node/load-selection.ts";

/** Of which pairs RR is. */
export const ofPairs = [
  { name: "cuts of Sec. V.B", cuts: () => shippedSelection("dimuon").cuts },
  { name: "and track, SRD, shape", cuts: () => dimuonFactors.flatMap(({ cuts }) => cuts) },
] as const;
