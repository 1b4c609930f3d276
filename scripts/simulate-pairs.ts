import { allCuts } from "../cuts/index.ts";
import type { EventBatch } from "../src/detector/events.ts";
import { cardFromRaw } from "../src/node/load-card.ts";
import { simulateEvents } from "../src/node/simulate-events.ts";
import { runCardSchema } from "../src/simulation/run-card.ts";
import { intensitySets } from "./card-options.ts";
import type { PlannedRun } from "./plan-run.ts";

/** Each batch of a run with its other beam particles and without, in order: the same events. `clean` is what --set says for those without. */
export async function simulatePairs(
  { plan, range, workers, batchSize }: PlannedRun,
  signal: AbortSignal,
  take: (withOthers: EventBatch, without: EventBatch) => void,
  clean: readonly string[] = intensitySets(0),
): Promise<void> {
  const worker = new URL("./simulate-worker.js", import.meta.url);
  const { raw } = cardFromRaw(plan.card, clean, runCardSchema(allCuts));
  // Half of the threads each, and at least one.
  const work = { range, worker, workers: Math.ceil(workers / 2), batchSize, signal };
  const without = simulateEvents({ ...work, plan: { ...plan, card: raw } });
  try {
    for await (const batch of simulateEvents({ ...work, plan })) {
      const { value } = await without.next();
      take(batch, value as EventBatch);
    }
  } finally {
    await without.return(undefined);
  }
}
