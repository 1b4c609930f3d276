import { describe, expect, test } from "vitest";
import { addTallies, type Cutflow, cutflow, type Tallies, tally } from "../../src/selection/cutflow.ts";
import { clopperPearson, type Efficiency, weightedEfficiency } from "../../src/statistics/efficiency.ts";
import { type Counted, passes, randomEvents, weightOf } from "./random-events.ts";

describe("tally", () => {
  test("counts events, weights and their squares by pattern", () => {
    const tallies: Tallies = new Map();
    add(tallies, [
      { pattern: 3, weight: 2 },
      { pattern: 0, weight: 1 },
      { pattern: 3, weight: 0.5 },
    ]);
    expect([...tallies].sort()).toEqual([
      [0, { events: 1, sumWeights: 1, sumSquares: 1 }],
      [3, { events: 2, sumWeights: 2.5, sumSquares: 4.25 }],
    ]);
  });
});

describe("addTallies", () => {
  /** The tallies of some events. */
  const tallied = (events: readonly Counted[]): Tallies => {
    const tallies: Tallies = new Map();
    add(tallies, events);
    return tallies;
  };

  test("of parts of the events are those of all of them: counts exactly, sums of weights to rounding", () => {
    const events = randomEvents(3000, 5, "parts");
    const edges = [0, 1, 1, 1000, 3000];
    const parts = edges.slice(1).map((edge, k) => tallied(events.slice(edges[k], edge)));
    const [sum, whole] = [addTallies(parts), tallied(events)];
    expect([...sum.keys()].sort()).toEqual([...whole.keys()].sort());
    for (const [pattern, { events: count, sumWeights, sumSquares }] of whole) {
      const found = sum.get(pattern)!;
      expect(found.events).toBe(count);
      expect(Math.abs(found.sumWeights / sumWeights - 1)).toBeLessThan(1e-12);
      expect(Math.abs(found.sumSquares / sumSquares - 1)).toBeLessThan(1e-12);
    }
  });

  test("by hand, with a pattern that one part alone has", () => {
    const [a, b] = [
      tallied([
        { pattern: 1, weight: 2 },
        { pattern: 3, weight: 1 },
      ]),
      tallied([{ pattern: 1, weight: 0.5 }]),
    ];
    expect([...addTallies([a, b])].sort()).toEqual([
      [1, { events: 2, sumWeights: 2.5, sumSquares: 4.25 }],
      [3, { events: 1, sumWeights: 1, sumSquares: 1 }],
    ]);
    expect(a.get(1), "leaves the parts as they are").toEqual({ events: 1, sumWeights: 2, sumSquares: 4 });
    expect(b.get(1)).toEqual({ events: 1, sumWeights: 0.5, sumSquares: 0.25 });
  });

  test("of none are none, and of one are its own", () => {
    expect(addTallies([])).toEqual(new Map());
    const one = tallied(randomEvents(100, 3, "one"));
    expect(addTallies([one, new Map()])).toEqual(one);
  });
});

describe("cutflow agrees with a recount event by event", () => {
  test.each([
    [1, 300],
    [2, 300],
    [5, 2000],
    [12, 2000],
    [31, 1000],
    [32, 1000],
  ])("of %i cuts and %i events", (cuts, count) => {
    const events = randomEvents(count, cuts, `recount ${cuts}`);
    // Some that pass nearly everything, else 32 random cuts leave nothing to see.
    const all = 2 ** cuts - 1;
    for (let k = 0; k < cuts; k++) events.push({ pattern: all - 2 ** k, weight: 1 + k });
    events.push({ pattern: all, weight: 3 }, { pattern: all, weight: 4 });
    const flow = flowOf(names(cuts), events);
    expect(flow.events).toBe(events.length);
    expect(flow.sumWeights).toBeCloseTo(
      weightOf(events, () => true),
      8,
    );
    expect(flow.rows.map(({ cut }) => cut)).toEqual(names(cuts));
    for (const [k, row] of flow.rows.entries()) {
      const upTo = (last: number) => (event: Counted) => firstFailure(event, cuts) > last;
      const others = (event: Counted) => names(cuts).every((_, j) => j === k || passes(event, j));
      const passed = events.filter(upTo(k));
      expect(row.events, row.cut).toBe(passed.length);
      expect(row.eventsWithout, row.cut).toBe(events.filter(others).length);
      expect(row.sumWeights, row.cut).toBeCloseTo(
        weightOf(passed, () => true),
        8,
      );
      expectSame(row.relative, share(events.filter(upTo(k - 1)), upTo(k)));
      expectSame(row.cumulative, share(events, upTo(k)));
      expectSame(
        row.alone,
        share(events, (event) => passes(event, k)),
      );
      expectSame(
        row.afterAllOthers,
        share(events.filter(others), (event) => passes(event, k)),
      );
    }
  });
});

