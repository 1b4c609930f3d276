import { Worker } from "node:worker_threads";

interface Pending<R> {
  resolve(result: R): void;
  reject(error: Error): void;
}

/** Threads that all run the same module, each one task at a time. The first failure of one fails every task that is not done. */
export class WorkerPool<T, R> {
  readonly #idle: Worker[] = [];
  readonly #waiting: Pending<Worker>[] = [];
  readonly #pending = new Map<Worker, Pending<R>>();
  readonly #workers: Worker[];
  #failure: Error | undefined;

  constructor(module: URL, workerData: unknown, count: number) {
    this.#workers = Array.from({ length: count }, () => new Worker(module, { workerData }));
    for (const worker of this.#workers) {
      worker.on("message", (result: R) => {
        const pending = this.#pending.get(worker);
        this.#pending.delete(worker);
        this.#release(worker);
        pending?.resolve(result);
      });
      worker.on("error", (error: unknown) => this.#fail(asError(error)));
      worker.on("messageerror", (error: Error) => this.#fail(error));
      worker.on("exit", (code) => this.#fail(new Error(`a worker thread ended with code ${code}`)));
      this.#idle.push(worker);
    }
  }

  /** Gives a task to the next idle thread; resolves with what it posts back. */
  async run(task: T): Promise<R> {
    if (this.#failure !== undefined) throw this.#failure;
    const worker =
      this.#idle.pop() ??
      (await new Promise<Worker>((resolve, reject) => this.#waiting.push({ resolve, reject })));
    return new Promise<R>((resolve, reject) => {
      this.#pending.set(worker, { resolve, reject });
      worker.postMessage(task);
    });
  }

  /** Ends all threads; tasks that are not done fail. */
  async close(): Promise<void> {
    this.#fail(new Error("the worker threads were ended"));
    await Promise.all(this.#workers.map((worker) => worker.removeAllListeners("exit").terminate()));
  }

  #release(worker: Worker): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#idle.push(worker);
    else next.resolve(worker);
  }

  /** A thread is lost: nothing that runs or waits may wait for ever. */
  #fail(error: Error): void {
    this.#failure ??= error;
    for (const { reject } of [...this.#pending.values(), ...this.#waiting]) reject(this.#failure);
    this.#pending.clear();
    this.#waiting.length = 0;
  }
}

/** Some errors of Node itself, such as the one of an answer that cannot be sent, lose all they say on the way from a thread. */
function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error("a worker thread failed without saying why");
}
