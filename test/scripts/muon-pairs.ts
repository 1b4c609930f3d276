import { dimuon } from "../../generators/dimuon.ts";
import type { PairFindings, PreparePairFigure } from "../../scripts/dimuon-figure.ts";
import { type Batches, type SampleName, sampleNames } from "../../scripts/dimuon-samples.ts";
import { type EventBatch, type Events, eventColumns } from "../../src/detector/events.ts";
import { allocate, type ColumnArray } from "../../src/event/columns.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import type { RunCard } from "../../src/simulation/run-card.ts";
import { prepareSimulation } from "../../src/simulation/simulate-batch.ts";
import { shippedCard, withoutOthers } from "../shipped-card.ts";

/** Muon pairs, simulated with the other beam particles of run III and without. */
export function simulatedBatches(events: number): Required<Batches> {
  const simulate = (card: RunCard): EventBatch => {
    const generator = dimuon.prepare(dimuon.options.parse({}), card);
    return prepareSimulation(generator, card, runKeyFromSeed("muon-pairs"))(0, events);
  };
  return { "with others": simulate(shippedCard()), alone: simulate(shippedCard(withoutOthers)) };
}

/** What a made-up event has in some columns; in the others it passes the selection dimuon. */
export type MadeUp = Partial<Record<keyof Events, number | readonly number[]>>;

const passing: MadeUp = {
  weight: 1,
  beamCountersFired: 3,
  preshowerEnergy: 1,
  preshowerTriggerEnergy: 1,
  ecalTriggerEnergy: 40,
  ecalEnergy: 40,
  hcalModuleEnergy: [5, 5, 5, 5],
  hcalTotalEnergy: 20,
  hcalMuons: [2, 2, 2, 2],
};

export function madeUpBatch(...events: readonly MadeUp[]): EventBatch {
  const batch = allocate(eventColumns, events.length);
  for (const [i, event] of events.entries()) {
    for (const [name, value] of Object.entries({ ...passing, event: i, ...event })) {
      const column: ColumnArray = batch.columns[name as keyof Events];
      const width = column.length / events.length;
      for (const [k, one] of (typeof value === "number" ? [value] : value!).entries())
        column[i * width + k] = one;
    }
  }
  return batch;
}

/** What a figure finds in batches, of the samples that these have. */
export async function findingsOf(
  prepare: PreparePairFigure,
  batches: Batches,
  electrons: number,
  card = shippedCard(),
): Promise<PairFindings> {
  const figure = prepare(
    card,
    sampleNames.filter((name) => batches[name] !== undefined),
  );
  figure.take(batches);
  return figure.findings(electrons);
}

/** A number of a figure, and its error. */
export function numberOf({ numbers }: PairFindings, quantity: string, sample: SampleName = "alone") {
  const found = numbers.find((one) => one.quantity === quantity && one.sample === sample);
  if (found === undefined) throw new Error(`there is no "${quantity}" of ${sample}`);
  return { ...found, mean: found.value ?? Number.NaN, error: found.error ?? Number.NaN };
}

/** The sum over rows of bins. */
export function total(rows: PairFindings["bins"]): number {
  return rows.reduce((sum, { perElectron }) => sum + (perElectron as number), 0);
}
