const arrays = {
  float32: Float32Array,
  float64: Float64Array,
  uint8: Uint8Array,
  int8: Int8Array,
  uint16: Uint16Array,
  int16: Int16Array,
  uint32: Uint32Array,
} as const;

/** One column of a batch: how it is stored, in which unit, what it means. Declared once, beside the code that writes it. */
export interface Column {
  readonly unit: "GeV" | "mm" | "ns" | "mrad" | "MHz" | "1";
  readonly about: string;
  /** How a value is kept: `float32` unless the column counts or identifies. */
  readonly store?: keyof typeof arrays;
  /** Values per event; 1 unless the column holds one value per counter or module. */
  readonly width?: number;
  /** True where an event may have no value: then it is NaN, and `about` says when. */
  readonly mayBeAbsent?: boolean;
}

export type ColumnSet = Readonly<Record<string, Column>>;
export type ColumnArray =
  | Float32Array
  | Float64Array
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array;

/** The columns of a set of events, without their number: value k of event i is at [i * width + k]. */
export type Columns<C extends ColumnSet> = { readonly [K in keyof C]: ColumnArray };

/** Struct of arrays: the columns of `size` events in a row. */
export interface Batch<C extends ColumnSet> {
  readonly size: number;
  readonly columns: Columns<C>;
}

/** Some rows of a table whose columns are known only when it runs. */
export interface Rows {
  readonly size: number;
  readonly columns: Readonly<Record<string, ColumnArray>>;
}

/** Room for `size` events, all zero. */
export function allocate<C extends ColumnSet>(set: C, size: number): Batch<C> {
  const columns = Object.fromEntries(
    Object.entries(set).map(([name, column]) => [
      name,
      new arrays[column.store ?? "float32"](size * (column.width ?? 1)),
    ]),
  );
  return { size, columns: columns as Columns<C> };
}

/** Rows `from` up to, but not with, `to`, without a copy. */
export function sliceRows(set: ColumnSet, { columns }: Rows, from: number, to: number): Rows {
  const slices = Object.entries(set).map(([name, { width = 1 }]) => [
    name,
    columns[name]!.subarray(from * width, to * width),
  ]);
  return { size: to - from, columns: Object.fromEntries(slices) };
}
