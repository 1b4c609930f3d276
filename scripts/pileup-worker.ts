import { parentPort, workerData } from "node:worker_threads";
import { allCuts } from "../cuts/index.ts";
import { generators } from "../generators/index.ts";
import { atIntensity } from "../src/beam/intensity.ts";
import { shippedSelection } from "../src/node/load-selection.ts";
import type { Task } from "../src/node/simulate-events.ts";
import { cachedAprimeTables } from "../src/node/table-cache.ts";
import { type Told, tellInto } from "../src/node/time-limit.ts";
import { perfectReading, prepareReaders, readingBy } from "../src/simulation/readings.ts";
import { runCardSchema } from "../src/simulation/run-card.ts";
import type { ContestPlan } from "./pileup-contest.ts";
import { loadContestants } from "./pileup-contestants.ts";
import { prepareJudgement } from "./pileup-judgement.ts";
import { prepareJudgedReadings } from "./pileup-readings.ts";
import { PileupSums } from "./pileup-sums.ts";

/** A worker thread of the arena: simulates the events it is asked for at each intensity, reads them with each algorithm, and sends sums. */
const { run, algorithms, intensities, criteria, selection, shape, told } = workerData as ContestPlan & {
  told?: Told;
};
const tell = told && tellInto(told);
const card = runCardSchema(allCuts).parse(run.card);
const process = generators.find(({ name }) => name === run.process)!;
const generator = process.prepare(process.options.parse(run.options), card, cachedAprimeTables);
const contestants = await loadContestants(algorithms, run.key, tell);
const { cuts } = shippedSelection(selection);
const judge = prepareJudgement(criteria, cuts, card);
const readers = prepareReaders(card, [
  perfectReading,
  ...contestants.map((algorithm) => readingBy(algorithm, card)),
]);
const read = intensities.map((intensity) =>
  prepareJudgedReadings(generator, { ...card, beam: atIntensity(card.beam, intensity) }, run.key, readers),
);

parentPort!.on("message", ({ first, size }: Task) => {
  const sums = new PileupSums(shape);
  for (const [k, readBatch] of read.entries()) judge(readBatch(first, size), first, k, sums);
  parentPort!.postMessage(sums.values, [sums.values.buffer as ArrayBuffer]);
});
