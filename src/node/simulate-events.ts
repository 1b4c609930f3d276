import { availableParallelism } from "node:os";
import { pMapIterable } from "p-map";
import type { EventRange } from "../simulation/event-range.ts";
import type { RunPlan } from "../simulation/run-plan.ts";
import type { SimulatedBatch } from "../simulation/simulate-batch.ts";
import { watchAlgorithm } from "./watch-algorithm.ts";
import { WorkerPool } from "./worker-pool.ts";

/** Events that a worker makes at a time. They do not depend on it. */
export const defaultBatchSize = 4096;

/** Longest time that a pileup algorithm of the user's may take for an event if nothing is said, ms. */
export const defaultTimeLimit = 1000;

export interface Task {
  readonly first: number;
  readonly size: number;
}

export interface Workload {
  readonly plan: RunPlan;
  readonly range: EventRange;
  /** The module of a worker thread: gets the plan, and one task after the other. */
  readonly worker: URL;
  readonly workers: number;
  readonly batchSize: number;
  /** Longest time that a pileup algorithm of the user's may take for an event, ms. */
  readonly timeLimit?: number;
  /** Ends the work at once when it is aborted: batches in flight are dropped. */
  readonly signal?: AbortSignal;
}

/** Threads that a run uses if nothing is said. */
export function defaultWorkers(): number {
  return availableParallelism();
}

/** Simulates events in worker threads; yields them in order, and waits when the reader is slower. */
export async function* simulateEvents({
  plan,
  range,
  worker,
  workers,
  batchSize,
  timeLimit = defaultTimeLimit,
  signal,
}: Workload): AsyncGenerator<SimulatedBatch> {
  const batches = Math.ceil((range.end - range.first) / batchSize);
  const watch = plan.algorithm && watchAlgorithm(plan.algorithm, plan.key, timeLimit);
  const pool = new WorkerPool<Task, SimulatedBatch>(worker, plan, Math.min(workers, batches), watch);
  const stop = (): void => pool.fail(signal!.reason);
  signal?.addEventListener("abort", stop);
  const tasks = function* (): Generator<Task> {
    for (let first = range.first; first < range.end; first += batchSize) {
      yield { first, size: Math.min(batchSize, range.end - first) };
    }
  };
  try {
    signal?.throwIfAborted();
    yield* pMapIterable(tasks(), (task) => pool.run(task), {
      concurrency: workers,
      backpressure: 2 * workers,
    });
  } finally {
    signal?.removeEventListener("abort", stop);
    await pool.close();
  }
}
