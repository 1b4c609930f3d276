import { allocate, type ColumnArray, type ColumnSet, type Rows, sliceRows } from "./columns.ts";

/** A table whose rows are added one by one, those of an event together: at its end they stay, or go. */
export class GrowingTable<C extends ColumnSet> {
  /** The columns as they are now: longer ones take their place when rows are added. */
  columns: Record<keyof C, ColumnArray>;
  readonly #set: C;
  #capacity: number;
  #kept = 0;
  #count = 0;

  constructor(set: C, capacity = 1024) {
    this.#set = set;
    this.#capacity = capacity;
    this.columns = allocate(set, capacity).columns;
  }

  /** Room for one row more; returns its index. Its columns are to be filled. */
  add(): number {
    if (this.#count === this.#capacity) {
      this.#capacity *= 2;
      const grown = allocate(this.#set, this.#capacity).columns;
      for (const name of Object.keys(grown)) grown[name]!.set(this.columns[name]!);
      this.columns = grown;
    }
    return this.#count++;
  }

  /** The rows since the last end stay, or go. */
  endEvent(keep: boolean): void {
    if (keep) this.#kept = this.#count;
    else this.#count = this.#kept;
  }

  /** A copy of the rows that stayed; the table is empty then. */
  finish(): Rows {
    const { size, columns } = sliceRows(
      this.#set,
      { size: this.#count, columns: this.columns },
      0,
      this.#kept,
    );
    this.#kept = 0;
    this.#count = 0;
    return {
      size,
      columns: Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, values.slice()])),
    };
  }
}
