import { describe, expect, it } from "vitest";
import {
  absorptionProbability,
  counters,
  prepareSynchrotronLight,
} from "../../src/detector/synchrotron-light.ts";
import { integrate } from "../../src/math/integrate.ts";
import { landauDensity, landauMostProbable } from "../../src/physics/landau.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { keV, MeV } from "../../src/units.ts";
import { countDeviation, deviation, moments } from "../random/standard-errors.ts";
import { shippedCard } from "../shipped-card.ts";

function cardOf(...sets: string[]) {
  return shippedCard(sets.map((set) => `detector.synchrotron.${set}`)).detector.synchrotron as Parameters<
    typeof prepareSynchrotronLight
  >[0];
}
const random = new RandomStream(runKeyFromSeed("synchrotron-light.test"));
/** What is absorbed is read exactly. */
const exact = ["lightScale=1", "stochastic=0 MeV", "photoelectrons=1e7", "neighbourLeak=0"];

describe("absorption", () => {
  // 20.43 g/cm² of lead and 21.2 g/cm² of polystyrene; XCOM at 1 and 10 MeV: 0.06803 and 0.06843, 0.04969 and 0.0206 cm²/g.
  it("is 1 - exp(-mass × attenuation) of both materials: 0.94, 0.77 at 1, 10 MeV", () => {
    expect(absorptionProbability(cardOf(), 1 * MeV)).toBeCloseTo(
      1 - Math.exp(-20.43 * 0.06803 - 21.2 * 0.06843),
      4,
    );
    expect(absorptionProbability(cardOf(), 10 * MeV)).toBeCloseTo(
      1 - Math.exp(-20.43 * 0.04969 - 21.2 * 0.0206),
      4,
    );
  });

  it("grows with layers, lead and scintillator, from nothing without", () => {
    const at3 = (...sets: string[]) => absorptionProbability(cardOf(...sets), 3 * MeV);
    const grown = [at3("layers=0"), at3("layers=50"), at3("layers=100"), at3(), at3("layers=1e6")];
    for (const [k, value] of grown.slice(1).entries()) expect(value).toBeGreaterThan(grown[k]!);
    expect([grown[0], grown[4]]).toEqual([0, 1]);
    expect(at3("leadThickness=0.1 mm")).toBeGreaterThan(at3());
    expect(at3("scintillatorThickness=2 mm")).toBeGreaterThan(at3());
  });

  it.each([50 * keV, 1 * MeV, 20 * MeV])("happens that often: photon of %s GeV", (energy) => {
    const card = cardOf(...exact, "layers=40");
    const light = prepareSynchrotronLight(card);
    const count = 20_000;
    let absorbed = 0;
    for (let k = 0; k < count; k++) {
      light.photon(1, Math.log(energy), random);
      const seen = light.collect(1, random);
      if (seen === 0) continue;
      absorbed++;
      expect(Math.abs(seen / energy - 1)).toBeLessThan(0.01);
    }
    expect(countDeviation(absorbed, count, absorptionProbability(card, energy))).toBeLessThan(4);
  });
});

