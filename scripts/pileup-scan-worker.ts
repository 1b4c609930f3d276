import { parentPort, workerData } from "node:worker_threads";
import { allCuts } from "../cuts/index.ts";
import { type Told, tellInto } from "../src/node/time-limit.ts";
import { idle } from "../src/pileup/guard.ts";
import { runCardSchema } from "../src/simulation/run-card.ts";
import { loadContestants } from "./pileup-contestants.ts";
import { scanKinds } from "./pileup-scan-kinds.ts";
import { prepareScan } from "./pileup-scan-rows.ts";
import type { ScanPlan } from "./pileup-scan-run.ts";

/** A worker thread: reads the points of a scan that it is asked for, by their number. */
const plan = workerData as ScanPlan & { readonly told?: Told };
const tell = plan.told && tellInto(plan.told);
const card = runCardSchema(allCuts).parse(plan.card);
const kind = scanKinds.find(({ name }) => name === plan.kind)!;
const conditions = kind.conditions(card, plan.energy);
const algorithms = await loadContestants(plan.algorithms, plan.key, tell);
const read = prepareScan({ ...plan, card, scan: kind.name, algorithms });

parentPort!.on("message", (point: number) => {
  const rows = read(conditions[point]!);
  tell?.(idle);
  parentPort!.postMessage(rows);
});
