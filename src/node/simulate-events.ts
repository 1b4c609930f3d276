import { availableParallelism } from "node:os";
import { pMapIterable } from "p-map";
import type { EventRange } from "../simulation/event-range.ts";
import type { RunPlan } from "../simulation/run-plan.ts";
import type { SimulatedBatch } from "../simulation/simulate-batch.ts";
import { watchAlgorithm } from "./watch-algorithm.ts";
import { type ThreadWatch, WorkerPool } from "./worker-pool.ts";

/** Events that a worker makes at a time. They do not depend on it. */
export const defaultBatchSize = 4096;

/** Longest time that a pileup algorithm of the user's may take for an event if nothing is said, ms. */
export const defaultTimeLimit = 1000;

export interface Task {
  readonly first: number;
  readonly size: number;
}

/** Events for threads. */
export interface Threads<P> {
  readonly plan: P;
  readonly range: EventRange;
  /** The module of a worker thread: gets the plan, and one task after the other. */
  readonly worker: URL;
  readonly workers: number;
  readonly batchSize: number;
  /** Looks after threads that run code of the user's. */
  readonly watch?: ThreadWatch | undefined;
  /** Ends the work at once when it is aborted: batches in flight are dropped. */
  readonly signal?: AbortSignal;
}

export interface Workload extends Omit<Threads<RunPlan>, "watch"> {
  /** Longest time that a pileup algorithm of the user's may take for an event, ms. */
  readonly timeLimit?: number;
}

/** Threads that a run uses if nothing is said. */
export function defaultWorkers(): number {
  return availableParallelism();
}

/** Simulates events in worker threads; yields them in order, and waits when the reader is slower. */
export function simulateEvents({
  timeLimit = defaultTimeLimit,
  ...work
}: Workload): AsyncGenerator<SimulatedBatch> {
  const { algorithm, key } = work.plan;
  return inThreads({ ...work, watch: algorithm && watchAlgorithm(algorithm, key, timeLimit) });
}

/** What threads make of each batch of events, whatever that is: in order, and they wait when the reader is slower. */
export async function* inThreads<R, P>({
  plan,
  range,
  worker,
  workers,
  batchSize,
  watch,
  signal,
}: Threads<P>): AsyncGenerator<R> {
  const batches = Math.ceil((range.end - range.first) / batchSize);
  const pool = new WorkerPool<Task, R>(worker, plan, Math.min(workers, batches), watch);
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
