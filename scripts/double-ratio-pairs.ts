import { dimuonFactors, selections } from "../cuts/index.ts";

/** Of which pairs RR is. */
export const ofPairs = [
  { name: "cuts of Sec. V.B", cuts: selections.find(({ name }) => name === "dimuon")!.cuts },
  { name: "and track, SRD, shape", cuts: dimuonFactors.flatMap(({ cuts }) => cuts) },
] as const;
