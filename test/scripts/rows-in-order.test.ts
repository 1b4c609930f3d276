import { describe, expect, test } from "vitest";
import { type OrderedRows, rowsInOrder } from "../../scripts/rows-in-order.ts";
import type { ColumnSet, Rows } from "../../src/event/columns.ts";
import { purpose } from "../../src/random/purpose.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import type { EventRange } from "../../src/simulation/event-range.ts";

const columns = {
  event: { unit: "1", store: "float64", about: "number" },
  pair: { unit: "1", store: "int16", width: 2, about: "two values" },
} as const satisfies ColumnSet;

/** Rows that each tell their event and a number of their own. */
function rows(list: readonly [event: number, own: number][]): Rows {
  return {
    size: list.length,
    columns: {
      event: Float64Array.from(list, ([event]) => event),
      pair: Int16Array.from(list.flat()),
    },
  };
}

interface Given {
  readonly ranges: readonly [number, number][];
  readonly groups: readonly (readonly [number, number][])[];
}

/** A table, which counts how many of its groups were asked for. */
function table({ ranges, groups }: Given, asked = { groups: 0, ended: false }): OrderedRows {
  return {
    columns,
    ranges: ranges.map(([first, end]): EventRange => ({ first, end })),
    groups: async function* () {
      for (const group of groups) {
        asked.groups++;
        yield rows(group);
      }
      asked.ended = true;
    },
  };
}

async function merged(tables: readonly OrderedRows[]): Promise<[number, number][]> {
  const found: [number, number][] = [];
  for await (const { size, columns: arrays } of rowsInOrder(tables)) {
    expect(size).toBeGreaterThan(0);
    expect(arrays.event).toHaveLength(size);
    for (let i = 0; i < size; i++) {
      expect(arrays.pair![2 * i]).toBe(arrays.event![i]);
      found.push([arrays.event![i]!, arrays.pair![2 * i + 1]!]);
    }
  }
  return found;
}

describe("rowsInOrder", () => {
  test("of none, and of tables without rows, gives none", async () => {
    expect(await merged([])).toEqual([]);
    expect(await merged([table({ ranges: [[0, 9]], groups: [] })])).toEqual([]);
    expect(await merged([table({ ranges: [[0, 9]], groups: [[], []] })])).toEqual([]);
  });

  test("puts tables in the order of their events", async () => {
    const late = table({ ranges: [[4, 6]], groups: [[[4, 0]], [[5, 0]]] });
    const early = table({
      ranges: [[0, 2]],
      groups: [
        [
          [0, 0],
          [1, 0],
        ],
      ],
    });
    expect(await merged([late, early])).toEqual([
      [0, 0],
      [1, 0],
      [4, 0],
      [5, 0],
    ]);
  });

  test("interleaves a table with another that lies in its gaps, within a group and between groups", async () => {
    const outer = table({
      ranges: [
        [0, 2],
        [4, 6],
        [8, 9],
      ],
      groups: [
        [
          [0, 0],
          [1, 0],
          [4, 0],
        ],
        [
          [5, 0],
          [8, 0],
        ],
      ],
    });
    const inner = table({
      ranges: [
        [2, 4],
        [6, 8],
      ],
      groups: [
        [[2, 1]],
        [
          [3, 1],
          [6, 1],
          [7, 1],
        ],
      ],
    });
    const wanted = [0, 1, 2, 3, 4, 5, 6, 7, 8];
    for (const tables of [
      [outer, inner],
      [inner, outer],
    ])
      expect((await merged(tables)).map(([event]) => event)).toEqual(wanted);
  });

  test("keeps several rows of an event together and in order; an event without rows is nothing special", async () => {
    const a = table({
      ranges: [
        [0, 2],
        [5, 9],
      ],
      groups: [
        [
          [1, 0],
          [1, 1],
        ],
        [
          [1, 2],
          [7, 0],
        ],
        [[7, 1]],
      ],
    });
    const b = table({
      ranges: [[2, 5]],
      groups: [
        [
          [3, 0],
          [3, 1],
        ],
      ],
    });
    expect(await merged([b, a])).toEqual([
      [1, 0],
      [1, 1],
      [1, 2],
      [3, 0],
      [3, 1],
      [7, 0],
      [7, 1],
    ]);
  });

  test("of many tables with random events is all of them in order", async () => {
    const random = new RandomStream(runKeyFromSeed("rows-in-order.test")).seek(0, purpose("test"));
    const whole = (n: number) => Math.floor(n * random.uniform());
    for (let time = 0; time < 20; time++) {
      const ranges: [number, number][][] = [[], [], []];
      const lists: [number, number][][] = [[], [], []];
      const all: [number, number][] = [];
      for (let first = 0; first < 200; ) {
        const [k, end] = [whole(3), first + 1 + whole(20)];
        ranges[k]!.push([first, end]);
        for (let event = first; event < end; event++)
          for (let own = whole(4); own > 0; own--) {
            lists[k]!.push([event, -own]);
            all.push([event, -own]);
          }
        first = end;
      }
      const tables = lists.map((list, k) => {
        const groups: [number, number][][] = [];
        for (let from = 0; from < list.length; ) groups.push(list.slice(from, (from += 1 + whole(30))));
        return table({ ranges: ranges[k]!, groups });
      });
      expect(await merged(tables)).toEqual(all);
    }
  });

  test("reads each table to its end, so that its number of rows is checked, and no further than it must before", async () => {
    const [first, second] = [1, 2].map(() => ({ groups: 0, ended: false }));
    const tables = [
      table({ ranges: [[0, 2]], groups: [[[0, 0]], [[1, 0]]] }, first),
      table({ ranges: [[2, 4]], groups: [[[2, 0]], [[3, 0]]] }, second),
    ];
    for await (const { columns: arrays } of rowsInOrder(tables))
      if (arrays.event![0]! < 2) expect(second!.groups).toBe(0);
    expect([first, second]).toEqual([
      { groups: 2, ended: true },
      { groups: 2, ended: true },
    ]);
  });

  test("hands on what a table throws", async () => {
    const broken: OrderedRows = {
      columns,
      ranges: [{ first: 0, end: 5 }],
      groups: async function* () {
        yield rows([[0, 0]]);
        throw new Error("broken");
      },
    };
    await expect(merged([broken])).rejects.toThrow("broken");
  });
});
