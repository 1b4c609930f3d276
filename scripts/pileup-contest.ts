import { simulateEvents } from "../src/node/simulate-events.ts";
import type { EventRange } from "../src/simulation/event-range.ts";
import type { RunPlan } from "../src/simulation/run-plan.ts";
import { interruptible } from "./interruption.ts";
import type { AlgorithmChoice } from "./pileup-algorithms.ts";
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

/** Simulates the events of a plan at each intensity, in threads, and adds up how each algorithm reads them. */
export function holdContest(
  plan: ContestPlan,
  { range, workers, quiet }: { range: EventRange; workers: number; quiet: boolean },
): Promise<PileupSums> {
  return interruptible(async (signal) => {
    const events = range.end - range.first;
    const worker = new URL("./pileup-worker.js", import.meta.url);
    const sums = new PileupSums(plan.shape);
    const progress = showProgress(events, quiet);
    const work = { plan, range, worker, workers, batchSize, signal };
    try {
      let done = 0;
      for await (const values of simulateEvents<Float64Array, ContestPlan>(work)) {
        sums.merge(values);
        progress.add(Math.min(batchSize, events - done));
        done += batchSize;
      }
    } finally {
      progress.stop();
    }
    return sums;
  });
}
