import { parentPort, workerData } from "node:worker_threads";
import { allCuts } from "../cuts/index.ts";
import { generators } from "../generators/index.ts";
import type { Task } from "../src/node/simulate-events.ts";
import { runCardSchema } from "../src/simulation/run-card.ts";
import type { RunPlan } from "../src/simulation/run-plan.ts";
import { prepareSimulation } from "../src/simulation/simulate-batch.ts";

/** A worker thread: prepares a run once, then simulates the batches it is asked for. */
const plan = workerData as RunPlan;
const card = runCardSchema(allCuts).parse(plan.card);
const generator = generators.find(({ name }) => name === plan.process)!;
const simulate = prepareSimulation(
  generator.prepare(generator.options.parse(plan.options), card),
  card,
  plan.key,
);

parentPort!.on("message", ({ first, size }: Task) => {
  const batch = simulate(first, size);
  parentPort!.postMessage(
    batch,
    Object.values(batch.columns).map(({ buffer }) => buffer as ArrayBuffer),
  );
});