describe("cutflow", () => {
  test("of four events and two cuts, by hand", () => {
    const flow = flowOf(
      ["a", "b"],
      [
        { pattern: 0b11, weight: 1 },
        { pattern: 0b01, weight: 2 },
        { pattern: 0b10, weight: 3 },
        { pattern: 0b00, weight: 4 },
      ],
    );
    expect(flow).toMatchObject({ events: 4, sumWeights: 10 });
    expect(flow.rows).toMatchObject([
      {
        cut: "a",
        events: 2,
        sumWeights: 3,
        eventsWithout: 2,
        relative: { value: 0.3 },
        cumulative: { value: 0.3 },
        alone: { value: 0.3 },
        afterAllOthers: { value: 0.25 },
      },
      {
        cut: "b",
        events: 1,
        sumWeights: 1,
        eventsWithout: 2,
        relative: { value: 1 / 3 },
        cumulative: { value: 0.1 },
        alone: { value: 0.4 },
        afterAllOthers: { value: 1 / 3 },
      },
    ]);
  });

  test("of unit weights has the intervals of Clopper and Pearson", () => {
    const events = [
      ...Array.from({ length: 93 }, () => ({ pattern: 1, weight: 1 })),
      ...Array.from({ length: 7 }, () => ({ pattern: 0, weight: 1 })),
    ];
    const [row] = flowOf(["only"], events).rows;
    for (const efficiency of [row!.relative, row!.cumulative, row!.alone, row!.afterAllOthers]) {
      expectSame(efficiency, clopperPearson(93, 100));
    }
  });

  test("another scale of the weights changes no share", () => {
    const events = randomEvents(300, 4, "scale");
    const tiny = events.map(({ pattern, weight }) => ({ pattern, weight: weight * 1e-12 }));
    const [a, b] = [flowOf(names(4), events), flowOf(names(4), tiny)];
    for (const [k, row] of a.rows.entries()) {
      expectSame(b.rows[k]!.cumulative, row.cumulative);
      expectSame(b.rows[k]!.afterAllOthers, row.afterAllOthers);
    }
  });

  test("the order of the cuts changes the flow, but not who passes all, alone or after all others", () => {
    const events = randomEvents(3000, 4, "order");
    const order = [2, 0, 3, 1];
    const turned = events.map((event) => ({
      pattern: order.reduce((bits, from, to) => bits + (passes(event, from) ? 2 ** to : 0), 0),
      weight: event.weight,
    }));
    const straight = flowOf(names(4), events);
    const other = flowOf(
      order.map((k) => names(4)[k]!),
      turned,
    );
    expect(other.rows.map(({ events }) => events)).not.toEqual(straight.rows.map(({ events }) => events));
    expect(other.rows[3]!.events).toBe(straight.rows[3]!.events);
    expectSame(other.rows[3]!.cumulative, straight.rows[3]!.cumulative);
    for (const row of other.rows) {
      const same = straight.rows.find(({ cut }) => cut === row.cut)!;
      expect(row.eventsWithout).toBe(same.eventsWithout);
      expectSame(row.alone, same.alone);
      expectSame(row.afterAllOthers, same.afterAllOthers);
    }
  });

  test("counts are the same when events come in other batches or in another order; weights too, to rounding", () => {
    const events = randomEvents(1000, 6, "batches");
    const whole = flowOf(names(6), events);
    const split: Tallies = new Map();
    for (const [from, to] of [
      [0, 1],
      [1, 1],
      [1, 640],
      [640, 1000],
    ] as const)
      add(split, events.slice(from, to));
    expect(cutflow(names(6), split)).toEqual(whole);
    const reversed = flowOf(names(6), events.toReversed());
    for (const [k, row] of whole.rows.entries()) {
      expect(reversed.rows[k]!.events).toBe(row.events);
      expect(reversed.rows[k]!.eventsWithout).toBe(row.eventsWithout);
      expect(reversed.rows[k]!.sumWeights / row.sumWeights).toBeCloseTo(1, 12);
      expectSame(reversed.rows[k]!.relative, row.relative);
    }
  });

  test("the order in which patterns come first changes nothing at all", () => {
    const patterns = Array.from({ length: 64 }, (_, pattern) => ({ pattern, weight: 1 / (3 + 7 * pattern) }));
    expect(flowOf(names(6), patterns.toReversed())).toEqual(flowOf(names(6), patterns));
  });

  test("of no events has no efficiency, and knows nothing", () => {
    const nothing = { value: Number.NaN, low: 0, high: 1 };
    const flow = flowOf(["a", "b"], []);
    expect(flow).toMatchObject({ events: 0, sumWeights: 0 });
    for (const row of flow.rows) {
      expect(row).toMatchObject({ events: 0, sumWeights: 0, eventsWithout: 0 });
      expect([row.relative, row.cumulative, row.alone, row.afterAllOthers]).toEqual(Array(4).fill(nothing));
    }
  });

  test("behind a cut that nothing passes, shares of what is left are unknown, and shares of all are 0", () => {
    const flow = flowOf(
      ["a", "b"],
      [
        { pattern: 0b10, weight: 1 },
        { pattern: 0b10, weight: 1 },
      ],
    );
    expect(flow.rows[0]!.relative).toMatchObject({ value: 0, low: 0 });
    expect(flow.rows[1]!.relative.value).toBeNaN();
    expect(flow.rows[1]!.cumulative).toMatchObject({ value: 0, low: 0 });
    expect(flow.rows[1]!.alone).toMatchObject({ value: 1, high: 1 });
  });

  test("events of weight 0 are counted, and change no share", () => {
    const events = randomEvents(200, 3, "zero");
    const more = [...events, { pattern: 7, weight: 0 }, { pattern: 0, weight: 0 }];
    const [without, with0] = [flowOf(names(3), events), flowOf(names(3), more)];
    expect(with0.events).toBe(without.events + 2);
    expect(with0.rows[2]!.events).toBe(without.rows[2]!.events + 1);
    for (const [k, row] of without.rows.entries())
      expectSame(with0.rows[k]!.afterAllOthers, row.afterAllOthers);
  });

  test("of no cuts has no rows, and the sums", () => {
    expect(flowOf([], randomEvents(10, 0, "none"))).toMatchObject({ events: 10, rows: [] });
  });
});

