import { describe, expect, test } from "vitest";
import { eventColumns } from "../../src/detector/events.ts";
import { allocate, type ColumnSet, type Rows, sliceRows } from "../../src/event/columns.ts";
import { RowGroups, rowsPerGroup } from "../../src/node/row-groups.ts";
import { purpose } from "../../src/random/purpose.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";

const columns = {
  event: { unit: "1", store: "float64", about: "number" },
  triple: { unit: "1", store: "int16", width: 3, about: "three values" },
} as const satisfies ColumnSet;

function rows(size: number): Rows {
  const { columns: arrays } = allocate(columns, size);
  arrays.event.set(Array.from({ length: size }, (_, i) => i));
  arrays.triple.set(Array.from({ length: 3 * size }, (_, k) => k));
  return { size, columns: arrays };
}

const valuesOf = ({ size, columns: { event, triple } }: Rows) => ({
  size,
  event: [...event!],
  triple: [...triple!],
});

describe("rowsPerGroup", () => {
  test.each([
    ["one byte a row", { x: { unit: "1", store: "uint8", about: "" } }, 32768],
    ["256 bytes a row: 8 MB and no byte more", { x: { unit: "GeV", width: 64, about: "" } }, 32768],
    ["260 bytes a row", { x: { unit: "GeV", width: 65, about: "" } }, 16384],
    ["1 MB a row", { x: { unit: "GeV", width: 262144, about: "" } }, 8],
    ["100 MB a row", { x: { unit: "GeV", width: 25e6, about: "" } }, 1],
  ] as const)("%s", (_, set, expected) => {
    expect(rowsPerGroup(set)).toBe(expected);
  });

  test("of events is some ten thousand", () => {
    expect(rowsPerGroup(eventColumns)).toBeGreaterThanOrEqual(16384);
  });
});

describe("RowGroups", () => {
  const all = rows(1000);

  test.each([1, 7, 100, 999, 1000, 1001])("cuts any pieces into groups of %i, and the rest", (size) => {
    const random = new RandomStream(runKeyFromSeed("row-groups.test")).seek(size, purpose("test"));
    const groups = new RowGroups(columns, size);
    const found: ReturnType<typeof valuesOf>[] = [];
    for (let from = 0; from < all.size; ) {
      const to = Math.min(all.size, from + Math.floor(4 * size * random.uniform() * random.uniform()));
      for (const group of groups.add(sliceRows(columns, all, from, to))) found.push(valuesOf(group));
      from = to;
    }
    const rest = valuesOf(groups.rest());
    expect(found.every((group) => group.size === size)).toBe(true);
    expect(rest.size).toBe(all.size % size);
    const together = [...found, rest];
    expect(together.flatMap(({ event }) => event)).toEqual([...all.columns.event!]);
    expect(together.flatMap(({ triple }) => triple)).toEqual([...all.columns.triple!]);
  });

  test("keeps what it was given, also when the giver uses its arrays again", () => {
    const groups = new RowGroups(columns, 10);
    const scratch = rows(3);
    expect([...groups.add(scratch)]).toEqual([]);
    scratch.columns.event!.fill(-1);
    expect(valuesOf(groups.rest()).event).toEqual([0, 1, 2]);
    expect(groups.rest().size).toBe(0);
  });
});