describe("light", () => {
  it("of an energy k is lightScale × k with 20 % / √(k / 5 MeV), whether of one photon or of several", () => {
    const light = prepareSynchrotronLight(cardOf("photoelectrons=1e7", "lightScale=0.8", "neighbourLeak=0"));
    for (const [photons, energyMeV] of [
      [1, 5],
      [8, 0.5],
      [1, 0.3],
    ] as const) {
      const count = 30_000;
      const total = photons * energyMeV;
      const { mean, variance } = moments(count, () => {
        for (let k = 0; k < photons; k++) light.absorb(0, energyMeV * MeV, random);
        return light.collect(0, random) / MeV;
      });
      const sigma = 0.8 * 0.2 * Math.sqrt(5 * total);
      expect(deviation(mean, 0.8 * total, sigma / Math.sqrt(count))).toBeLessThan(4);
      expect(Math.abs(variance / (sigma * sigma) - 1)).toBeLessThan(0.08);
    }
  });

  it("is counted in photoelectrons, 10 per MeV of light", () => {
    const light = prepareSynchrotronLight(cardOf("stochastic=0 MeV", "neighbourLeak=0", "lightScale=2"));
    const count = 20_000;
    const { mean, variance } = moments(count, () => {
      light.absorb(2, 0.4 * MeV, random);
      return (light.collect(2, random) / MeV) * 10;
    });
    expect(deviation(mean, 8, Math.sqrt(8 / count))).toBeLessThan(4);
    expect(deviation(variance, 8, 8 * Math.sqrt(2.2 / count))).toBeLessThan(4);
  });

  it("is none where nothing was absorbed, and is collected once", () => {
    const light = prepareSynchrotronLight(cardOf());
    expect(light.collect(0, random)).toBe(0);
    light.absorb(0, 5 * MeV, random);
    light.collect(0, random);
    expect(light.collect(0, random)).toBe(0);
  });
});

describe("the leak into the counter beside", () => {
  it("leaves a share of 0 to 1, and nothing more than there was", () => {
    const light = prepareSynchrotronLight(cardOf(...exact, "neighbourLeak=0.3"));
    const count = 20_000;
    let [leaked, sum] = [0, 0];
    for (let k = 0; k < count; k++) {
      light.absorb(1, 1 * MeV, random);
      const each = Array.from({ length: counters }, (_, c) => light.collect(c, random) / MeV);
      expect(Math.abs(each[0]! + each[1]! + each[2]! - 1)).toBeLessThan(0.01);
      expect(each[0]! > 0 && each[2]! > 0).toBe(false);
      if (each[1]! > 0.999) continue;
      leaked++;
      sum += each[0]! + each[2]!;
    }
    expect(countDeviation(leaked, count, 0.3)).toBeLessThan(4);
    expect(deviation(sum / leaked, 0.5, Math.sqrt(1 / 12 / leaked))).toBeLessThan(4);
  });

  it("is as likely for a photon that is absorbed, however few are", () => {
    const card = cardOf(...exact, "neighbourLeak=0.3", "layers=30");
    const light = prepareSynchrotronLight(card);
    const probability = absorptionProbability(card, 5 * MeV);
    expect(probability).toBeLessThan(0.25);
    const count = 40_000;
    let leaked = 0;
    for (let k = 0; k < count; k++) {
      light.photon(1, Math.log(5 * MeV), random);
      const seen = light.collect(1, random);
      if (light.collect(0, random) + light.collect(2, random) > 0 && seen < 5 * MeV) leaked++;
    }
    expect(countDeviation(leaked, count, 0.3 * probability)).toBeLessThan(4);
  });

  it("of an outer counter is lost in half of the cases", () => {
    const light = prepareSynchrotronLight(cardOf(...exact, "neighbourLeak=1"));
    const count = 4000;
    let lost = 0;
    for (let k = 0; k < count; k++) {
      light.absorb(0, 1 * MeV, random);
      light.collect(0, random);
      if (light.collect(1, random) === 0) lost++;
    }
    expect(countDeviation(lost, count, 0.5)).toBeLessThan(4);
  });
});

describe("a minimum-ionising particle", () => {
  it("leaves its most probable energy, most often", () => {
    const light = prepareSynchrotronLight(cardOf(...exact));
    const count = 40_000;
    let near = 0;
    for (let k = 0; k < count; k++) {
      light.ionise(0, random);
      if (Math.abs(light.collect(0, random) - 93 * MeV) < 2.1 * MeV) near++;
    }
    // Half a xi to both sides, of all up to 60 xi.
    const share =
      integrate(landauDensity, landauMostProbable - 0.5, landauMostProbable + 0.5) /
      integrate(landauDensity, -4, 60);
    expect(countDeviation(near, count, share)).toBeLessThan(4);
  });
});
