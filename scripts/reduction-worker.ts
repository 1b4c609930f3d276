import { parentPort, workerData } from "node:worker_threads";
import { allCuts } from "../cuts/index.ts";
import { generators } from "../generators/index.ts";
import type { Task } from "../src/node/simulate-events.ts";
import { type Told, tellInto } from "../src/node/time-limit.ts";
import { prepareReaders, prepareReadings, readingBy } from "../src/simulation/readings.ts";
import { runCardSchema } from "../src/simulation/run-card.ts";
import { loadContestants } from "./pileup-contestants.ts";
import { cardAt, type ReductionBatch, type ReductionPlan } from "./reduction-ledger.ts";

/** A worker thread: the same events at each intensity, read by each algorithm. */
const plan = workerData as ReductionPlan & { readonly told?: Told };
const { card: raw, process, options, key, algorithms, intensities, told } = plan;
const card = runCardSchema(allCuts).parse(raw);
const generator = generators.find(({ name }) => name === process)!;
const contestants = await loadContestants(algorithms, key, told && tellInto(told));
const readers = prepareReaders(
  card,
  contestants.map((algorithm) => readingBy(algorithm, card)),
);
const simulations = intensities.map((intensity) => {
  const at = cardAt(card, intensity);
  return prepareReadings(generator.prepare(generator.options.parse(options), at), at, key, readers);
});

parentPort!.on("message", ({ first, size }: Task) => {
  const batch: ReductionBatch = simulations.map((simulate) =>
    simulate(first, size).map((columns) => ({ size, columns })),
  );
  const buffers = batch.flat().flatMap(({ columns }) => Object.values(columns).map(({ buffer }) => buffer));
  parentPort!.postMessage(batch, [...new Set(buffers as ArrayBuffer[])]);
});
