import { parentPort, workerData } from "node:worker_threads";
import { allCuts, selections } from "../cuts/index.ts";
import { generators } from "../generators/index.ts";
import { atIntensity } from "../src/beam/intensity.ts";
import type { Task } from "../src/node/simulate-events.ts";
import { cachedAprimeTables } from "../src/node/table-cache.ts";
import { runCardSchema } from "../src/simulation/run-card.ts";
import { algorithmOf } from "./pileup-algorithms.ts";
import type { ContestPlan } from "./pileup-contest.ts";
import { prepareJudgement } from "./pileup-judgement.ts";
import { prepareReadings } from "./pileup-readings.ts";
import { PileupSums } from "./pileup-sums.ts";

/** A worker thread of the arena: simulates the events it is asked for at each intensity, reads them with each algorithm, and sends sums. */
const { run, algorithms, intensities, criteria, selection, shape } = workerData as ContestPlan;
const card = runCardSchema(allCuts).parse(run.card);
const process = generators.find(({ name }) => name === run.process)!;
const generator = process.prepare(process.options.parse(run.options), card, cachedAprimeTables);
const reading = algorithms.map(algorithmOf);
const { cuts } = selections.find(({ name }) => name === selection)!;
const judge = prepareJudgement(criteria, cuts, card);
const read = intensities.map((intensity) =>
  prepareReadings(generator, { ...card, beam: atIntensity(card.beam, intensity) }, run.key, reading),
);

parentPort!.on("message", ({ first, size }: Task) => {
  const sums = new PileupSums(shape);
  for (const [k, readBatch] of read.entries()) judge(readBatch(first, size), first, k, sums);
  parentPort!.postMessage(sums.values, [sums.values.buffer as ArrayBuffer]);
});
