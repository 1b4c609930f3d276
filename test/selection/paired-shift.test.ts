import { describe, expect, test } from "vitest";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { preparePairedShift } from "../../src/selection/paired-shift.ts";
import { deviation } from "../random/standard-errors.ts";

describe("the change of the same events", () => {
  test("is that of the sums, by hand", () => {
    const paired = preparePairedShift();
    for (const [before, after] of [
      [1, 1],
      [2, 0],
      [0, 1],
      [3, 3],
      [0, 0],
    ] as const)
      paired.take(before, after);
    const { shift, error } = paired.shift();
    expect(shift).toBeCloseTo(5 / 6 - 1, 15);
    const r = 5 / 6;
    const squares = (1 - r) ** 2 + (2 * r) ** 2 + 1 + (3 - 3 * r) ** 2;
    expect(error).toBeCloseTo(Math.sqrt(squares) / 6, 14);
  });

  test("has no error where all fare alike, and none is known where nothing passed", () => {
    const paired = preparePairedShift();
    for (const weight of [0.1, 0.7, 0.3]) paired.take(weight, weight);
    const { shift, error } = paired.shift();
    expect(shift).toBeCloseTo(0, 15);
    expect(error).toBeLessThan(1e-7);
    expect(preparePairedShift().shift().shift).toBeNaN();
    const appears = preparePairedShift();
    appears.take(0, 1);
    expect(appears.shift()).toEqual({ shift: Number.NaN, error: Number.NaN });
  });

  test("spreads as its error says, for events with weights of which some are moved", () => {
    const random = new RandomStream(runKeyFromSeed("paired-shift"));
    random.seek(1, 0);
    const found = Array.from({ length: 400 }, () => {
      const paired = preparePairedShift();
      for (let i = 0; i < 500; i++) {
        const weight = 0.2 + random.uniform();
        const before = random.uniform() < 0.6;
        const after = before ? random.uniform() < 0.95 : random.uniform() < 0.05;
        paired.take(before ? weight : 0, after ? weight : 0);
      }
      return paired.shift();
    });
    const { mean, standardDeviation } = spread(found.map(({ shift }) => shift));
    const told = found.reduce((sum, { error }) => sum + error, 0) / found.length;
    // 0.6 * 0.95 + 0.4 * 0.05 = 0.59.
    expect(deviation(mean, 0.59 / 0.6 - 1, told / Math.sqrt(found.length))).toBeLessThan(4);
    expect(standardDeviation / told).toBeCloseTo(1, 1);
  });
});

function spread(values: readonly number[]) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, standardDeviation: Math.sqrt(squares / (values.length - 1)) };
}
