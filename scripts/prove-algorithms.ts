import { moduleName } from "../src/node/load-algorithm.ts";
import { defaultTimeLimit } from "../src/node/simulate-events.ts";
import { watchAlgorithm } from "../src/node/watch-algorithm.ts";
import { WorkerPool } from "../src/node/worker-pool.ts";
import { Checks, InputError } from "../src/tables/input-error.ts";
import type { AlgorithmChoice } from "./algorithm-choices.ts";

/**
 * Loads the modules among the choices, each in a thread of its own, and gives them the names that they export; one error tells all that is
 * wrong with them. `timeLimit` is that of an event, ms.
 */
export async function proveAlgorithms(
  choices: readonly AlgorithmChoice[],
  timeLimit = defaultTimeLimit,
): Promise<AlgorithmChoice[]> {
  const checks = new Checks();
  const proved: AlgorithmChoice[] = [];
  for (const choice of choices)
    proved.push((await prove(choice, timeLimit).catch((error: unknown) => checks.keep(error))) ?? choice);
  const twice = proved.filter(({ name }, k) => proved.findIndex((other) => other.name === name) < k);
  checks.take(() => {
    if (twice.length > 0)
      throw new InputError(
        twice.map(({ name, module }) => ({
          where: moduleName(module!),
          what: `is called "${name}", as another one that is given; give it another name`,
        })),
      );
  });
  checks.done();
  return proved;
}

async function prove(choice: AlgorithmChoice, timeLimit: number): Promise<AlgorithmChoice> {
  const { module, sha256 } = choice;
  if (module === undefined) return choice;
  const watch = watchAlgorithm({ module }, [0, 0, 0, 0], timeLimit);
  const worker = new URL("./algorithm-worker.js", import.meta.url);
  const pool = new WorkerPool<null, string>(worker, { module, sha256 }, 1, watch);
  try {
    return { ...choice, name: await pool.run(null) };
  } finally {
    await pool.close();
  }
}
