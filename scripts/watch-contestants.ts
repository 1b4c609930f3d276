import { watchAlgorithm } from "../src/node/watch-algorithm.ts";
import type { ThreadWatch } from "../src/node/worker-pool.ts";
import type { RunKey } from "../src/random/run-key.ts";
import { InputError } from "../src/tables/input-error.ts";
import type { AlgorithmChoice } from "./algorithm-choices.ts";

/** Looks after the user's algorithms, which share threads: an event that takes too long can be the fault of any of them. */
export function watchContestants(
  algorithms: readonly AlgorithmChoice[],
  key: RunKey,
  limit: number,
): ThreadWatch | undefined {
  const watches = algorithms.flatMap(({ module }) =>
    module === undefined ? [] : [watchAlgorithm({ module }, key, limit)],
  );
  if (watches.length === 0) return undefined;
  const oneOf = (tell: (watch: ThreadWatch) => Error): Error => {
    const problems = watches.flatMap((watch) => (tell(watch) as InputError).problems);
    const where = problems.map((problem) => problem.where).join(" or ");
    return new InputError([{ where, what: problems[0]!.what }]);
  };
  return {
    limit,
    late: (event) => oneOf((watch) => watch.late(event)),
    lost: (event) => oneOf((watch) => watch.lost(event)),
    blame: (error) => watches.reduce((told, watch) => watch.blame(told), error),
  };
}
