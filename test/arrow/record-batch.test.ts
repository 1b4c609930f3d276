import {
  Bool,
  Field,
  FixedSizeList,
  Float32,
  Schema,
  Table,
  tableFromIPC,
  tableToIPC,
  Utf8,
} from "apache-arrow";
import { describe, expect, test } from "vitest";
import { arrowSchema, columnArrays, columnsOf, toRecordBatch } from "../../src/arrow/record-batch.ts";
import { allocate, type ColumnSet } from "../../src/event/columns.ts";

const columns = {
  event: { unit: "1", store: "float64", about: "number of the event" },
  energy: { unit: "GeV", about: "an energy" },
  fired: { unit: "1", store: "uint8", about: "whether it fired" },
  cut: { unit: "1", store: "int8", about: "a place" },
  bits: { unit: "1", store: "uint32", about: "bits" },
  cells: { unit: "GeV", width: 3, about: "a value per cell" },
  times: { unit: "ns", width: 2, store: "float64", about: "two times" },
  one: { unit: "mm", width: 1, about: "a list of one" },
} as const satisfies ColumnSet;

/** Rows whose values tell where they belong. */
function rows(size: number) {
  const batch = allocate(columns, size);
  for (const [k, values] of Object.values(batch.columns).entries())
    for (let i = 0; i < values.length; i++) values[i] = 10 * i + k;
  return batch;
}

describe("arrowSchema", () => {
  const schema = arrowSchema(columns);

  test("has a field for each column, in order, that is never null", () => {
    expect(schema.fields.map(({ name }) => name)).toEqual(Object.keys(columns));
    expect(schema.fields.some(({ nullable }) => nullable)).toBe(false);
  });

  test("has the type that each column is stored in, float32 if it does not say", () => {
    expect(schema.fields.map(({ type }) => String(type))).toEqual([
      "Float64",
      "Float32",
      "Uint8",
      "Int8",
      "Uint32",
      "FixedSizeList[3]<Float32>",
      "FixedSizeList[2]<Float64>",
      "FixedSizeList[1]<Float32>",
    ]);
  });

  test("keeps unit and meaning in the metadata of the field", () => {
    expect(Object.fromEntries(schema.fields[5]!.metadata)).toEqual({
      unit: "GeV",
      about: "a value per cell",
    });
  });
});

describe("columnsOf", () => {
  test("is the way back", () => {
    const stored = Object.fromEntries(
      Object.entries(columns).map(([name, column]) => [name, { store: "float32", ...column }]),
    );
    expect(columnsOf(arrowSchema(columns))).toEqual(stored);
  });

  test("takes a field without metadata for a pure number", () => {
    expect(columnsOf(new Schema([new Field("x", new Float32(), false)]))).toEqual({
      x: { unit: "1", about: "", store: "float32" },
    });
  });

  test.each([
    [new Utf8(), "column x has type Utf8, which is not used here"],
    [new Bool(), "column x has type Bool, which is not used here"],
    [
      new FixedSizeList(2, new Field("item", new Utf8())),
      "column x has type FixedSizeList[2]<Utf8>, which is not used here",
    ],
  ])("refuses %s", (type, message) => {
    expect(() => columnsOf(new Schema([new Field("x", type)]))).toThrow(message);
  });
});

describe("toRecordBatch and columnArrays", () => {
  test.each([0, 1, 5])("there and back, %d rows", (size) => {
    const batch = rows(size);
    const recorded = toRecordBatch(arrowSchema(columns), batch.columns, size);
    expect(recorded.numRows).toBe(size);
    expect(columnArrays(recorded)).toEqual(batch.columns);
  });

  test("through the bytes of Arrow, as another program would read them", () => {
    const batch = rows(5);
    const bytes = tableToIPC(new Table(toRecordBatch(arrowSchema(columns), batch.columns, 5)), "file");
    const table = tableFromIPC(bytes);
    expect(table.numRows).toBe(5);
    expect([...table.getChild("energy")!]).toEqual([1, 11, 21, 31, 41]);
    expect([...table.getChild("cells")!.get(4)]).toEqual([125, 135, 145]);
    expect(columnArrays(table.batches[0]!)).toEqual(batch.columns);
  });

  test("keeps NaN, which is absent, and every bit of a number", () => {
    const batch = rows(2);
    batch.columns.energy[0] = Number.NaN;
    batch.columns.event[1] = Number.MAX_SAFE_INTEGER;
    batch.columns.bits[1] = 0xffffffff;
    const back = columnArrays(toRecordBatch(arrowSchema(columns), batch.columns, 2));
    expect(back.energy![0]).toBeNaN();
    expect(back.event![1]).toBe(9007199254740991);
    expect(back.bits![1]).toBe(4294967295);
  });

  test("copies nothing", () => {
    const batch = rows(3);
    const back = columnArrays(toRecordBatch(arrowSchema(columns), batch.columns, 3));
    for (const name of Object.keys(columns) as (keyof typeof columns)[])
      expect(back[name]!.buffer).toBe(batch.columns[name].buffer);
  });

  test("takes the first rows of longer arrays", () => {
    const batch = rows(5);
    const back = columnArrays(toRecordBatch(arrowSchema(columns), batch.columns, 2));
    expect(back.cells).toEqual(batch.columns.cells.subarray(0, 6));
    expect(back.event).toEqual(batch.columns.event.subarray(0, 2));
  });
});
