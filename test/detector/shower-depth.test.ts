import { describe, expect, it, test } from "vitest";
import { prepareShowerDepth, rootOfShare } from "../../src/detector/shower-depth.ts";
import { depositedFraction, showerParameters } from "../../src/physics/shower-profile.ts";
import { gaussian } from "../../src/random/gaussian.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { GeV, MeV } from "../../src/units.ts";
import { deviation, moments } from "../random/standard-errors.ts";

/** The target: data/runs/2016.yaml. */
const medium = { criticalEnergy: 8.57 * MeV, chargeNumber: 75.5, samplingFrequency: 3.69, eOverMip: 0.652 };
const depth = 4.33;
const random = new RandomStream(runKeyFromSeed("shower-depth.test"));
const ideal = prepareShowerDepth(medium, depth, { samplingTerm: 0, preshowerError: 0 });

function drawShare(energy: number): number {
  const shape = { alpha: 2, beta: 1 };
  showerParameters(energy, medium, gaussian(random), gaussian(random), shape);
  return depositedFraction(shape.alpha, shape.beta, depth);
}

describe.each([1, 5, 10, 30, 100])("showers of %s GeV", (energy) => {
  it("have the mean and the variance of the root of the share that the quadrature says", () => {
    const { mean, variance } = rootOfShare(energy, medium, depth);
    const count = 40_000;
    const drawn = moments(count, () => Math.sqrt(drawShare(energy)));
    expect(deviation(drawn.mean, mean, Math.sqrt(variance / count))).toBeLessThan(4);
    expect(deviation(drawn.variance / variance, 1, Math.sqrt(2.5 / count))).toBeLessThan(4);
  });

  it("have a depth of mean 0 and spread 1, within 1 % for the interpolation", () => {
    const count = 20_000;
    const { mean, variance } = moments(count, () => ideal(energy * drawShare(energy), energy));
    expect(Math.abs(mean)).toBeLessThan(0.01 + 4 / Math.sqrt(count));
    expect(Math.abs(Math.sqrt(variance) - 1)).toBeLessThan(0.01 + 4 / Math.sqrt(1.6 * count));
  });
});

// Notes: 1 / 50 / 99 % of showers of 100 GeV leave 1.45 / 6.1 / 15.0 GeV in the preshower.
test("reference: the tails at 100 GeV, which are those of a normal within 5 %", () => {
  expect(Math.abs(ideal(1.45, 100) - 2.326)).toBeLessThan(0.15);
  expect(Math.abs(ideal(6.1, 100))).toBeLessThan(0.05);
  expect(Math.abs(ideal(15, 100) + 2.326)).toBeLessThan(0.1);
});

test("is positive for a shower deeper than usual, rises as the preshower has less, and is finite for nothing in it", () => {
  const depths = [50, 20, 6, 1, 0].map((preshower) => ideal(preshower * GeV, 100 * GeV));
  expect(depths).toEqual(depths.toSorted((a, b) => a - b));
  expect(depths[0]!).toBeLessThan(-5);
  expect(Number.isFinite(depths[4]!)).toBe(true);
  expect(Number.isFinite(ideal(0.05, 0.05))).toBe(true);
});

test("expects sampling fluctuations: with a term of 10 % the spread of what they move stays 1", () => {
  const real = prepareShowerDepth(medium, depth, { samplingTerm: 0.1, preshowerError: 0 });
  for (const energy of [5, 50]) {
    const { variance } = moments(20_000, () => {
      const share = drawShare(energy);
      const preshower = share * energy + 0.1 * Math.sqrt(share * energy) * gaussian(random);
      const main = (1 - share) * energy + 0.1 * Math.sqrt((1 - share) * energy) * gaussian(random);
      return real(Math.max(0, preshower), Math.max(0, preshower) + main);
    });
    expect(Math.abs(Math.sqrt(variance) - 1)).toBeLessThan(0.03);
  }
});
