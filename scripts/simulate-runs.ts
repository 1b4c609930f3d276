import type { EventBatch } from "../src/detector/events.ts";
import { simulateEvents } from "../src/node/simulate-events.ts";
import { interruptible } from "./interruption.ts";
import type { PlannedRun } from "./plan-run.ts";
import { showProgress } from "./progress.ts";

/** Events to simulate, and who looks at each batch of them, in order. */
export interface WatchedRun {
  readonly run: PlannedRun;
  readonly take: (batch: EventBatch) => void;
}

/** Simulates runs one after the other, with one progress; Ctrl-C ends it. */
export async function simulateRuns(watched: readonly WatchedRun[], quiet: boolean): Promise<void> {
  const events = watched.reduce((sum, { run: { range } }) => sum + range.end - range.first, 0);
  const worker = new URL("./simulate-worker.js", import.meta.url);
  const progress = showProgress(events, quiet);
  try {
    await interruptible(async (signal) => {
      for (const { run, take } of watched) {
        const { plan, range, workers, batchSize } = run;
        for await (const batch of simulateEvents({ plan, range, worker, workers, batchSize, signal })) {
          take(batch);
          progress.add(batch.size);
        }
      }
    });
  } finally {
    progress.stop();
  }
}
