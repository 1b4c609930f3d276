import { describe, expect, test } from "vitest";
import type { EventBatch } from "../../src/detector/events.ts";
import { defineCut } from "../../src/selection/cut.ts";
import { selectionColumns } from "../../src/selection/selection-columns.ts";
import { prepareSelector } from "../../src/selection/selector.ts";
import { energy } from "../../src/tables/quantity.ts";
import { batchOf, bitCuts, type Counted, passes, randomEvents } from "./random-events.ts";

describe("prepareSelector", () => {
  test("adds to each event the first cut that fails and the bits of all, and counts", () => {
    const events = randomEvents(1000, 6, "selector");
    const selector = prepareSelector(bitCuts(6), {});
    const { firstFailingCut, passedCuts } = selector.take(batchOf(events));
    expect(selector.names).toEqual(["bit-0", "bit-1", "bit-2", "bit-3", "bit-4", "bit-5"]);
    for (const [i, event] of events.entries()) {
      const each = selector.names.map((_, k) => passes(event, k));
      expect(firstFailingCut[i]).toBe(each.indexOf(false));
      expect(passedCuts[i]).toBe(each.reduce((bits, so, k) => bits + (so ? 2 ** k : 0), 0));
    }
    const flow = selector.cutflow();
    expect(flow.events).toBe(1000);
    for (const [k, row] of flow.rows.entries()) {
      const failedUpTo = [...firstFailingCut].filter((first) => first !== -1 && first <= k).length;
      expect(row.events).toBe(1000 - failedUpTo);
    }
  });

  test("its columns have the types that they are declared with", () => {
    const taken = prepareSelector(bitCuts(2), {}).take(batchOf(randomEvents(3, 2, "types")));
    expect(Object.keys(taken).sort()).toEqual(Object.keys(selectionColumns).sort());
    expect(taken.firstFailingCut).toBeInstanceOf(Int8Array);
    expect(taken.passedCuts).toBeInstanceOf(Uint32Array);
    expect(selectionColumns.firstFailingCut.store).toBe("int8");
    expect(selectionColumns.passedCuts.store).toBe("uint32");
  });

  test("32 cuts work", () => {
    const all = 0xffff_ffff;
    const events: Counted[] = [
      { pattern: all, weight: 1 },
      { pattern: all - 2 ** 31, weight: 1 },
      { pattern: all - 2 ** 30, weight: 1 },
      { pattern: 0, weight: 1 },
    ];
    const selector = prepareSelector(bitCuts(32), {});
    const { firstFailingCut, passedCuts } = selector.take(batchOf(events));
    expect([...firstFailingCut]).toEqual([-1, 31, 30, 0]);
    expect([...passedCuts]).toEqual(events.map(({ pattern }) => pattern));
    const rows = selector.cutflow().rows.map(({ events }) => events);
    expect(rows).toEqual([...Array(30).fill(3), 2, 1]);
  });

  test("33 cuts are refused", () => {
    expect(() => prepareSelector(bitCuts(33), {})).toThrow("a selection has at most 32 cuts, one bit each");
  });

  test("batches, however split, give the same flow and the same columns", () => {
    const events = randomEvents(700, 5, "split");
    const whole = prepareSelector(bitCuts(5), {});
    const columns = whole.take(batchOf(events));
    const parts = prepareSelector(bitCuts(5), {});
    const pieces = [events.slice(0, 1), [], events.slice(1, 333), events.slice(333)].map((piece) =>
      parts.take(batchOf(piece)),
    );
    expect(parts.cutflow()).toEqual(whole.cutflow());
    expect(pieces.flatMap(({ passedCuts }) => [...passedCuts])).toEqual([...columns.passedCuts]);
    expect(pieces.flatMap(({ firstFailingCut }) => [...firstFailingCut])).toEqual([
      ...columns.firstFailingCut,
    ]);
    const reordered = prepareSelector(bitCuts(5), {});
    for (const piece of [events.slice(333), events.slice(0, 333)]) reordered.take(batchOf(piece));
    expect(reordered.cutflow().rows.map(({ events }) => events)).toEqual(
      whole.cutflow().rows.map(({ events }) => events),
    );
  });

  test("two selectors of the same cuts do not share their counts", () => {
    const cuts = bitCuts(2);
    const [one, other] = [prepareSelector(cuts, {}), prepareSelector(cuts, {})];
    one.take(batchOf(randomEvents(5, 2, "apart")));
    expect(other.cutflow().events).toBe(0);
  });

  test("weights count as weights, events as events", () => {
    const selector = prepareSelector(bitCuts(1), {});
    selector.take(
      batchOf([
        { pattern: 1, weight: 1e-9 },
        { pattern: 0, weight: 3e-9 },
      ]),
    );
    const [row] = selector.cutflow().rows;
    expect(row).toMatchObject({ events: 1, sumWeights: 1e-9 });
    expect(row!.cumulative.value).toBeCloseTo(0.25, 12);
  });

  test("gives each cut its own section of the thresholds, and none to a cut without", () => {
    const given: unknown[] = [];
    const cut = (name: string) =>
      defineCut({
        name,
        about: name,
        thresholds: { below: energy("threshold") },
        prepare: (card) => {
          given.push(card);
          return () => true;
        },
      });
    prepareSelector([cut("a"), cut("b"), cut("c")], { b: { below: 2 }, a: { below: 1 } });
    expect(given).toEqual([{ below: 1 }, { below: 2 }, {}]);
  });

  test("does not change the events", () => {
    const batch: EventBatch = batchOf(randomEvents(50, 3, "unchanged"));
    const before = structuredClone(batch.columns);
    prepareSelector(bitCuts(3), {}).take(batch);
    expect(batch.columns).toEqual(before);
  });
});
