import type { PreparedPart } from "../detector/subdetector.ts";
import { pileupAlgorithms } from "../pileup/index.ts";
import type { PileupAlgorithm } from "../pileup/pileup-algorithm.ts";
import { purpose } from "../random/purpose.ts";
import { prepareReadOut, type ReadOut } from "./read-out.ts";
import type { RunCard } from "./run-card.ts";

/** The stream of what triggers, which the generator draws from. */
export const generating = purpose("generate");

/** A part with its readout, and the streams that it draws from in each event. */
export interface StreamedPart<P extends PreparedPart> {
  readonly part: P;
  readonly readOut: ReadOut;
  readonly depositing: number;
  readonly reading: number;
}

/** The algorithm that a card chooses. */
export function chosenAlgorithm({ pileup }: Pick<RunCard, "pileup">): PileupAlgorithm {
  return pileupAlgorithms.find(({ name }) => name === pileup.algorithm)!;
}

/** Streams are keyed by the name of the part: who simulates one part alone gets what it does in whole events. */
export function prepareStreamedPart<P extends PreparedPart>(
  name: string,
  part: P,
  { msadc, pileup }: Pick<RunCard, "msadc" | "pileup">,
  algorithm = chosenAlgorithm({ pileup }),
): StreamedPart<P> {
  return {
    part,
    readOut: prepareReadOut(name, part, msadc, algorithm, pileup[algorithm.name]),
    depositing: purpose(`${name}/deposit`),
    reading: purpose(`${name}/noise`),
  };
}
