import { describe, expect, test } from "vitest";
import { evaluate, firstFailing, mostCuts } from "../../src/selection/evaluate.ts";
import { batchOf, hasBit, passes, randomEvents } from "./random-events.ts";

describe("evaluate", () => {
  test.each([0, 1, 5, 31, 32])("of %i cuts sets one bit for each cut that passes", (cuts) => {
    const events = randomEvents(500, cuts, "evaluate");
    const bits = evaluate(
      Array.from({ length: cuts }, (_, k) => hasBit(k)),
      batchOf(events),
    );
    expect([...bits]).toEqual(events.map(({ pattern }) => pattern));
  });

  test("32 cuts that all pass set all bits, as an unsigned number", () => {
    const bits = evaluate(
      Array.from({ length: mostCuts }, () => () => true),
      batchOf(randomEvents(1, 0, "")),
    );
    expect([...bits]).toEqual([0xffff_ffff]);
  });

  test("of no events is empty", () => {
    expect(evaluate([() => true], batchOf([]))).toEqual(new Uint32Array(0));
  });

  test("gives each cut the columns and the index of each event once", () => {
    const batch = batchOf(randomEvents(4, 2, "once"));
    const seen: number[] = [];
    evaluate(
      [
        (columns, i) => {
          expect(columns).toBe(batch.columns);
          seen.push(i);
          return false;
        },
      ],
      batch,
    );
    expect(seen.sort()).toEqual([0, 1, 2, 3]);
  });
});

describe("firstFailing", () => {
  test.each([0, 1, 2, 12, 31, 32])("of %i cuts is the first that a search one by one finds", (cuts) => {
    for (const event of randomEvents(2000, cuts, "first failing")) {
      const found = Array.from({ length: cuts }, (_, k) => passes(event, k)).indexOf(false);
      expect(firstFailing(event.pattern, cuts)).toBe(found);
    }
  });

  test("each cut alone, and all of them", () => {
    for (let cuts = 1; cuts <= mostCuts; cuts++) {
      const all = 2 ** cuts - 1;
      for (let k = 0; k < cuts; k++) expect(firstFailing(all - 2 ** k, cuts)).toBe(k);
      expect(firstFailing(all, cuts)).toBe(-1);
      expect(firstFailing(0, cuts)).toBe(0);
    }
  });

  test("bits above the cuts say nothing", () => {
    expect(firstFailing(0xffff_ffff, 5)).toBe(-1);
    expect(firstFailing(0xffff_ffe0, 5)).toBe(0);
    expect(firstFailing(0b111, 3)).toBe(-1);
  });
});
