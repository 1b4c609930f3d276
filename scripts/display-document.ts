import { eventColumns } from "../src/detector/events.ts";
import { particleName } from "../src/event/particle-names.ts";
import { runKeyText } from "../src/random/run-key.ts";
import type { CellEnergy } from "../src/simulation/cell-energies.ts";
import type { EventRecord } from "../src/simulation/event-record.ts";
import { describeEvent } from "./describe-event.ts";
import type { Verdict } from "./display-facts.ts";
import type { EventSource } from "./display-source.ts";

/** Everything of one event as one document. */
export function displayDocument(
  { event, plan, card }: EventSource,
  record: EventRecord,
  { verdict, cells, version }: { verdict: Verdict; cells: readonly CellEnergy[]; version: string },
) {
  const numberOrNull = (value: number): number | null => (Number.isFinite(value) ? value : null);
  return {
    event,
    run: card.name,
    process: plan.process,
    options: plan.options,
    seed: plan.seed,
    runKey: runKeyText(plan.key),
    version,
    columns: describeEvent(eventColumns, record.columns, 0).values,
    selection: verdict.selection,
    cuts: verdict.cuts,
    firstFailingCut: verdict.cuts.find(({ passes }) => !passes)?.cut ?? null,
    particles: record.particles.map(
      ({ kind, energy, x, y, z, angleX, angleY, time, origin, parent, end }) => ({
        kind,
        name: particleName(kind),
        energy_GeV: energy,
        x_mm: x,
        y_mm: y,
        z_mm: z,
        end_mm: numberOrNull(end),
        angleX_mrad: angleX,
        angleY_mrad: angleY,
        time_ns: time,
        origin,
        parent: parent < 0 ? null : parent,
      }),
    ),
    hits: record.hits.map(({ chamber, x, y, z, time, own }) => ({
      chamber,
      x_mm: x,
      y_mm: y,
      z_mm: z,
      time_ns: time,
      own,
    })),
    cells: cells.map(({ block, column, row, x, y, own, others, found, channel }) => ({
      block,
      column,
      row,
      x_mm: x,
      y_mm: y,
      own_GeV: own,
      others_GeV: others,
      found_GeV: found,
      foundTime_ns: numberOrNull(channel.time),
      pulses: channel.pulses.map(({ time, delay, energy, origin }) => ({
        time_ns: time,
        delay_ns: delay,
        energy_GeV: energy,
        origin,
      })),
      start_ns: channel.start,
      energyPerCount_GeV: channel.energyPerCount,
      samples: channel.samples,
    })),
  };
}
