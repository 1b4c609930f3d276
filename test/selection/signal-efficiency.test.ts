import { describe, expect, test } from "vitest";
import { addTallies } from "../../src/selection/cutflow.ts";
import {
  type Factor,
  prepareSignalEfficiency,
  signalEfficiency,
} from "../../src/selection/signal-efficiency.ts";
import { clopperPearson } from "../../src/statistics/efficiency.ts";
import { batchOf, bitCuts, type Counted, passes, randomEvents, weightOf } from "./random-events.ts";

const cuts = bitCuts(6);
const factors: readonly Factor[] = [
  { name: "first", cuts: [cuts[4]!, cuts[0]!] },
  { name: "second", cuts: [cuts[2]!] },
  { name: "none", cuts: [] },
  { name: "third", cuts: [cuts[1]!, cuts[3]!, cuts[5]!] },
];
const bitsOf = [[4, 0], [2], [], [1, 3, 5]];

/** Half of the events, by their weight, have more missing energy than the box wants. */
const inBox = ({ weight }: Counted): boolean => weight > 2.5;

function batchWithEnergy(events: readonly Counted[]) {
  const batch = batchOf(events);
  events.forEach((event, i) => {
    batch.columns.invisibleEnergy[i] = inBox(event) ? 60 : 40;
  });
  return batch;
}

const events = randomEvents(5000, 6, "signal efficiency");

describe("prepareSignalEfficiency", () => {
  test("each factor is the share of those that passed the box and the factors before it", () => {
    const efficiency = prepareSignalEfficiency(factors, {}, 50);
    efficiency.take(batchWithEnergy(events));
    const { acceptance, factors: found, total } = efficiency.result();
    expect(found.map(({ name }) => name)).toEqual(["first", "second", "none", "third"]);
    let left = events.filter(inBox);
    expect(left.length, "the box cuts some").toBeLessThan(events.length);
    const all = weightOf(events, () => true);
    const accepted = weightOf(left, () => true);
    expect(acceptance.value).toBeCloseTo(accepted / all, 12);
    for (const [k, bits] of bitsOf.entries()) {
      const before = weightOf(left, () => true);
      left = left.filter((event) => bits.every((bit) => passes(event, bit)));
      expect(found[k]!.efficiency.value).toBeCloseTo(weightOf(left, () => true) / before, 12);
    }
    expect(left.length).toBeGreaterThan(0);
    expect(total.value).toBeCloseTo(weightOf(left, () => true) / accepted, 12);
    expect(found[2]!.efficiency.value, "no cut, no loss").toBe(1);
  });

  test("the factors multiply to the total, whatever their order", () => {
    for (const some of [factors, factors.toReversed(), factors.slice(0, 1)]) {
      const efficiency = prepareSignalEfficiency(some, {}, 50);
      efficiency.take(batchWithEnergy(events));
      const { factors: found, total } = efficiency.result();
      const product = found.reduce((value, factor) => value * factor.efficiency.value, 1);
      expect(product / total.value).toBeCloseTo(1, 13);
    }
  });

  test("the total does not depend on the order of the factors, the factors do", () => {
    const results = [factors, factors.toReversed()].map((some) => {
      const efficiency = prepareSignalEfficiency(some, {}, 50);
      efficiency.take(batchWithEnergy(events));
      return efficiency.result();
    });
    expect(results[0]!.total.value).toBeCloseTo(results[1]!.total.value, 12);
    const first = (k: number) =>
      results[k]!.factors.find(({ name }) => name === "first")!.efficiency.value.toFixed(3);
    expect(first(0)).not.toBe(first(1));
  });

  test("batches, however split, give the same", () => {
    const whole = prepareSignalEfficiency(factors, {}, 50);
    whole.take(batchWithEnergy(events));
    const parts = prepareSignalEfficiency(factors, {}, 50);
    for (const [from, to] of [
      [0, 77],
      [77, 77],
      [77, 5000],
    ] as const)
      parts.take(batchWithEnergy(events.slice(from, to)));
    expect(parts.result()).toEqual(whole.result());
  });

  test("of unit weights has binomial intervals, the total its own", () => {
    const efficiency = prepareSignalEfficiency([{ name: "one", cuts: [cuts[0]!] }], {}, 50);
    const unit = Array.from({ length: 100 }, (_, k) => ({ pattern: k < 40 ? 1 : 0, weight: 1 }));
    const batch = batchOf(unit);
    batch.columns.invisibleEnergy.fill(60, 0, 50);
    efficiency.take(batch);
    const { acceptance, factors: found, total } = efficiency.result();
    for (const [ours, passed, of] of [
      [acceptance, 50, 100],
      [found[0]!.efficiency, 40, 50],
      [total, 40, 50],
    ] as const) {
      const { value, low, high } = clopperPearson(passed, of);
      expect(ours.value).toBe(value);
      expect(ours.low).toBeCloseTo(low, 9);
      expect(ours.high).toBeCloseTo(high, 9);
    }
  });

  test("an event at the edge of the box, or without a value, is not in it", () => {
    const efficiency = prepareSignalEfficiency(factors, {}, 50);
    const batch = batchOf(randomEvents(4, 6, "edge"));
    batch.columns.invisibleEnergy.set([50, Number.NaN, 0, 50.001]);
    batch.columns.weight.fill(1);
    efficiency.take(batch);
    expect(efficiency.result().acceptance.value).toBe(0.25);
  });

  test("of no events, or of none in the box, nothing is known", () => {
    const nothing = { value: Number.NaN, low: 0, high: 1 };
    const efficiency = prepareSignalEfficiency(factors, {}, 50);
    expect(efficiency.result()).toMatchObject({ acceptance: nothing, total: nothing });
    efficiency.take(batchOf(randomEvents(4, 6, "outside")));
    const { acceptance, factors: found, total } = efficiency.result();
    expect(acceptance).toMatchObject({ value: 0, low: 0 });
    expect(found.map(({ efficiency }) => efficiency)).toEqual(Array(4).fill(nothing));
    expect(total).toEqual(nothing);
  });
});

