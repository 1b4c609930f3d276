import { Worker } from "node:worker_threads";
import { InputError } from "../tables/input-error.ts";
import { LostThread } from "./lost-thread.ts";
import { allocateTold, eventOf, watchTold } from "./time-limit.ts";

interface Job<T, R> {
  readonly task: T;
  /** How many threads were lost over it. */
  lost: number;
  resolve(result: R): void;
  reject(error: Error): void;
}

/** For threads that run code of the user's, which may never end. They get `told` with their data, and tell there at which event they are. */
export interface ThreadWatch {
  /** Longest time at one event, ms. */
  readonly limit: number;
  /** The error of a thread that is at one event for longer; undefined before the first. */
  late(event: number | undefined): Error;
  /** That of threads that ended by themselves. */
  lost(event: number | undefined): Error;
  /** What to make of an error that was thrown in a thread. */
  blame(error: Error): Error;
}

/**
 * Threads that all run the same module, each one task at a time. A thread that is lost is replaced, and its task done again: once,
 * for what loses two is no accident. An error that is thrown in a thread, and a second loss, fail every task that is not done.
 */
export class WorkerPool<T, R> {
  readonly #module: URL;
  readonly #workerData: unknown;
  readonly #count: number;
  readonly #watch: ThreadWatch | undefined;
  readonly #workers = new Set<Worker>();
  readonly #idle: Worker[] = [];
  readonly #waiting: Job<T, R>[] = [];
  readonly #running = new Map<Worker, Job<T, R>>();
  #failure: Error | undefined;

  constructor(module: URL, workerData: unknown, count: number, watch?: ThreadWatch) {
    this.#module = module;
    this.#workerData = workerData;
    this.#count = count;
    this.#watch = watch;
    for (let k = 0; k < count; k++) this.#idle.push(this.#start());
  }

  /** Gives a task to the next idle thread; resolves with what it posts back. */
  run(task: T): Promise<R> {
    return new Promise((resolve, reject) => {
      if (this.#failure !== undefined) return reject(this.#failure);
      this.#waiting.push({ task, lost: 0, resolve, reject });
      this.#next();
    });
  }

  /** Nothing that runs or waits may wait for ever: every task that is not done fails with `error`. */
  fail(error: Error): void {
    this.#failure ??= error;
    for (const { reject } of [...this.#running.values(), ...this.#waiting]) reject(this.#failure);
    this.#running.clear();
    this.#waiting.length = 0;
  }

  /** Ends all threads; tasks that are not done fail. */
  async close(): Promise<void> {
    this.fail(new Error("the worker threads were ended"));
    await Promise.all([...this.#workers].map((worker) => worker.removeAllListeners("exit").terminate()));
  }

  #start(): Worker {
    const watch = this.#watch;
    const told = watch && allocateTold();
    const worker = new Worker(this.#module, {
      workerData: told ? { ...(this.#workerData as object), told } : this.#workerData,
      stdout: told !== undefined,
    });
    this.#workers.add(worker);
    if (told !== undefined) {
      // What the user's code prints is not the answer of the program.
      worker.stdout.on("data", (text) => process.stderr.write(text));
      worker.on(
        "exit",
        watchTold(told, watch!.limit, () => this.fail(watch!.late(eventOf(told)))),
      );
    }
    worker.on("message", (result: R) => {
      const job = this.#running.get(worker);
      this.#running.delete(worker);
      this.#idle.push(worker);
      this.#next();
      job?.resolve(result);
    });
    worker.on("error", (error: unknown) => {
      const memory = (error as NodeJS.ErrnoException)?.code === "ERR_WORKER_OUT_OF_MEMORY";
      if (memory) this.#lose(worker, "a worker thread ran out of memory", told && eventOf(told));
      else this.fail(watch?.blame(asError(error)) ?? asError(error));
    });
    worker.on("messageerror", (error: Error) => this.fail(error));
    worker.on("exit", (code) =>
      this.#lose(worker, `a worker thread ended by itself, with code ${code}`, told && eventOf(told)),
    );
    return worker;
  }

  #lose(worker: Worker, how: string, event?: number): void {
    if (!this.#workers.delete(worker)) return; // told already
    const place = this.#idle.indexOf(worker);
    if (place >= 0) this.#idle.splice(place, 1);
    const job = this.#running.get(worker);
    this.#running.delete(worker);
    if (job === undefined || this.#failure !== undefined) return;
    this.#waiting.unshift(job);
    job.lost++;
    if (job.lost > 1)
      this.fail(this.#watch?.lost(event) ?? new LostThread(`${how}, and so did the one that replaced it`));
    else this.#next();
  }

  #next(): void {
    while (this.#waiting.length > 0) {
      const worker = this.#idle.pop() ?? (this.#workers.size < this.#count ? this.#start() : undefined);
      if (worker === undefined) return;
      const job = this.#waiting.shift()!;
      this.#running.set(worker, job);
      worker.postMessage(job.task);
    }
  }
}

/** An error as it was before it came from a thread, which takes its class from it. Some of Node itself, such as the one of an answer that cannot be sent, lose all they say on the way from a thread. */
function asError(error: unknown): Error {
  if (error instanceof Error && error.name === "InputError" && "problems" in error)
    return new InputError(error.problems as InputError["problems"]);
  return error instanceof Error ? error : new Error("a worker thread failed without saying why");
}
