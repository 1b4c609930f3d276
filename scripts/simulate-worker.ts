import { parentPort, workerData } from "node:worker_threads";
import { allCuts } from "../cuts/index.ts";
import { generators } from "../generators/index.ts";
import { loadAlgorithm } from "../src/node/load-algorithm.ts";
import type { Task } from "../src/node/simulate-events.ts";
import { cachedAprimeTables } from "../src/node/table-cache.ts";
import { type Told, tellInto } from "../src/node/time-limit.ts";
import { idle } from "../src/pileup/guard.ts";
import { inSignalBox } from "../src/selection/blinding.ts";
import { type RunCard, runCardSchema } from "../src/simulation/run-card.ts";
import type { RunPlan, WaveformChoice } from "../src/simulation/run-plan.ts";
import { prepareSimulation, type Wanted } from "../src/simulation/simulate-batch.ts";

/** A worker thread: prepares a run once, then simulates the batches it is asked for. */
const plan = workerData as RunPlan & { readonly told?: Told };
const tell = plan.told && tellInto(plan.told);
const algorithm = plan.algorithm && (await loadAlgorithm(plan.algorithm, plan.key, tell));
const card = runCardSchema(allCuts).parse(plan.card);
const generator = generators.find(({ name }) => name === plan.process)!;
const simulate = prepareSimulation(
  generator.prepare(generator.options.parse(plan.options), card, cachedAprimeTables),
  card,
  plan.key,
  plan.waveforms && (await wantedOf(plan.waveforms, card)),
  undefined,
  algorithm,
);

parentPort!.on("message", ({ first, size }: Task) => {
  const batch = simulate(first, size);
  tell?.(idle);
  const tables = [batch, ...(batch.recorded ? [batch.recorded.waveforms, batch.recorded.pulses] : [])];
  parentPort!.postMessage(
    batch,
    tables.flatMap(({ columns }) => Object.values(columns).map(({ buffer }) => buffer as ArrayBuffer)),
  );
});

async function wantedOf(choice: WaveformChoice, { cuts: thresholds }: RunCard): Promise<Wanted> {
  const wanted = await chosen(choice, thresholds);
  return plan.isMasked === true ? (events, i) => !inSignalBox(events, i) && wanted(events, i) : wanted;
}

async function chosen(choice: WaveformChoice, thresholds: RunCard["cuts"]): Promise<Wanted> {
  if (choice.of === "all") return () => true;
  if (choice.of === "first") return (events, i) => events.event[i]! < choice.below;
  const { loadSelection } = await import("../src/node/load-selection.ts");
  const { cuts } = await loadSelection(plan.selection!);
  const passes = cuts.map((cut) => cut.prepare(thresholds[cut.name] ?? {}));
  return (events, i) => passes.every((pass) => pass(events, i));
}
