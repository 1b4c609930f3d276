import { availableParallelism } from "node:os";
import { pMapIterable } from "p-map";
import type { EventRange } from "../simulation/event-range.ts";
import type { RunPlan } from "../simulation/run-plan.ts";
import type { SimulatedBatch } from "../simulation/simulate-batch.ts";
import { WorkerPool } from "./worker-pool.ts";

/** Events that a worker makes at a time. They do not depend on it. */
export const defaultBatchSize = 4096;

export interface Task {
  readonly first: number;
  readonly size: number;
}

export interface Workload<P = RunPlan> {
  readonly plan: P;
  readonly range: EventRange;
  /** The module of a worker thread: gets the plan, and one task after the other. */
  readonly worker: URL;
  readonly workers: number;
  readonly batchSize: number;
  /** Ends the work at once when it is aborted: batches in flight are dropped. */
  readonly signal?: AbortSignal;
}

/** Threads that a run uses if nothing is said. */
export function defaultWorkers(): number {
  return availableParallelism();
}

/**
 * Simulates events in worker threads; yields them in order, and waits when the reader is slower. A module of another kind may yield what
 * it makes of each batch of events, for a plan of its own.
 */
export async function* simulateEvents<R = SimulatedBatch, P = RunPlan>({
  plan,
  range,
  worker,
  workers,
  batchSize,
  signal,
}: Workload<P>): AsyncGenerator<R> {
  const batches = Math.ceil((range.end - range.first) / batchSize);
  const pool = new WorkerPool<Task, R>(worker, plan, Math.min(workers, batches));
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
    }) as AsyncIterable<R>;
  } finally {
    signal?.removeEventListener("abort", stop);
    await pool.close();
  }
}