function names(cuts: number): string[] {
  return Array.from({ length: cuts }, (_, k) => `cut ${k}`);
}

function add(tallies: Tallies, events: readonly Counted[]): void {
  tally(
    tallies,
    Uint32Array.from(events, ({ pattern }) => pattern),
    events.map(({ weight }) => weight),
  );
}

function flowOf(names: readonly string[], events: readonly Counted[]): Cutflow {
  const tallies: Tallies = new Map();
  add(tallies, events);
  return cutflow(names, tallies);
}

/** Place of the first cut that an event fails; the number of cuts if it passes all. */
function firstFailure(event: Counted, cuts: number): number {
  for (let k = 0; k < cuts; k++) if (!passes(event, k)) return k;
  return cuts;
}

function share(of: readonly Counted[], so: (event: Counted) => boolean): Efficiency {
  const sums = { sumPassed: 0, sumSquaresPassed: 0, sumFailed: 0, sumSquaresFailed: 0 };
  for (const event of of) {
    sums[so(event) ? "sumPassed" : "sumFailed"] += event.weight;
    sums[so(event) ? "sumSquaresPassed" : "sumSquaresFailed"] += event.weight * event.weight;
  }
  return weightedEfficiency(sums);
}

function expectSame(ours: Efficiency, theirs: Efficiency): void {
  if (Number.isNaN(theirs.value)) expect(ours).toEqual(theirs);
  for (const key of ["value", "low", "high"] as const) {
    if (!Number.isNaN(theirs[key])) expect(ours[key], key).toBeCloseTo(theirs[key], 9);
  }
}
