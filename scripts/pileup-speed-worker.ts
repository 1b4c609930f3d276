import { parentPort, workerData } from "node:worker_threads";
import { allCuts } from "../cuts/index.ts";
import { generators } from "../generators/index.ts";
import { atIntensity } from "../src/beam/intensity.ts";
import { cachedAprimeTables } from "../src/node/table-cache.ts";
import { type Told, tellInto } from "../src/node/time-limit.ts";
import { runCardSchema } from "../src/simulation/run-card.ts";
import type { ContestPlan } from "./pileup-contest.ts";
import { loadContestants } from "./pileup-contestants.ts";
import { measureSpeeds } from "./pileup-speed.ts";

/** A thread that measures how fast the algorithms are at each intensity. */
const { run, algorithms, intensities, told } = workerData as ContestPlan & { told?: Told };
const tell = told && tellInto(told);
const card = runCardSchema(allCuts).parse(run.card);
const process = generators.find(({ name }) => name === run.process)!;
const generator = process.prepare(process.options.parse(run.options), card, cachedAprimeTables);
const contestants = await loadContestants(algorithms, run.key, tell);

parentPort!.on("message", () => {
  const cards = intensities.map((intensity) => ({ ...card, beam: atIntensity(card.beam, intensity) }));
  const speeds = measureSpeeds(generator, cards, run.key, contestants);
  parentPort!.postMessage(speeds);
});
