import { type EventBatch, eventColumns } from "../../src/detector/events.ts";
import { allocate } from "../../src/event/columns.ts";
import type { Cut } from "../../src/selection/cut.ts";

type Columns = EventBatch["columns"];

/** Thresholds in internal units, as a parsed card has them. */
type Thresholds = Readonly<Record<string, number | string>>;

/** Values of an event; those of a wide column as a list. The others are 0. */
export type Values = { readonly [K in keyof Columns]?: number | readonly number[] };

/** Whether `cut` passes an event, which stands between two others that hold nothing but NaN (0 in columns of whole numbers). */
export function passes(cut: Cut, thresholds: Thresholds, values: Values): boolean {
  const batch = allocate(eventColumns, 3);
  for (const [name, column] of Object.entries(batch.columns)) {
    const width = column.length / 3;
    column.fill(Number.NaN);
    column.fill(0, width, 2 * width);
    const value = values[name as keyof Columns] ?? [];
    column.set(typeof value === "number" ? [value] : value, width);
  }
  return cut.prepare(thresholds)(batch.columns, 1);
}

/** The next number above `x` that a float32 column can hold: just beyond a threshold. */
export function justAbove(x: number): number {
  return neighbour(x, 1);
}

/** The next number below `x` that a float32 column can hold. */
export function justBelow(x: number): number {
  return neighbour(x, -1);
}

function neighbour(x: number, direction: 1 | -1): number {
  const value = new Float32Array([x]);
  const bits = new Int32Array(value.buffer);
  if (x <= 0) throw new Error(`only for positive numbers, not ${x}`);
  while (direction * (value[0]! - x) <= 0) bits[0]! += direction;
  return value[0]!;
}
