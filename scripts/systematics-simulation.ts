import { shippedSelection } from "../src/node/load-selection.ts";
import { simulateEvents } from "../src/node/simulate-events.ts";
import { preparePairedShift, type Shift } from "../src/selection/paired-shift.ts";
import { MeV } from "../src/units.ts";
import { passesAll } from "./dimuon-samples.ts";
import type { PlannedRun } from "./plan-run.ts";
import type { Progress } from "./progress.ts";
import { publishedTable3 } from "./published-table-3.ts";
import type { PlannedVariation, SystematicsPlan } from "./systematics-plan.ts";
import { rowsOfSources, type SystematicRow, type VariationRow } from "./systematics-rows.ts";

/** What is found for one run and mass. */
export interface Systematics {
  readonly rows: readonly SystematicRow[];
  readonly variations: readonly VariationRow[];
  /** Events that pass the card as it is. */
  readonly passed: number;
}

/**
 * Simulates the signal with the card as it is and with each variation, the same events, and tells by how much each source moves the weight
 * that passes the selection of the signal.
 */
export async function makeSystematics(
  plan: SystematicsPlan,
  progress: Progress,
  signal: AbortSignal,
): Promise<Systematics> {
  const { nominal, sources, mass } = plan;
  const { cuts } = shippedSelection("signal");
  const all = sources.flatMap(({ source, variations }) =>
    variations.map((variation) => ({ source, variation, paired: preparePairedShift() })),
  );
  const selections = all
    .filter(({ variation }) => variation.selectsOnly)
    .map(({ variation, paired }) => ({ passes: passesAll(cuts, variation.run.card), paired }));
  const passes = passesAll(cuts, nominal.card);
  const { first, end } = nominal.range;
  /** Weight of each event that passes, 0 of one that does not. */
  const kept = new Float64Array(end - first);
  let passed = 0;
  await simulate(nominal, signal, progress, (columns, i) => {
    const weight = columns.weight[i]!;
    const before = passes(columns, i) ? weight : 0;
    kept[columns.event[i]! - first] = before;
    if (before > 0) passed++;
    for (const one of selections) one.paired.take(before, one.passes(columns, i) ? weight : 0);
  });
  for (const { variation, paired } of all) {
    if (variation.selectsOnly) continue;
    const after = passesAll(cuts, variation.run.card);
    await simulate(variation.run, signal, progress, (columns, i) => {
      paired.take(kept[columns.event[i]! - first]!, after(columns, i) ? columns.weight[i]! : 0);
    });
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
    passed,
  };
}

type Columns = Parameters<ReturnType<typeof passesAll>>[0];

async function simulate(
  { plan, range, workers, batchSize }: PlannedRun,
  signal: AbortSignal,
  progress: Progress,
  take: (columns: Columns, i: number) => void,
): Promise<void> {
  const worker = new URL("./simulate-worker.js", import.meta.url);
  for await (const { columns, size } of simulateEvents({ plan, range, worker, workers, batchSize, signal })) {
    for (let i = 0; i < size; i++) take(columns, i);
    progress.add(size);
  }
}
