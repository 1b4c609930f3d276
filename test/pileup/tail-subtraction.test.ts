import { describe, expect, it } from "vitest";
import { ns } from "../../src/units.ts";
import { deviation } from "../random/standard-errors.ts";
import { oneCell, sampleNoise, spread } from "./toy.ts";

const cell = oneCell("tail-subtraction");
const quiet = oneCell("tail-subtraction", { electronics: { noise: 0 } });

describe("an isolated pulse", () => {
  it.each([10, 30, 100, 1000, 4000])("of %s counts is read without bias, to 0.1 %", (counts) => {
    const { mean } = spread(cell, [[0, counts]], 40_000).counts;
    expect(Math.abs(mean / counts - 1)).toBeLessThan(1e-3);
  });

  // 0.56 times the noise and 24.5 ns times noise / amplitude by the Fisher information of front and top, with known pedestals.
  it.each([100, 1000])(
    "of %s counts is measured to 0.56 times the noise, and timed to 24.5 ns times noise / amplitude",
    (counts) => {
      const read = spread(cell, [[0, counts]], 10_000);
      expect(Math.abs(read.counts.rms / sampleNoise - 0.56)).toBeLessThan(0.02);
      expect(Math.abs((read.time.rms * counts) / sampleNoise - 24.5)).toBeLessThan(1);
      expect(Math.abs(read.time.mean)).toBeLessThan(0.02);
    },
  );

  it("is read at the trigger, wherever it is; farther than 25 ns it has no time", () => {
    expect(Math.abs(spread(quiet, [[1 * ns, 1000]], 200).counts.mean / 1000 - 1)).toBeLessThan(1e-3);
    expect(Math.abs(spread(quiet, [[1 * ns, 1000]], 200).time.mean - 1 * ns)).toBeLessThan(0.05);
    expect(spread(quiet, [[70 * ns, 1000]], 200).timed).toBe(0);
  });
});

describe("an empty channel", () => {
  it("reads zero on average, with an error of 0.56 times the noise, and has no time", () => {
    const { counts, timed } = spread(cell, [], 40_000);
    expect(deviation(counts.mean, 0, counts.error)).toBeLessThan(4);
    expect(Math.abs(counts.rms / sampleNoise - 0.56)).toBeLessThan(0.02);
    expect(timed).toBe(0);
  });
});

describe("earlier pulses", () => {
  it.each([-600, -400, -300, -250, -200])(
    "of 3000 counts at %s ns is taken off a pulse of 400 to 1 %",
    (time) => {
      const { mean, rms } = spread(cell, [
        [0, 400],
        [time * ns, 3000],
      ]).counts;
      expect(Math.abs(mean / 400 - 1)).toBeLessThan(0.01);
      expect(rms).toBeLessThan(2.5);
    },
  );

  it("as many as there are", () => {
    const { mean } = spread(cell, [
      [0, 400],
      [-210 * ns, 1000],
      [-350 * ns, 2000],
      [-500 * ns, 3000],
    ]).counts;
    expect(Math.abs(mean / 400 - 1)).toBeLessThan(0.01);
  });

  it("are left in where they peak later: too much is read, not too little", () => {
    for (const time of [-150, -125, -100, -75, -50]) {
      const { mean } = spread(cell, [
        [0, 400],
        [time * ns, 3000],
      ]).counts;
      expect(mean).toBeGreaterThan(900);
    }
  });
});

it("takes the pedestals from the card: a shift that the card does not know is in the sum", () => {
  const apart = oneCell("tail-subtraction", {
    electronics: { noise: 0, pedestalEven: 40, pedestalOdd: 140 },
  });
  for (let event = 0; event < 50; event++) {
    expect(apart(event, [[0, 300]]).counts).toBeCloseTo(quiet(event, [[0, 300]]).counts, 8);
  }
});
