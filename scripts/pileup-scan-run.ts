import { defaultTimeLimit } from "../src/node/simulate-events.ts";
import { watchAlgorithm } from "../src/node/watch-algorithm.ts";
import { WorkerPool } from "../src/node/worker-pool.ts";
import type { RunKey } from "../src/random/run-key.ts";
import type { AlgorithmChoice } from "./algorithm-choices.ts";
import { interruptible } from "./interruption.ts";
import type { ScanRow } from "./pileup-scan-rows.ts";
import { showProgress } from "./progress.ts";

/** All that says what a scan gives: what a thread of it gets. Plain data. */
export interface ScanPlan {
  /** The run card as it was read. */
  readonly card: Readonly<Record<string, unknown>>;
  readonly kind: string;
  readonly energy: number;
  readonly algorithms: readonly AlgorithmChoice[];
  /** At each point. */
  readonly events: number;
  readonly key: RunKey;
}

/**
 * Reads the `points` points of a scan in threads: rows in the order of points, and of algorithms at each. Algorithms of the user's have
 * threads of their own, which can be ended.
 */
export function runScan(
  plan: ScanPlan,
  { points, workers, quiet }: { points: number; workers: number; quiet: boolean },
): Promise<ScanRow[]> {
  const own = plan.algorithms.filter(({ module }) => module !== undefined);
  const listed = plan.algorithms.filter(({ module }) => module === undefined);
  const groups = [listed, ...own.map((choice) => [choice])].filter((group) => group.length > 0);
  const progress = showProgress(points * groups.length, quiet, process.stderr, "points");
  return interruptible(async (signal) => {
    const found: ScanRow[][] = [];
    try {
      for (const group of groups) {
        const rows = await readPoints({ ...plan, algorithms: group }, points, workers, signal, () =>
          progress.add(1),
        );
        for (const row of rows) (found[row.point] ??= []).push(...row.rows);
      }
    } finally {
      progress.stop();
    }
    const order = plan.algorithms.map(({ name }) => name);
    return found.flatMap((rows) =>
      rows.sort((a, b) => order.indexOf(a.algorithm) - order.indexOf(b.algorithm)),
    );
  });
}

async function readPoints(
  plan: ScanPlan,
  points: number,
  workers: number,
  signal: AbortSignal,
  done: () => void,
): Promise<{ point: number; rows: ScanRow[] }[]> {
  const worker = new URL("./pileup-scan-worker.js", import.meta.url);
  const [{ module }] = plan.algorithms as [AlgorithmChoice];
  const watch = module === undefined ? undefined : watchAlgorithm({ module }, plan.key, defaultTimeLimit);
  const pool = new WorkerPool<number, ScanRow[]>(worker, plan, Math.min(workers, points), watch);
  const stop = (): void => pool.fail(signal.reason);
  signal.addEventListener("abort", stop);
  try {
    return await Promise.all(
      Array.from({ length: points }, async (_, point) => {
        const rows = await pool.run(point);
        done();
        return { point, rows };
      }),
    );
  } finally {
    signal.removeEventListener("abort", stop);
    await pool.close();
  }
}
