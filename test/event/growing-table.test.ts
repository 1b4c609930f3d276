import { expect, it } from "vitest";
import type { ColumnSet } from "../../src/event/columns.ts";
import { GrowingTable } from "../../src/event/growing-table.ts";

const set = {
  event: { unit: "1", store: "float64", about: "number" },
  pair: { unit: "GeV", width: 2, about: "two values" },
} as const satisfies ColumnSet;

/** Adds rows of one event, each with values that tell which it is. */
function addEvent(table: GrowingTable<typeof set>, event: number, rows: number, keep: boolean): void {
  for (let k = 0; k < rows; k++) {
    const i = table.add();
    table.columns.event[i] = event;
    table.columns.pair.set([k, -k], 2 * i);
  }
  table.endEvent(keep);
}

it("keeps rows in order, and grows in the middle of an event without losing any", () => {
  const table = new GrowingTable(set, 1);
  for (let event = 0; event < 20; event++) addEvent(table, event, event % 7, true);
  const { size, columns } = table.finish();
  const wanted = Array.from({ length: 20 }, (_, event) =>
    Array.from({ length: event % 7 }, (_, k) => [event, k, -k]),
  ).flat();
  expect(size).toBe(wanted.length);
  expect([...columns.event!]).toEqual(wanted.map(([event]) => event));
  expect([...columns.pair!]).toEqual(wanted.flatMap(([, ...pair]) => pair));
});

it("drops the rows of the event that ends, and no other", () => {
  const table = new GrowingTable(set, 4);
  addEvent(table, 0, 3, false);
  addEvent(table, 1, 2, true);
  addEvent(table, 2, 50, false); // grows, in vain
  addEvent(table, 3, 0, true);
  addEvent(table, 4, 1, true);
  expect([...table.finish().columns.event!]).toEqual([1, 1, 4]);
});

it("leaves out rows of an event that has not ended", () => {
  const table = new GrowingTable(set);
  addEvent(table, 1, 2, true);
  table.columns.event[table.add()] = 2;
  expect([...table.finish().columns.event!]).toEqual([1, 1]);
  addEvent(table, 3, 1, true);
  expect([...table.finish().columns.event!]).toEqual([3]);
});

it("gives copies of no more than the rows, as they were, and is empty then", () => {
  const table = new GrowingTable(set, 100);
  addEvent(table, 1, 2, true);
  const first = table.finish();
  addEvent(table, 9, 5, true);
  expect([...first.columns.event!]).toEqual([1, 1]);
  expect(first.columns.pair!.buffer.byteLength, "what a worker sends").toBe(2 * 2 * 4);
  expect(table.finish().size).toBe(5);
  expect(table.finish()).toEqual({
    size: 0,
    columns: { event: new Float64Array(0), pair: new Float32Array(0) },
  });
});
