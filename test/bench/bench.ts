import { type BenchOptions, bench as measured } from "vitest";

/** Where nobody reads the numbers, as in CI, a bench has only to run. */
const once: BenchOptions = { time: 0, iterations: 1, warmupTime: 0, warmupIterations: 0 };

/** A bench of vitest, which runs its work once if the environment has CI. */
export function bench(name: string, work: () => void | Promise<void>, options?: BenchOptions): void {
  measured(name, work, process.env.CI === undefined ? options : once);
}
