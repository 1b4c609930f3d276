import { inThreads } from "../src/node/simulate-events.ts";
import { preparePairedShift, type Shift } from "../src/selection/paired-shift.ts";
import type { RunPlan } from "../src/simulation/run-plan.ts";
import { MeV } from "../src/units.ts";
import { interruptible } from "./interruption.ts";
import { type Progress, showProgress } from "./progress.ts";
import { publishedTable3 } from "./published-table-3.ts";
import { type PlannedVariation, type SystematicsPlan, simulatedPerEvent } from "./systematics-plan.ts";
import { rowsOfSources, type SystematicRow, type VariationRow } from "./systematics-rows.ts";

/** What is found for one run and mass. */
export interface Systematics {
  readonly rows: readonly SystematicRow[];
  readonly variations: readonly VariationRow[];
}

/** What a thread gets: the run as it is, and the raw card of each variation. */
export interface VariedPlan {
  readonly plan: RunPlan;
  readonly variations: readonly { readonly card: unknown; readonly selectsOnly: boolean }[];
}

/** Few, since each is simulated with all variations before progress is told. */
const batchSize = 200;

/** Simulates plans one after the other, with their progress; Ctrl-C ends it. */
export async function simulateSystematics(
  plans: readonly SystematicsPlan[],
  quiet: boolean,
): Promise<Systematics[]> {
  const simulated = plans.reduce((sum, plan) => {
    const { first, end } = plan.nominal.range;
    return sum + (end - first) * simulatedPerEvent(plan);
  }, 0);
  const progress = showProgress(simulated, quiet);
  try {
    return await interruptible(async (signal) => {
      const found: Systematics[] = [];
      for (const plan of plans) found.push(await makeSystematics(plan, progress, signal));
      return found;
    });
  } finally {
    progress.stop();
  }
}

/**
 * Simulates the signal with the card as it is and with each variation, the same events, and tells by how much each source moves the weight
 * that passes the selection of the signal.
 */
async function makeSystematics(
  plan: SystematicsPlan,
  progress: Progress,
  signal: AbortSignal,
): Promise<Systematics> {
  const { nominal, sources, mass } = plan;
  const all = sources.flatMap(({ source, variations }) =>
    variations.map((variation) => ({ source, variation, paired: preparePairedShift() })),
  );
  const varied: VariedPlan = {
    plan: nominal.plan,
    variations: all.map(({ variation: { run, selectsOnly } }) => ({ card: run.plan.card, selectsOnly })),
  };
  const { range, workers } = nominal;
  const worker = new URL("./systematics-worker.js", import.meta.url);
  const batches = inThreads<Float64Array[], VariedPlan>({
    ...{ plan: varied, range, worker, workers, batchSize, signal },
  });
  for await (const [before, ...after] of batches) {
    for (const [v, { paired }] of all.entries())
      for (let i = 0; i < before!.length; i++) paired.take(before![i]!, after[v]![i]!);
    progress.add(before!.length * simulatedPerEvent(plan));
  }
  const shifts = new Map<PlannedVariation, Shift>(
    all.map(({ variation, paired }) => [variation, paired.shift()]),
  );
  const run = nominal.card.name;
  const of = { run, mass_MeV: Number((mass / MeV).toPrecision(15)) };
  const published = await publishedTable3();
  return {
    rows: rowsOfSources(
      of,
      sources,
      (variation) => shifts.get(variation)!,
      (source) => published(run, mass, source),
    ),
    variations: all.map(({ source, variation }) => ({
      ...of,
      source,
      variation: variation.name,
      set: variation.set,
      ...shifts.get(variation)!,
      status: variation.status,
      range: variation.source,
    })),
  };
}
