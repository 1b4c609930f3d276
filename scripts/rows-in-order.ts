import { type ColumnSet, type Rows, sliceRows } from "../src/event/columns.ts";
import type { EventRange } from "../src/simulation/event-range.ts";

/** A table of a file whose rows are in the order of their events. */
export interface OrderedRows {
  readonly columns: ColumnSet;
  /** Events that the rows are about: in order, none in two tables. */
  readonly ranges: readonly EventRange[];
  groups(): AsyncGenerator<Rows>;
}

/** The rows of several tables in the order of their events; a table may have events on both sides of those of another. */
export async function* rowsInOrder(tables: readonly OrderedRows[]): AsyncGenerator<Rows> {
  const pieces = tables.flatMap((table) => {
    const rows = rowsUpTo(table);
    return table.ranges.map(({ first, end }) => ({ rows, first, end }));
  });
  for (const { rows, end } of pieces.sort((a, b) => a.first - b.first)) yield* rows(end);
}

/** Gives the rows of a table that have not been given and whose events come before `end`. */
function rowsUpTo({ columns, groups }: OrderedRows): (end: number) => AsyncGenerator<Rows> {
  const source = groups();
  let group: Rows | undefined;
  let from = 0;
  return async function* (end) {
    for (;;) {
      if (group === undefined || from === group.size) {
        group = (await source.next()).value ?? undefined;
        from = 0;
        if (group === undefined) return;
      }
      const events = group.columns.event!;
      let to = from;
      while (to < group.size && events[to]! < end) to++;
      if (to > from) yield sliceRows(columns, group, from, to);
      from = to;
      if (to < group.size) return;
    }
  };
}
