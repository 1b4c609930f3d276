import type { EventBatch, Events } from "../detector/events.ts";
import type { ColumnArray, Rows } from "../event/columns.ts";
import { GeV } from "../units.ts";

/** What was done with the signal box of pseudo-data: it is masked until a user opens it, and then it is open. */
export type Blinding = "masked" | "opened";

/**
 * The signal box that is masked: E_miss = 100 GeV - E_ECAL above 50 GeV and E_HCAL below 1 GeV, the preliminary definition of Sec. IV.
 * It is the same for every selection and run card, so that no threshold lets events of it through.
 */
export const signalBox = { ecalBelow: 50 * GeV, hcalBelow: 1 * GeV } as const;

/** What `firstFailingCut` is for an event of the signal box that is masked. */
export const maskedCut = -2;

/** Whether event i is in the signal box. */
export function inSignalBox(events: Pick<Events, "ecalEnergy" | "hcalEnergy">, i: number): boolean {
  return events.ecalEnergy[i]! < signalBox.ecalBelow && events.hcalEnergy[i]! < signalBox.hcalBelow;
}

/** Whether row i was masked when its file was made: every event that is told has an energy in the ECAL. */
export function isMasked({ columns }: Rows, i: number): boolean {
  return Number.isNaN(columns.ecalEnergy![i]!);
}

/** Which events of a batch are in the signal box, or were when their file was made: those told by 1. */
export function maskedEvents(batch: EventBatch): Uint8Array {
  const masked = new Uint8Array(batch.size);
  for (let i = 0; i < batch.size; i++) if (inSignalBox(batch.columns, i) || isMasked(batch, i)) masked[i] = 1;
  return masked;
}

/** What a masked event keeps: its number, and what sums over a run need. */
const kept: ReadonlySet<string> = new Set(["event", "weight", "trials"]);

/**
 * Rows of which those told by `masked`, other than 0, tell nothing any more: NaN in columns of real numbers, 0 in those of whole ones,
 * `maskedCut`. Copies what it changes; rows without any to mask are handed on.
 */
export function maskRows(rows: Rows, masked: Uint8Array): Rows {
  if (masked.indexOf(1) < 0) return rows;
  const columns: Record<string, ColumnArray> = {};
  for (const [name, column] of Object.entries(rows.columns)) {
    if (kept.has(name)) {
      columns[name] = column;
      continue;
    }
    const width = column.length / rows.size;
    const nothing = name === "firstFailingCut" ? maskedCut : Number.NaN; // 0 in an array of whole numbers
    const copy = column.slice();
    for (let i = 0; i < rows.size; i++) if (masked[i] !== 0) copy.fill(nothing, i * width, (i + 1) * width);
    columns[name] = copy;
  }
  return { size: rows.size, columns };
}
