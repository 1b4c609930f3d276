import {
  type Data,
  type DataType,
  Field,
  FixedSizeList,
  Float32,
  Float64,
  Int8,
  Int16,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Uint8,
  Uint16,
  Uint32,
} from "apache-arrow";
import type { Column, ColumnArray, ColumnSet } from "../event/columns.ts";

const types = {
  float32: () => new Float32(),
  float64: () => new Float64(),
  uint8: () => new Uint8(),
  int8: () => new Int8(),
  uint16: () => new Uint16(),
  int16: () => new Int16(),
  uint32: () => new Uint32(),
} as const;

/** The Arrow schema of columns: unit and meaning of each in the metadata of its field. */
export function arrowSchema(columns: ColumnSet): Schema {
  return new Schema(
    Object.entries(columns).map(([name, column]) => {
      const metadata = new Map([
        ["unit", column.unit],
        ["about", column.about],
      ]);
      return new Field(name, arrowType(column), false, metadata);
    }),
  );
}

/** The columns that an Arrow schema declares, as far as they are ours. */
export function columnsOf(schema: Schema): ColumnSet {
  return Object.fromEntries(
    schema.fields.map((field) => {
      const list = field.type instanceof FixedSizeList ? field.type : undefined;
      const value: DataType = list === undefined ? field.type : list.children[0]!.type;
      const store = (Object.keys(types) as (keyof typeof types)[]).find(
        (name) => types[name]().toString() === value.toString(),
      );
      if (store === undefined)
        throw new Error(`column ${field.name} has type ${String(field.type)}, which is not used here`);
      const unit = (field.metadata.get("unit") ?? "1") as Column["unit"];
      const about = field.metadata.get("about") ?? "";
      return [field.name, { unit, about, store, ...(list && { width: list.listSize }) } satisfies Column];
    }),
  );
}

/** Arrow view of `size` rows, without a copy. */
export function toRecordBatch(
  schema: Schema,
  columns: Readonly<Record<string, ColumnArray>>,
  size: number,
): RecordBatch {
  const children = schema.fields.map((field): Data => {
    const values = columns[field.name]!;
    if (!(field.type instanceof FixedSizeList)) return flat(field.type, values, size);
    const { listSize, children } = field.type;
    const child = flat(children[0]!.type, values, size * listSize);
    return makeData({ type: field.type, length: size, nullCount: 0, child });
  });
  const struct = makeData({ type: new Struct(schema.fields), length: size, nullCount: 0, children });
  return new RecordBatch(schema, struct);
}

/** The typed arrays behind a record batch, without a copy. */
export function columnArrays(batch: RecordBatch): Record<string, ColumnArray> {
  return Object.fromEntries(
    batch.schema.fields.map((field, k) => {
      const data = batch.data.children[k]!;
      if (!(field.type instanceof FixedSizeList)) return [field.name, data.values.subarray(0, data.length)];
      const width = field.type.listSize;
      return [field.name, data.children[0]!.values.subarray(0, data.length * width)];
    }),
  );
}

function arrowType({ store = "float32", width }: Column): DataType {
  const value = types[store]();
  return width === undefined ? value : new FixedSizeList(width, new Field("item", value, false));
}

function flat(type: DataType, values: ColumnArray, length: number): Data {
  return makeData({ type, length, nullCount: 0, data: values } as Parameters<typeof makeData>[0]);
}
