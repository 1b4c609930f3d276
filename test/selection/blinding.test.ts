import { expect, test } from "vitest";
import { type EventBatch, eventColumns } from "../../src/detector/events.ts";
import { allocate } from "../../src/event/columns.ts";
import { inSignalBox, isMasked, maskedCut, maskRows } from "../../src/selection/blinding.ts";
import { selectionColumns } from "../../src/selection/selection-columns.ts";

test("the box is E_ECAL < 50 GeV and E_HCAL < 1 GeV, its edges not in it", () => {
  const batch = allocate(eventColumns, 4);
  batch.columns.ecalEnergy.set([49, 50, 49, 60]);
  batch.columns.hcalEnergy.set([0.9, 0.9, 1, 2]);
  expect([0, 1, 2, 3].map((i) => inSignalBox(batch.columns, i))).toEqual([true, false, false, false]);
});

test("a masked event keeps its number and its weight, and tells nothing else; the others, and what was handed in, are as they were", () => {
  const set = { ...eventColumns, ...selectionColumns };
  const rows = allocate(set, 3);
  for (const column of Object.values(rows.columns)) column.fill(7);
  const masked = maskRows(rows, Uint8Array.of(0, 1, 0));
  for (const [name, { width = 1, store }] of Object.entries<
    (typeof set)[keyof typeof set] & { width?: number; store?: string }
  >(set)) {
    const [before, hidden, after] = [0, 1, 2].map((i) => [
      ...masked.columns[name]!.slice(i * width, (i + 1) * width),
    ]);
    expect(new Set([...before!, ...after!]), name).toEqual(new Set([7]));
    const whole = store !== undefined && !store.startsWith("float");
    const left = ["event", "weight", "trials"].includes(name)
      ? 7
      : name === "firstFailingCut"
        ? maskedCut
        : whole
          ? 0
          : Number.NaN;
    expect(new Set(hidden), name).toEqual(new Set([left]));
    expect(new Set(rows.columns[name as keyof typeof set]), name).toEqual(new Set([7]));
  }
  expect([0, 1, 2].map((i) => isMasked(masked, i))).toEqual([false, true, false]);
});

test("rows without such an event are handed on, and rows without a selection are not masked", () => {
  const rows = allocate(eventColumns, 2) as EventBatch;
  expect(maskRows(rows, new Uint8Array(2))).toBe(rows);
  expect(isMasked(rows, 0)).toBe(false);
});
