import { parentPort, workerData } from "node:worker_threads";
import { allCuts } from "../cuts/index.ts";
import { loadAlgorithm } from "../src/node/load-algorithm.ts";
import { type Told, tellInto } from "../src/node/time-limit.ts";
import { idle } from "../src/pileup/guard.ts";
import { pileupAlgorithms } from "../src/pileup/index.ts";
import { runCardSchema } from "../src/simulation/run-card.ts";
import type { AlgorithmChoice } from "./algorithm-choices.ts";
import { scanKinds } from "./pileup-scan-kinds.ts";
import { type Contender, prepareScan } from "./pileup-scan-rows.ts";
import type { ScanPlan } from "./pileup-scan-run.ts";

/** A worker thread: reads the points of a scan that it is asked for, by their number. */
const plan = workerData as ScanPlan & { readonly told?: Told };
const tell = plan.told && tellInto(plan.told);
const card = runCardSchema(allCuts).parse(plan.card);
const kind = scanKinds.find(({ name }) => name === plan.kind)!;
const conditions = kind.conditions(card, plan.energy);
const contenders = await Promise.all(plan.algorithms.map(contenderOf));
const read = prepareScan({ ...plan, card, scan: kind.name, contenders });

parentPort!.on("message", (point: number) => {
  const rows = read(conditions[point]!);
  tell?.(idle);
  parentPort!.postMessage(rows);
});

async function contenderOf({ name, module, sha256 }: AlgorithmChoice): Promise<Contender> {
  if (module !== undefined)
    return {
      algorithm: await loadAlgorithm({ module, sha256: sha256! }, plan.key, tell),
      numbers: undefined,
    };
  return {
    algorithm: pileupAlgorithms.find((algorithm) => algorithm.name === name)!,
    numbers: card.pileup[name],
  };
}
