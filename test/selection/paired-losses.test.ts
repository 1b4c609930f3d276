import { describe, expect, test } from "vitest";
import { type EventBatch, eventColumns } from "../../src/detector/events.ts";
import { allocate } from "../../src/event/columns.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import type { Passes } from "../../src/selection/cut.ts";
import { preparePairedLosses } from "../../src/selection/paired-losses.ts";
import { deviation, moments } from "../random/standard-errors.ts";

/** An event: its weight, and which steps it passes with others and without. */
interface Pair {
  readonly weight: number;
  readonly withOthers: readonly boolean[];
  readonly without: readonly boolean[];
}

/** Step k reads the k-th energy of the HCAL's modules. */
const steps: Passes[] = [0, 1, 2].map((k) => (events, i) => events.hcalModuleEnergy[4 * i + k]! === 1);

function batchOf(pairs: readonly Pair[], which: "withOthers" | "without"): EventBatch {
  const batch = allocate(eventColumns, pairs.length);
  pairs.forEach((pair, i) => {
    batch.columns.event[i] = i;
    batch.columns.weight[i] = pair.weight;
    for (const [k, passed] of pair[which].entries())
      batch.columns.hcalModuleEnergy[4 * i + k] = passed ? 1 : 0;
  });
  return batch;
}

function lossesOf(pairs: readonly Pair[]) {
  const losses = preparePairedLosses(steps);
  losses.take(batchOf(pairs, "withOthers"), batchOf(pairs, "without"));
  return losses;
}

const random = new RandomStream(runKeyFromSeed("paired-losses"));

/** Events that pass each step with probability 0.9, 0.8, 0.7, and that others spoil, or now and then mend, at each step. */
function draw(count: number, spoil: number, mend = 0.02): Pair[] {
  return Array.from({ length: count }, () => {
    const without = [0.9, 0.8, 0.7].map((pass) => random.uniform() < pass);
    const withOthers = without.map((passed) => (passed ? random.uniform() > spoil : random.uniform() < mend));
    return { weight: 0.2 + random.uniform(), withOthers, without };
  });
}

describe("the losses of the same events with others and without", () => {
  random.seek(1, 0);
  const pairs = draw(3000, 0.1);
  const losses = lossesOf(pairs);

  test("tell the weights that pass all without others", () => {
    const passing = pairs.filter(({ without }) => without.every(Boolean));
    const { sum, squares } = losses.passedWithout();
    expect(sum).toBeCloseTo(
      passing.reduce((total, { weight }) => total + weight, 0),
      9,
    );
    expect(squares).toBeCloseTo(
      passing.reduce((total, { weight }) => total + weight * weight, 0),
      9,
    );
  });

  test("are those of a recount", () => {
    for (const [key, which] of [
      ["withOthers", "withOthers"],
      ["withoutOthers", "without"],
    ] as const) {
      const weight = (first: number): number =>
        pairs.reduce((sum, pair) => sum + (pair[which].slice(0, first).every(Boolean) ? pair.weight : 0), 0);
      for (let k = 0; k < 3; k++) {
        const loss = losses.loss(k, k + 1)[key];
        expect(loss.value).toBeCloseTo(weight(k + 1) / weight(k), 12);
        expect(loss.low).toBeLessThan(loss.value);
        expect(loss.high).toBeGreaterThan(loss.value);
      }
    }
  });

  test("multiply to the whole, and their logarithms add up to its", () => {
    const each = [0, 1, 2].map((k) => losses.loss(k, k + 1));
    const whole = losses.loss(0, 3);
    for (const key of ["withOthers", "withoutOthers"] as const)
      expect(each.reduce((product, loss) => product * loss[key].value, 1)).toBeCloseTo(whole[key].value, 12);
    expect(each.reduce((sum, { logLoss }) => sum + logLoss, 0)).toBeCloseTo(whole.logLoss, 12);
  });

  test("do not depend on how the events are split into batches", () => {
    const split = preparePairedLosses(steps);
    for (const part of [pairs.slice(0, 7), pairs.slice(7)])
      split.take(batchOf(part, "withOthers"), batchOf(part, "without"));
    expect(split.loss(0, 2).logLoss).toBeCloseTo(losses.loss(0, 2).logLoss, 12);
    expect(split.loss(0, 2).error).toBeCloseTo(losses.loss(0, 2).error, 12);
  });

  test("are nothing, without an error, if others change nothing", () => {
    const same = pairs.map((pair) => ({ ...pair, withOthers: pair.without }));
    expect(lossesOf(same).loss(0, 3)).toMatchObject({ logLoss: 0, error: 0 });
  });

  test("are not known where nothing is left", () => {
    const none = pairs.map((pair) => ({ ...pair, withOthers: [true, false, true] }));
    expect(lossesOf(none).loss(1, 2)).toMatchObject({ logLoss: Number.NaN, error: Number.NaN });
    expect(lossesOf(none).loss(0, 1).error).toBeGreaterThan(0);
  });

  test("of two events that are not the same are a bug of ours", () => {
    const [one, other] = [batchOf(pairs, "withOthers"), batchOf(pairs.toReversed(), "without")];
    expect(() => preparePairedLosses(steps).take(one, other)).toThrow("event 0 is not the same");
  });
});

