import { Worker } from "node:worker_threads";

interface Pending<R> {
  resolve(result: R): void;
  reject(error: Error): void;
}

/** Threads that all run the same module, each one task at a time. The first failure of one fails its task and all later ones. */
export class WorkerPool<T, R> {
  readonly #idle: Worker[] = [];
  readonly #waiting: ((worker: Worker) => void)[] = [];
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
      worker.on("error", (error: Error) => this.#fail(worker, error));
      worker.on("exit", (code) => {
        if (code !== 0) this.#fail(worker, new Error(`a worker thread ended with code ${code}`));
      });
      this.#idle.push(worker);
    }
  }

  /** Gives a task to the next idle thread; resolves with what it posts back. */
  async run(task: T): Promise<R> {
    const worker = this.#idle.pop() ?? (await new Promise<Worker>((resolve) => this.#waiting.push(resolve)));
    if (this.#failure !== undefined) throw this.#failure;
    return new Promise<R>((resolve, reject) => {
      this.#pending.set(worker, { resolve, reject });
      worker.postMessage(task);
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.removeAllListeners("exit").terminate()));
  }

  #release(worker: Worker): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#idle.push(worker);
    else next(worker);
  }

  #fail(worker: Worker, error: Error): void {
    this.#failure ??= error;
    this.#pending.get(worker)?.reject(error);
    this.#pending.delete(worker);
    this.#release(worker);
  }
}
