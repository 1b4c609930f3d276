import type { FileHandle } from "node:fs/promises";
import { RecordBatchReader, RecordBatchStreamWriter } from "apache-arrow";
import { type FileMetaData, parquetMetadataAsync, parquetRead, type SchemaElement } from "hyparquet";
import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import { arrowSchema, columnsOf } from "../arrow/record-batch.ts";
import { allocate, type Column, type ColumnArray, type ColumnSet, type Rows } from "../event/columns.ts";
import { type DecodedFile, type FileMetadata, type FormatCode, metadataKey } from "./file-format.ts";

/** Key under which Arrow's own programs keep the Arrow schema in a Parquet file: units and list sizes come back with it. */
const arrowKey = "ARROW:schema";

/** Parquet files: columns of several values are lists, the units stand in the Arrow schema, all else in the key-value metadata. */
export const parquetFile: FormatCode = {
  encoder: (columns: ColumnSet) => {
    const writer = new ByteWriter();
    const take = (): Uint8Array[] => {
      const bytes = writer.getBytes().slice();
      writer.index = 0;
      return [bytes];
    };
    const parquet = new ParquetWriter({ writer, schema: parquetSchema(columns), createdBy: "aprime" });
    return {
      begin: take,
      rows: ({ columns: arrays, size }) => {
        if (size === 0) return [];
        const columnData = Object.entries(columns).map(([name, { width, store = "float32" }]) => ({
          name,
          data: width === undefined ? physical(arrays[name]!) : listsOf(arrays[name]!, width),
          // A dictionary would take -0 for 0.
          ...(store.startsWith("float") && { encoding: "PLAIN" as const }),
        }));
        parquet.write({ columnData, rowGroupSize: size });
        return take();
      },
      end: (metadata) => {
        parquet.kvMetadata = [
          { key: arrowKey, value: schemaText(columns) },
          { key: metadataKey, value: JSON.stringify(metadata) },
        ];
        parquet.finish();
        return take();
      },
    };
  },

  decode: async (handle: FileHandle, size: number): Promise<DecodedFile | undefined> => {
    const file = {
      byteLength: size,
      slice: async (start: number, end = size): Promise<ArrayBuffer> => {
        const bytes = new Uint8Array(end - start);
        await handle.read(bytes, 0, bytes.length, start);
        return bytes.buffer;
      },
    };
    const parquet = await parquetMetadataAsync(file);
    const entries = new Map(parquet.key_value_metadata?.map(({ key, value }) => [key, value]));
    const [schema, text] = [entries.get(arrowKey), entries.get(metadataKey)];
    if (schema === undefined || text === undefined) return undefined;
    const columns = columnsOf(RecordBatchReader.from(Buffer.from(schema, "base64")).open().schema);
    return {
      metadata: JSON.parse(text) as FileMetadata,
      columns,
      groups: () => readGroups(file, parquet, columns),
    };
  },
};

type Bytes = Parameters<typeof parquetRead>[0]["file"];

async function* readGroups(file: Bytes, metadata: FileMetaData, columns: ColumnSet): AsyncGenerator<Rows> {
  let rowStart = 0;
  for (const { num_rows } of metadata.row_groups) {
    const rowEnd = rowStart + Number(num_rows);
    const group = allocate(columns, rowEnd - rowStart);
    const from = rowStart;
    await parquetRead({
      file,
      metadata,
      rowStart,
      rowEnd,
      onChunk: ({ columnName, columnData, rowStart: first }) => {
        const { width = 1 } = columns[columnName]!;
        const values: ColumnArray = group.columns[columnName]!;
        let k = (first - from) * width;
        for (const value of columnData) {
          if (width === 1 && typeof value === "number") values[k++] = value;
          else for (const item of value as ArrayLike<number> & Iterable<number>) values[k++] = item;
        }
      },
    });
    yield group;
    rowStart = rowEnd;
  }
}

/** Physical type, and the meaning of integers. */
const types: Readonly<Record<NonNullable<Column["store"]>, Partial<SchemaElement>>> = {
  float32: { type: "FLOAT" },
  float64: { type: "DOUBLE" },
  uint8: { type: "INT32", converted_type: "UINT_8" },
  int8: { type: "INT32", converted_type: "INT_8" },
  uint16: { type: "INT32", converted_type: "UINT_16" },
  int16: { type: "INT32", converted_type: "INT_16" },
  uint32: { type: "INT32", converted_type: "UINT_32" },
};

function parquetSchema(columns: ColumnSet): SchemaElement[] {
  const required = { repetition_type: "REQUIRED" } as const;
  const fields = Object.entries(columns).flatMap(([name, { store = "float32", width }]): SchemaElement[] =>
    width === undefined
      ? [{ name, ...required, ...types[store] }]
      : [
          { name, ...required, converted_type: "LIST", num_children: 1 },
          { name: "list", repetition_type: "REPEATED", num_children: 1 },
          { name: "element", ...required, ...types[store] },
        ],
  );
  return [{ name: "root", num_children: Object.keys(columns).length }, ...fields];
}

/** Integers are kept as int32; as plain numbers where they may be larger, for the sake of the statistics. */
function physical(values: ColumnArray): Float32Array | Float64Array | Int32Array | number[] {
  if (values instanceof Float32Array || values instanceof Float64Array) return values;
  return values instanceof Uint32Array ? [...values] : Int32Array.from(values);
}

function listsOf(values: ColumnArray, width: number): number[][] {
  return Array.from({ length: values.length / width }, (_, i) =>
    Array.from(values.subarray(i * width, (i + 1) * width)),
  );
}

/** The Arrow schema as its own programs keep it: an IPC message, in base64. */
function schemaText(columns: ColumnSet): string {
  const writer = new RecordBatchStreamWriter();
  writer.reset(undefined, arrowSchema(columns));
  writer.close();
  return Buffer.from(writer.toUint8Array(true)).toString("base64");
}
