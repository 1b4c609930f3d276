import { inThreads } from "../src/node/simulate-events.ts";
import { watchAlgorithm } from "../src/node/watch-algorithm.ts";
import type { ThreadWatch } from "../src/node/worker-pool.ts";
import type { EventRange } from "../src/simulation/event-range.ts";
import type { RunPlan } from "../src/simulation/run-plan.ts";
import { InputError } from "../src/tables/input-error.ts";
import type { AlgorithmChoice } from "./algorithm-choices.ts";
import { interruptible } from "./interruption.ts";
import type { Criteria } from "./pileup-judgement.ts";
import { PileupSums, type Shape } from "./pileup-sums.ts";
import { showProgress } from "./progress.ts";

/** What a thread of the arena gets. */
export interface ContestPlan {
  readonly run: RunPlan;
  readonly algorithms: readonly AlgorithmChoice[];
  /** Electrons per spill; the first is 0, the clean events. */
  readonly intensities: readonly number[];
  readonly criteria: Criteria;
  /** The name of the selection of the process. */
  readonly selection: string;
  /** Of the sums: intensities, readings with the perfect one first, bins. */
  readonly shape: Shape;
}

/**
 * Events of a thread's task: fixed, since sums of floating-point numbers depend on how they are grouped. Few, so that all threads have
 * some of even a thousand events.
 */
const batchSize = 64;

/** Which events, in how many threads, and how long an algorithm of the user's may take for one, ms. */
export interface ContestWork {
  readonly range: EventRange;
  readonly workers: number;
  readonly timeLimit: number;
  readonly quiet: boolean;
}

/** What the threads found: the sums, and microseconds by intensity and algorithm. */
export interface Held {
  readonly sums: PileupSums;
  readonly speeds: readonly (readonly number[])[];
}

/**
 * Simulates the events of a plan at each intensity, in threads, and adds up how each algorithm reads them. Then their speed is measured,
 * in a thread of its own when no other works.
 */
export function holdContest(
  plan: ContestPlan,
  { range, workers, timeLimit, quiet }: ContestWork,
): Promise<Held> {
  return interruptible(async (signal) => {
    const events = range.end - range.first;
    const worker = new URL("./pileup-worker.js", import.meta.url);
    const sums = new PileupSums(plan.shape);
    const watch = watchAll(plan, timeLimit);
    const progress = showProgress(events, quiet);
    const work = { plan, range, worker, workers, batchSize, watch, signal };
    try {
      let done = 0;
      for await (const values of inThreads<Float64Array, ContestPlan>(work)) {
        sums.merge(values);
        progress.add(Math.min(batchSize, events - done));
        done += batchSize;
      }
    } finally {
      progress.stop();
    }
    const speeds: number[][] = [];
    const alone = { plan, range: { first: 0, end: 1 }, workers: 1, batchSize: 1, watch, signal };
    const stopwatch = new URL("./pileup-speed-worker.js", import.meta.url);
    for await (const found of inThreads<number[][], ContestPlan>({ ...alone, worker: stopwatch }))
      speeds.push(...found);
    return { sums, speeds };
  });
}

/** Looks after the user's algorithms, which share threads: an event that takes too long can be the fault of any of them. */
function watchAll({ algorithms, run }: ContestPlan, limit: number): ThreadWatch | undefined {
  const watches = algorithms.flatMap(({ module }) =>
    module === undefined ? [] : [watchAlgorithm({ module }, run.key, limit)],
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
