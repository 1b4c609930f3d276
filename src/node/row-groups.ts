import { allocate, type ColumnSet, type Rows, sliceRows } from "../event/columns.ts";

const mostRows = 32_768;
const mostBytes = 8 * 1024 * 1024;

/** Rows that a file keeps together: a power of two, so that they take at most 8 MB. Depends on the columns alone. */
export function rowsPerGroup(columns: ColumnSet): number {
  const { columns: arrays } = allocate(columns, 1);
  const bytes = Object.values(arrays).reduce((sum, { byteLength }) => sum + byteLength, 0);
  let rows = mostRows;
  while (rows > 1 && rows * bytes > mostBytes) rows /= 2;
  return rows;
}

/**
 * Cuts rows that come in any pieces into groups of one size, so that the bytes of a file do not depend on how the rows came. A
 * group is valid until the next one is asked for.
 */
export class RowGroups {
  readonly #columns: ColumnSet;
  readonly #size: number;
  readonly #group: Rows;
  #filled = 0;

  constructor(columns: ColumnSet, size = rowsPerGroup(columns)) {
    this.#columns = columns;
    this.#size = size;
    this.#group = allocate(columns, size);
  }

  /** Takes rows; gives the groups that they complete. */
  *add(rows: Rows): Generator<Rows> {
    for (let from = 0; from < rows.size; ) {
      const to = Math.min(rows.size, from + this.#size - this.#filled);
      const piece = sliceRows(this.#columns, rows, from, to);
      for (const [name, { width = 1 }] of Object.entries(this.#columns))
        this.#group.columns[name]!.set(piece.columns[name]!, this.#filled * width);
      this.#filled += to - from;
      from = to;
      if (this.#filled === this.#size) yield this.rest();
    }
  }

  /** The rows that do not fill a group. */
  rest(): Rows {
    const rows = sliceRows(this.#columns, this.#group, 0, this.#filled);
    this.#filled = 0;
    return rows;
  }
}
