import { describe, expect, it } from "vitest";
import { atIntensity, beamRate, prepareIntensity } from "../../src/beam/intensity.ts";
import { findRoot } from "../../src/math/find-root.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import type { Beam } from "../../src/tables/run-card.ts";
import { us } from "../../src/units.ts";
import { binnedDeviation, deviation, edges, moments } from "../random/standard-errors.ts";
import { shippedCard } from "../shipped-card.ts";

const random = new RandomStream(runKeyFromSeed("intensity.test"));
const { beam } = shippedCard();
const count = 100_000;

function intensities(low: number, high: number, mean: number) {
  const draw = prepareIntensity({ ...beam, intensityLow: low, intensityHigh: high, intensityMean: mean });
  random.seek(0, 0);
  let [least, most] = [Number.POSITIVE_INFINITY, 0];
  const sample = moments(count, () => {
    const intensity = draw(random);
    least = Math.min(least, intensity);
    most = Math.max(most, intensity);
    return intensity;
  });
  return { ...sample, least, most, draw };
}

describe("the intensity", () => {
  // Bands of Sec. IV, means of Table I.
  it.each([
    ["I", 1.4e6, 2.0e6, 1.8e6],
    ["II", 3.0e6, 3.5e6, 3.2e6],
    ["III", 4.5e6, 5.0e6, 4.6e6],
  ])("paper: run %s lies between %s and %s electrons per spill, with the mean %s", (run, low, high, mean) => {
    const card: Beam = shippedCard([], run).beam;
    expect([card.intensityLow, card.intensityHigh, card.intensityMean]).toEqual([low, high, mean]);
    const sample = intensities(low, high, mean);
    expect(sample.least).toBeGreaterThanOrEqual(low);
    expect(sample.most).toBeLessThanOrEqual(high);
    expect(deviation(sample.mean, mean, Math.sqrt(sample.variance / count))).toBeLessThan(4);
    // Both ends of the band occur.
    expect(sample.least).toBeLessThan(low + 0.01 * (high - low));
    expect(sample.most).toBeGreaterThan(high - 0.1 * (high - low));
  });

  it.each([0.2, 0.4, 0.5, 0.75, 0.95])(
    "has the density e^(slope I) of largest entropy: mean at %s of the band",
    (mean) => {
      // Mean of e^(k u): below 1/2 for k < 0.
      const slope =
        mean === 0.5
          ? 0
          : findRoot(
              (k) => 1 / (1 - Math.exp(-k)) - 1 / k - mean,
              mean < 0.5 ? -99 : 1e-3,
              mean < 0.5 ? -1e-3 : 99,
            );
      const below = (u: number) => (slope === 0 ? u : Math.expm1(slope * u) / Math.expm1(slope));
      const { draw } = intensities(2, 3, 2 + mean);
      random.seek(1, 0);
      const chiSquare = binnedDeviation({
        count,
        draw: () => draw(random) - 2,
        edges: edges(0, 1, 27).slice(1, -1),
        below,
      });
      expect(Math.abs(chiSquare)).toBeLessThan(4);
    },
  );

  it("is fixed in a band without width, and none without beam", () => {
    expect(intensities(3e6, 3e6, 3e6)).toMatchObject({ least: 3e6, most: 3e6 });
    expect(intensities(0, 0, 0)).toMatchObject({ least: 0, most: 0 });
  });

  // It threw "no change of sign" before the first event.
  it("stays at the edge of the band, within 0.2 % of its width, if the mean is there", () => {
    expect(intensities(4e6, 5e6, 4e6).mean / 4e6 - 1).toBeLessThan(1e-3);
    expect(1 - intensities(4e6, 5e6, 5e6).mean / 5e6).toBeLessThan(1e-3);
    expect(intensities(4e6, 5e6, 4e6).least).toBeGreaterThanOrEqual(4e6);
    expect(intensities(4e6, 5e6, 5e6).most).toBeLessThanOrEqual(5e6);
  });
});

describe("beamRate", () => {
  it("reference: 0.375, 0.667, 0.958 electrons per microsecond in runs I, II, III (notes 1)", () => {
    const rates = [1.8e6, 3.2e6, 4.6e6].map((intensity) => beamRate(intensity, beam) * us);
    expect(rates.map((rate) => Number(rate.toFixed(3)))).toEqual([0.375, 0.667, 0.958]);
  });

  it("is that while the beam is on", () => {
    expect(beamRate(1e6, { ...beam, dutyFactor: 0.5 }) / beamRate(1e6, beam)).toBeCloseTo(2, 12);
  });
});

it("atIntensity leaves no band, and all else of the beam as it is", () => {
  expect(atIntensity(beam, 2e6)).toEqual({
    ...beam,
    intensityLow: 2e6,
    intensityMean: 2e6,
    intensityHigh: 2e6,
  });
});
