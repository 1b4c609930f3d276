import { tableFromArrays, tableFromIPC, tableToIPC } from "apache-arrow";
import { describe, expect, test } from "vitest";
import type { ColumnSet, Rows } from "../../src/event/columns.ts";
import { arrowFile } from "../../src/node/arrow-file.ts";
import { decode, encode } from "./format-code.ts";

const columns = {
  event: { unit: "1", store: "float64", about: "number" },
  energy: { unit: "GeV", store: "float32", about: "in the ECAL" },
  pair: { unit: "ns", store: "int16", width: 2, about: "two" },
} as const satisfies ColumnSet;

const rows = (...events: number[]): Rows => ({
  size: events.length,
  columns: {
    event: Float64Array.from(events),
    energy: Float32Array.from(events, (event) => event / 3),
    pair: Int16Array.from(events.flatMap((event) => [event, -event])),
  },
});

describe("an Arrow file", () => {
  test("has a record batch for each group", async () => {
    const table = tableFromIPC(await encode(arrowFile, columns, [rows(1, 2, 3), rows(4), rows(5, 6)]));
    expect(table.batches.map(({ numRows }) => numRows)).toEqual([3, 1, 2]);
    expect([...table.getChild("event")!]).toEqual([1, 2, 3, 4, 5, 6]);
    expect([...table.getChild("pair")!].map((pair) => [...pair])[4]).toEqual([5, -5]);
  });

  test("tells types, units and meanings with its fields, and the rest with its schema", async () => {
    const { schema } = tableFromIPC(
      await encode(arrowFile, columns, [rows(1)], { seed: "é", list: [1, null] }),
    );
    expect(schema.fields.map(({ name, type, nullable }) => [name, String(type), nullable])).toEqual([
      ["event", "Float64", false],
      ["energy", "Float32", false],
      ["pair", "FixedSizeList[2]<Int16>", false],
    ]);
    expect(schema.fields.map(({ metadata }) => Object.fromEntries(metadata))).toEqual([
      { unit: "1", about: "number" },
      { unit: "GeV", about: "in the ECAL" },
      { unit: "ns", about: "two" },
    ]);
    expect(Object.fromEntries(schema.metadata)).toEqual({ aprime: '{"seed":"é","list":[1,null]}' });
  });

  test("of no rows is one all the same", async () => {
    const bytes = await encode(arrowFile, columns, [], { seed: "x" });
    expect(tableFromIPC(bytes).numRows).toBe(0);
    const found = (await decode(arrowFile, bytes))!;
    expect(found).toMatchObject({ columns, metadata: { seed: "x" } });
    expect(found.groups.every(({ size }) => size === 0)).toBe(true);
  });

  test("puts the metadata behind the rows, where the checksum is looked for", async () => {
    const bytes = await encode(arrowFile, columns, [rows(...Array(1000).keys())], { seed: "here" });
    expect(bytes.indexOf('"here"')).toBe(bytes.lastIndexOf('"here"'));
    expect(bytes.length - bytes.indexOf('"here"')).toBeLessThan(2000);
    expect(bytes.indexOf('"here"')).toBeGreaterThan(12_000);
  });

  test("keeps its buffers at multiples of 8 bytes, so that they are read without a copy", async () => {
    const bytes = await encode(arrowFile, columns, [rows(1, 2, 3), rows(4)]);
    const first = Buffer.from(Float64Array.of(1, 2, 3).buffer);
    expect(bytes.indexOf(first)).toBeGreaterThan(0);
    expect(bytes.indexOf(first) % 8).toBe(0);
  });

  test("of another program is not ours, and one with types that we do not use is told", async () => {
    const file = (values: Parameters<typeof tableFromArrays>[0]) =>
      tableToIPC(tableFromArrays(values), "file");
    expect(await decode(arrowFile, file({ x: Float32Array.of(1) }))).toBeUndefined();
    const table = tableFromArrays({ x: ["text"] });
    table.schema.metadata.set("aprime", "{}");
    await expect(decode(arrowFile, tableToIPC(table, "file"))).rejects.toThrow("column x has type");
  });
});
