import { pileupAlgorithms } from "../src/pileup/index.ts";
import type { PileupAlgorithm } from "../src/pileup/pileup-algorithm.ts";
import { InputError } from "../src/tables/input-error.ts";

export interface AlgorithmChoice {
  readonly name: string;
}

export function readAlgorithms(text: string | undefined): AlgorithmChoice[] {
  if (text === undefined) return pileupAlgorithms.map(({ name }) => ({ name }));
  const names = text.split(",").map((piece) => piece.trim());
  const known = pileupAlgorithms.map(({ name }) => name).join(", ");
  const problems = names
    .filter((name) => !pileupAlgorithms.some((one) => one.name === name))
    .map((name) => ({ where: "--algorithms", what: `there is no algorithm "${name}"; known are ${known}` }));
  if (problems.length > 0) throw new InputError(problems);
  return names.map((name) => ({ name }));
}

export function algorithmOf({ name }: AlgorithmChoice): PileupAlgorithm {
  return pileupAlgorithms.find((one) => one.name === name)!;
}
