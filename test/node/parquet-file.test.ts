import { RecordBatchReader } from "apache-arrow";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { parquetWriteBuffer } from "hyparquet-writer";
import { describe, expect, test } from "vitest";
import { arrowSchema } from "../../src/arrow/record-batch.ts";
import type { ColumnSet, Rows } from "../../src/event/columns.ts";
import { parquetFile } from "../../src/node/parquet-file.ts";
import { decode, encode } from "./format-code.ts";

const columns = {
  event: { unit: "1", store: "float64", about: "number" },
  energy: { unit: "GeV", store: "float32", about: "in the ECAL" },
  fired: { unit: "1", store: "uint8", about: "small" },
  place: { unit: "1", store: "int8", about: "small, with sign" },
  channel: { unit: "1", store: "uint16", about: "middle" },
  bits: { unit: "1", store: "uint32", about: "large" },
  samples: { unit: "ns", store: "int16", width: 2, about: "two" },
  single: { unit: "mm", store: "float32", width: 1, about: "a list of one" },
} as const satisfies ColumnSet;

const rows = (...events: number[]): Rows => ({
  size: events.length,
  columns: {
    event: Float64Array.from(events),
    energy: Float32Array.from(events, (event) => (event === 0 ? Number.NaN : event / 3)),
    fired: Uint8Array.from(events, (event) => event % 2),
    place: Int8Array.from(events, (event) => -event),
    channel: Uint16Array.from(events, (event) => 65535 - event),
    bits: Uint32Array.from(events, (event) => 0xffffffff - event),
    samples: Int16Array.from(events.flatMap((event) => [event, -event])),
    single: Float32Array.from(events, (event) => event + 0.5),
  },
});

/** What the footer of a Parquet file says. */
const footer = (bytes: Buffer) => parquetMetadata(new Uint8Array(bytes).buffer);

describe("a Parquet file", () => {
  test("has a row group for each group, of its size", async () => {
    const bytes = await encode(parquetFile, columns, [rows(1, 2, 3), rows(), rows(4), rows(5, 6)]);
    const { row_groups, num_rows } = footer(bytes);
    expect(row_groups.map((group) => Number(group.num_rows))).toEqual([3, 1, 2]);
    expect(Number(num_rows)).toBe(6);
    const { groups } = (await decode(parquetFile, bytes))!;
    expect(groups).toEqual([rows(1, 2, 3), rows(4), rows(5, 6)]);
  });

  test("of no rows is one all the same", async () => {
    const bytes = await encode(parquetFile, columns, [], { seed: "x" });
    expect(await decode(parquetFile, bytes)).toMatchObject({ columns, metadata: { seed: "x" }, groups: [] });
  });

  test("declares each type, with the meaning of integers, and nothing that may be absent", async () => {
    const { schema } = footer(await encode(parquetFile, columns, [rows(1)]));
    const leaves = schema.filter(({ type }) => type !== undefined);
    expect(leaves.map(({ name, type, converted_type }) => [name, type, converted_type])).toEqual([
      ["event", "DOUBLE", undefined],
      ["energy", "FLOAT", undefined],
      ["fired", "INT32", "UINT_8"],
      ["place", "INT32", "INT_8"],
      ["channel", "INT32", "UINT_16"],
      ["bits", "INT32", "UINT_32"],
      ["element", "INT32", "INT_16"],
      ["element", "FLOAT", undefined],
    ]);
    expect(leaves.every(({ repetition_type }) => repetition_type === "REQUIRED")).toBe(true);
    const lists = schema.filter(({ converted_type }) => converted_type === "LIST");
    expect(lists.map(({ name }) => name)).toEqual(["samples", "single"]);
  });

  test("keeps the Arrow schema as Arrow's own programs do, and the metadata beside it", async () => {
    const { key_value_metadata, created_by } = footer(
      await encode(parquetFile, columns, [rows(1)], { seed: "é" }),
    );
    expect(key_value_metadata!.map(({ key }) => key)).toEqual(["ARROW:schema", "aprime"]);
    expect(created_by).toBe("aprime");
    const [schema, metadata] = key_value_metadata!;
    expect(metadata!.value).toBe('{"seed":"é"}');
    const read = RecordBatchReader.from(Buffer.from(schema!.value!, "base64")).open().schema;
    const plain = ({ fields }: typeof read) =>
      fields.map(({ name, type, nullable, metadata }) => [
        name,
        String(type),
        nullable,
        Object.fromEntries(metadata),
      ]);
    expect(plain(read)).toEqual(plain(arrowSchema(columns)));
  });

  test("uses no dictionary for floats, which would take -0 for 0", async () => {
    const zeros = rows(...Array<number>(100).fill(7));
    for (const name of ["event", "energy", "single"]) zeros.columns[name]!.fill(0).fill(-0, 50);
    const bytes = await encode(parquetFile, columns, [zeros]);
    const encodings = footer(bytes).row_groups[0]!.columns.map(({ meta_data }) => [
      meta_data!.path_in_schema[0],
      meta_data!.encodings.some((encoding) => encoding.includes("DICTIONARY")),
    ]);
    const floats = Object.entries(columns).filter(([, { store }]) => store.startsWith("float"));
    for (const [name] of floats) expect(encodings).toContainEqual([name, false]);
    expect(encodings, "as it is used for others").toContainEqual(["fired", true]);
    const [group] = (await decode(parquetFile, bytes))!.groups;
    for (const name of ["event", "energy", "single"]) {
      const values = [...group!.columns[name]!];
      expect(values.map((value) => Object.is(value, -0))).toEqual(
        Array.from({ length: 100 }, (_, k) => k >= 50),
      );
    }
  });

  test("tells the least and the largest value of each group, by which readers skip it; NaN is none of them", async () => {
    const { row_groups } = footer(await encode(parquetFile, columns, [rows(0, 6, 3)]));
    const limits = row_groups[0]!.columns.map(({ meta_data }) => [
      meta_data!.path_in_schema[0],
      meta_data!.statistics!.min_value,
      meta_data!.statistics!.max_value,
    ]);
    expect(limits.slice(0, 6)).toEqual([
      ["event", -0, 6], // so that a reader that looks for -0 finds it
      ["energy", 1, 2],
      ["fired", 0, 1],
      ["place", -6, 0],
      ["channel", 65529, 65535],
      ["bits", 0xffffffff - 6, 0xffffffff],
    ]);
  });

  test("is read by another reader with its lists", async () => {
    const bytes = await encode(parquetFile, columns, [rows(1, 2)]);
    const objects = await parquetReadObjects({ file: new Uint8Array(bytes).buffer });
    expect(objects.map(({ samples, single }) => [[...samples], [...single]])).toEqual([
      [[1, -1], [1.5]],
      [[2, -2], [2.5]],
    ]);
  });

  test("of another program is not ours", async () => {
    const bytes = parquetWriteBuffer({
      columnData: [{ name: "x", data: [1], type: "INT32" }],
      kvMetadata: [{ key: "aprime", value: "{}" }],
    });
    expect(await decode(parquetFile, new Uint8Array(bytes))).toBeUndefined();
  });
});
