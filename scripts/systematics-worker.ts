import { parentPort, workerData } from "node:worker_threads";
import { allCuts } from "../cuts/index.ts";
import { generators } from "../generators/index.ts";
import type { EventBatch } from "../src/detector/events.ts";
import { shippedSelection } from "../src/node/load-selection.ts";
import type { Task } from "../src/node/simulate-events.ts";
import { cachedAprimeTables } from "../src/node/table-cache.ts";
import { type RunCard, runCardSchema } from "../src/simulation/run-card.ts";
import { prepareSimulation } from "../src/simulation/simulate-batch.ts";
import { passesAll } from "./dimuon-samples.ts";
import type { VariedPlan } from "./systematics-simulation.ts";

/** A worker thread: prepares all variations of a run once, then simulates each batch with every one of them. */
const { plan, variations } = workerData as VariedPlan;
const schema = runCardSchema(allCuts);
const generator = generators.find(({ name }) => name === plan.process)!;
const { cuts } = shippedSelection("signal");
const nominal = simulationOf(schema.parse(plan.card));
const varied = variations.map(({ card: raw, selectsOnly }) => {
  const card = schema.parse(raw);
  return { passes: passesAll(cuts, card), simulate: selectsOnly ? undefined : simulationOf(card) };
});
const passes = passesAll(cuts, schema.parse(plan.card));

parentPort!.on("message", ({ first, size }: Task) => {
  const batch = nominal(first, size);
  const kept = [
    keptOf(batch, passes),
    ...varied.map(({ simulate, passes }) => keptOf(simulate?.(first, size) ?? batch, passes)),
  ];
  parentPort!.postMessage(
    kept,
    kept.map(({ buffer }) => buffer),
  );
});

function simulationOf(card: RunCard): (first: number, size: number) => EventBatch {
  const prepared = generator.prepare(generator.options.parse(plan.options), card, cachedAprimeTables);
  return prepareSimulation(prepared, card, plan.key);
}

/** The weight of each event that passes, 0 of one that does not. */
function keptOf(
  { columns, size }: EventBatch,
  passes: ReturnType<typeof passesAll>,
): Float64Array<ArrayBuffer> {
  return Float64Array.from({ length: size }, (_, i) => (passes(columns, i) ? columns.weight[i]! : 0));
}