describe("signalEfficiency", () => {
  const names = factors.map(({ name }) => name);

  test("by hand: bit 0 is the box, bit k the cuts of factor k", () => {
    const unit = (events: number) => ({ events, sumWeights: events, sumSquares: events });
    const found = signalEfficiency(
      ["a", "b"],
      new Map([
        [0b111, unit(30)],
        [0b011, unit(20)],
        [0b101, unit(10)],
        [0b001, unit(40)],
        [0b110, unit(100)], // passes all, but is not in the box
      ]),
    );
    expect(found.acceptance.value).toBeCloseTo(0.5, 14);
    expect(found.factors.map(({ name }) => name)).toEqual(["a", "b"]);
    expect(found.factors.map(({ efficiency }) => efficiency.value)).toEqual([0.5, 0.6]);
    const { value, low, high } = clopperPearson(30, 100);
    expect(found.total.value).toBe(value);
    expect(found.total.low).toBeCloseTo(low, 9);
    expect(found.total.high).toBeCloseTo(high, 9);
  });

  test("from the tallies of parts is that of all events", () => {
    const whole = prepareSignalEfficiency(factors, {}, 50);
    whole.take(batchWithEnergy(events));
    const parts = [events.slice(0, 1234), events.slice(1234)].map((some) => {
      const part = prepareSignalEfficiency(factors, {}, 50);
      part.take(batchWithEnergy(some));
      return part.tallies;
    });
    expect(signalEfficiency(names, whole.tallies)).toEqual(whole.result());
    const sum = signalEfficiency(names, addTallies(parts));
    expect(sum.total.value / whole.result().total.value).toBeCloseTo(1, 12);
    for (const [k, { efficiency }] of whole.result().factors.entries()) {
      expect(sum.factors[k]!.efficiency.value).toBeCloseTo(efficiency.value, 12);
      expect(sum.factors[k]!.efficiency.low).toBeCloseTo(efficiency.low, 9);
    }
  });
});
