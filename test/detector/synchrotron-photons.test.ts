import { describe, expect, it } from "vitest";
import { prepareSynchrotronPhotons } from "../../src/detector/synchrotron-photons.ts";
import { synchrotronSurvival } from "../../src/physics/synchrotron-radiation.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { binnedDeviation, deviation, moments } from "../random/standard-errors.ts";

const photons = prepareSynchrotronPhotons();
const random = new RandomStream(runKeyFromSeed("synchrotron-photons.test"));
const all = Math.log(1e-9);

describe("share above an energy", () => {
  it("is the survival function of the spectrum", () => {
    for (const x of [1e-9, 1e-6, 1e-3, 0.02, 0.0784, 0.4, 1, 2.7]) {
      expect(photons.above(Math.log(x)) / synchrotronSurvival(x)).toBeCloseTo(1, 3);
    }
    // Quantiles of notes 3.1, three digits each.
    expect(photons.above(Math.log(0.0784))).toBeCloseTo(0.5, 3);
    expect(photons.above(Math.log(2.699))).toBeCloseTo(0.01, 3);
  });

  it("is 99.88 % at the end of the table and below, nothing beyond the other", () => {
    expect(photons.above(all)).toBeCloseTo(0.9988, 4);
    expect(photons.above(-100)).toBe(photons.above(all));
    expect(photons.above(Math.log(100))).toBe(0);
  });
});

describe("energies drawn", () => {
  it("have the spectrum", () => {
    const edges = [1e-5, 1e-4, 1e-3, 1e-2, 0.03, 0.1, 0.2, 0.5, 1, 1.5, 2.5, 4].map(Math.log);
    const whole = photons.above(all);
    const below = (logX: number) => 1 - synchrotronSurvival(Math.exp(logX)) / whole;
    expect(
      binnedDeviation({ count: 200_000, draw: () => photons.draw(all, random), edges, below }),
    ).toBeLessThan(4);
  });

  it("have the mean 8 / (15 √3) and the mean square 11/27 of critical energies (notes 3.1)", () => {
    const count = 400_000;
    const { mean, variance } = moments(count, () => Math.exp(photons.draw(all, random)));
    // Of the 99.88 % in the table.
    const expected = 8 / (15 * Math.sqrt(3)) / 0.9988;
    expect(deviation(mean, expected, Math.sqrt(variance / count))).toBeLessThan(4);
    expect(Math.abs((variance + mean * mean) / (11 / 27) - 1)).toBeLessThan(0.015);
  });

  it("above a least energy are the same, less those below", () => {
    const least = Math.log(0.02);
    const edges = [0.03, 0.05, 0.1, 0.3, 1, 2].map(Math.log);
    const whole = synchrotronSurvival(0.02);
    const below = (logX: number) => 1 - synchrotronSurvival(Math.exp(logX)) / whole;
    const draw = () => {
      const logX = photons.draw(least, random);
      if (logX < least) throw new Error("below the least energy");
      return logX;
    };
    expect(binnedDeviation({ count: 100_000, draw, edges, below })).toBeLessThan(4);
  });
});