describe("what is lost, and what is moved in", () => {
  random.seek(4, 0);
  const pairs = draw(4000, 0.15, 0.1);
  const losses = lossesOf(pairs);
  const weight = (take: (pair: Pair) => boolean): number =>
    pairs.reduce((sum, pair) => sum + (take(pair) ? pair.weight : 0), 0);
  const all = (passed: readonly boolean[]): boolean => passed.every(Boolean);

  test("are those of a recount", () => {
    const clean = (pair: Pair) => all(pair.without);
    for (let k = 0; k < 3; k++) {
      const before = weight((pair) => clean(pair) && all(pair.withOthers.slice(0, k)));
      const after = weight((pair) => clean(pair) && all(pair.withOthers.slice(0, k + 1)));
      expect(losses.kept(k).value).toBeCloseTo(after / before, 12);
      expect(losses.kept(k).low).toBeLessThan(after / before);
      const movedIn = weight((pair) => all(pair.withOthers) && pair.without.indexOf(false) === k);
      expect(losses.gained(k).mean).toBeCloseTo(
        movedIn / weight((pair) => clean(pair) && all(pair.withOthers)),
        12,
      );
    }
  });

  test("multiply to the ratio of what passes with others and without", () => {
    const kept = [0, 1, 2].reduce((product, k) => product * losses.kept(k).value, 1);
    const gained = losses.gained();
    expect(gained.mean).toBeCloseTo(
      [0, 1, 2].reduce((sum, k) => sum + losses.gained(k).mean, 0),
      12,
    );
    expect(-Math.log(kept * (1 + gained.mean))).toBeCloseTo(losses.loss(0, 3).logLoss, 12);
  });

  test("what is moved in has the error that repeats have", () => {
    random.seek(5, 0);
    const repeats = 300;
    let errors = 0;
    const { variance } = moments(repeats, () => {
      const { mean, error } = lossesOf(draw(400, 0.15, 0.1)).gained();
      errors += error / repeats;
      return mean;
    });
    const spread = Math.sqrt(variance);
    expect(deviation(errors, spread, spread / Math.sqrt(2 * repeats))).toBeLessThan(4);
  });
});

describe("the error", () => {
  test.each([
    [0, 1],
    [1, 2],
    [1, 3],
    [0, 3],
  ])(
    "of steps %s to %s is the spread of repeats, and less than of two samples that have nothing to do with each other",
    (from, to) => {
      random.seek(2, from * 10 + to);
      const [repeats, size] = [400, 500];
      let errors = 0;
      let unpaired = 0;
      const { variance } = moments(repeats, () => {
        const { logLoss, error, withOthers, withoutOthers } = lossesOf(draw(size, 0.1)).loss(from, to);
        errors += error / repeats;
        unpaired +=
          Math.hypot(
            (withOthers.high - withOthers.low) / withOthers.value,
            (withoutOthers.high - withoutOthers.low) / withoutOthers.value,
          ) /
          2 /
          repeats;
        return logLoss;
      });
      const spread = Math.sqrt(variance);
      expect(deviation(errors, spread, spread / Math.sqrt(2 * repeats))).toBeLessThan(4);
      expect(errors).toBeLessThan(0.85 * unpaired);
    },
  );
});

describe("exponential in the rate", () => {
  // tau = 0.05 / MHz of each of three steps: others come at random, and one within the window spoils the step.
  test.each([0.5, 1, 3])("tau is what it is at any rate: %s MHz", (rate) => {
    random.seek(3, 10 * rate);
    const losses = lossesOf(draw(40_000, 1 - Math.exp(-rate * 0.05), 0));
    for (const [from, to] of [
      [0, 1],
      [2, 3],
      [0, 3],
    ] as const) {
      const { logLoss, error } = losses.loss(from, to);
      expect(deviation(logLoss / rate, (to - from) * 0.05, error / rate)).toBeLessThan(4);
      expect(error / logLoss).toBeLessThan(0.1);
    }
  });
});
