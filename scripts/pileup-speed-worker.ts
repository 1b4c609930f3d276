import { parentPort, workerData } from "node:worker_threads";
import { allCuts } from "../cuts/index.ts";
import { generators } from "../generators/index.ts";
import { atIntensity } from "../src/beam/intensity.ts";
import type { Task } from "../src/node/simulate-events.ts";
import { cachedAprimeTables } from "../src/node/table-cache.ts";
import { runCardSchema } from "../src/simulation/run-card.ts";
import { algorithmOf } from "./pileup-algorithms.ts";
import type { ContestPlan } from "./pileup-contest.ts";
import { measureSpeeds } from "./pileup-speed.ts";

/** A thread that measures how fast the algorithms are, at the intensities whose numbers it is sent. */
const { run, algorithms, intensities } = workerData as ContestPlan;
const card = runCardSchema(allCuts).parse(run.card);
const process = generators.find(({ name }) => name === run.process)!;
const generator = process.prepare(process.options.parse(run.options), card, cachedAprimeTables);
const measured = algorithms.map(algorithmOf);

parentPort!.on("message", ({ first }: Task) => {
  const beam = atIntensity(card.beam, intensities[first]!);
  parentPort!.postMessage(measureSpeeds(generator, { ...card, beam }, run.key, measured));
});
