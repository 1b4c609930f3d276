import { loadAlgorithm } from "../src/node/load-algorithm.ts";
import { idle } from "../src/pileup/guard.ts";
import { pileupAlgorithms } from "../src/pileup/index.ts";
import type { PileupAlgorithm } from "../src/pileup/pileup-algorithm.ts";
import type { RunKey } from "../src/random/run-key.ts";
import type { AlgorithmChoice } from "./algorithm-choices.ts";

/** Loads the algorithms that are to read; runs the user's code, in a thread that can be ended. */
export function loadContestants(
  choices: readonly AlgorithmChoice[],
  key: RunKey,
  tell?: (event: number) => void,
): Promise<PileupAlgorithm[]> {
  return Promise.all(
    choices.map(async ({ name, module, sha256 }) =>
      module === undefined
        ? pileupAlgorithms.find((one) => one.name === name)!
        : thenIdle(await loadAlgorithm({ module, sha256: sha256! }, key, tell), tell),
    ),
  );
}

/** The time that others take for the same event is not the user's. */
function thenIdle(algorithm: PileupAlgorithm, tell?: (event: number) => void): PileupAlgorithm {
  return {
    ...algorithm,
    prepare: (card, electronics) => {
      const reconstruct = algorithm.prepare(card, electronics);
      return (waveforms, result) => {
        reconstruct(waveforms, result);
        tell?.(idle);
      };
    },
  };
}
