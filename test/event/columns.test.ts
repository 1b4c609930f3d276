import { expect, it } from "vitest";
import { allocate, type ColumnSet } from "../../src/event/columns.ts";

const set = {
  one: { unit: "GeV", about: "a number per event" },
  four: { unit: "ns", width: 4, about: "four per event" },
  exact: { unit: "1", store: "float64", about: "in double precision" },
  flag: { unit: "1", store: "uint8", about: "a flag" },
  signed: { unit: "1", store: "int8", about: "a small integer" },
  count: { unit: "1", store: "uint32", width: 2, about: "two counts" },
} as const satisfies ColumnSet;

it("allocates each column as it is declared: stored as float32 unless said, its width times the events, all zero", () => {
  const batch = allocate(set, 5);
  expect(batch.size).toBe(5);
  expect(Object.keys(batch.columns)).toEqual(Object.keys(set));
  expect(batch.columns.one).toEqual(new Float32Array(5));
  expect(batch.columns.four).toEqual(new Float32Array(20));
  expect(batch.columns.exact).toEqual(new Float64Array(5));
  expect(batch.columns.flag).toEqual(new Uint8Array(5));
  expect(batch.columns.signed).toEqual(new Int8Array(5));
  expect(batch.columns.count).toEqual(new Uint32Array(10));
});

it("shares nothing between two batches", () => {
  const [first, second] = [allocate(set, 2), allocate(set, 2)];
  first.columns.one[0] = 1;
  expect(second.columns.one[0]).toBe(0);
  expect(allocate(set, 0).columns.four.length).toBe(0);
});
