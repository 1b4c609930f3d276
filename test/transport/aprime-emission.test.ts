import { describe, expect, it } from "vitest";
import { avogadro, electronMass } from "../../src/constants.ts";
import { incompleteGamma } from "../../src/math/incomplete-gamma.ts";
import { integrate } from "../../src/math/integrate.ts";
import { aprimeCrossSectionAbove, aprimeSpectrumIntegral } from "../../src/physics/aprime-cross-section.ts";
import { aprimeYield, primaryTrackDensity } from "../../src/physics/aprime-yield.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import {
  type Emission,
  type EmissionModel,
  prepareAprimeEmission,
} from "../../src/transport/aprime-emission.ts";
import { GeV, MeV } from "../../src/units.ts";
import { chiSquareDeviation, countDeviation, deviation, moments } from "../random/standard-errors.ts";
import { shippedCard } from "../shipped-card.ts";

const { target } = shippedCard();
const random = new RandomStream(runKeyFromSeed("aprime-emission.test"));
const nucleus = { charge: target.charge, massNumber: target.massNumber };
const nuclei = (avogadro * target.nucleiMass) / target.massNumber;
const beamEnergy = 100 * GeV;

function model(mass: number, minimumEnergy: number, targetDepth = target.depth): EmissionModel {
  return {
    mass,
    minimumEnergy,
    nucleus,
    nucleiPerRadiationLength: nuclei,
    targetDepth,
    maximumBeamEnergy: 112 * GeV,
  };
}

/** Eq. (8) by its own integral, from src/physics. */
function expectedYield(
  mass: number,
  minimumEnergy: number,
  energy = beamEnergy,
  depth = target.depth,
): number {
  return aprimeYield({
    mass,
    beamEnergy: energy,
    minimumEnergy,
    nucleus,
    nucleiPerRadiationLength: nuclei,
    depth,
  });
}

function emissions(mass: number, minimumEnergy: number, count: number, depth = target.depth): Emission[] {
  const { draw } = prepareAprimeEmission(model(mass, minimumEnergy, depth));
  return Array.from({ length: count }, (_, event) => {
    const emission = { depth: 0, electronEnergy: 0, share: 0, trials: 0 };
    draw(beamEnergy, emission, random.seek(event, 0));
    return emission;
  });
}

const mass = 20 * MeV;
const many = emissions(mass, 10 * GeV, 100_000);

describe("the probability", () => {
  // Linear interpolation at 200 energies is good to 5e-4.
  it.each([
    [1.1, 10],
    [20, 10],
    [20, 50],
    [100, 10],
    [1000, 1],
    [1000, 50],
  ])("is Eq. (8) within 0.1 %: %s MeV, A' above %s GeV", (massMeV, minimum) => {
    const { probability } = prepareAprimeEmission(model(massMeV * MeV, minimum * GeV));
    for (const energy of [100, 73] as const) {
      const expected = expectedYield(massMeV * MeV, minimum * GeV, energy * GeV);
      expect(Math.abs(probability(energy * GeV) / expected - 1)).toBeLessThan(1e-3);
    }
  });

  it("is Eq. (8) in a target of 2 radiation lengths too, and nuclei times Eq. (9) in a thin one", () => {
    const shallow = prepareAprimeEmission(model(mass, 10 * GeV, 2)).probability(beamEnergy);
    expect(Math.abs(shallow / expectedYield(mass, 10 * GeV, beamEnergy, 2) - 1)).toBeLessThan(1e-3);
    const thin = prepareAprimeEmission(model(mass, 10 * GeV, 1e-3)).probability(beamEnergy);
    const once = 1e-3 * nuclei * aprimeCrossSectionAbove(10 * GeV, mass, beamEnergy, nucleus);
    expect(Math.abs(thin / once - 1)).toBeLessThan(2e-3);
  });

  it("is 0 for an electron that has not the energy", () => {
    const { probability } = prepareAprimeEmission(model(mass, 60 * GeV));
    expect(probability(60 * GeV)).toBe(0);
    expect(probability(50 * GeV)).toBe(0);
    expect(probability(61 * GeV)).toBeGreaterThan(0);
  });

  it("falls with the mass and with the minimum, rises with the energy", () => {
    const of = (massMeV: number, minimum: number) =>
      prepareAprimeEmission(model(massMeV * MeV, minimum * GeV)).probability;
    const [light, heavy, hard] = [of(20, 10), of(200, 10), of(20, 50)];
    expect(heavy(100 * GeV)).toBeLessThan(light(100 * GeV));
    expect(hard(100 * GeV)).toBeLessThan(light(100 * GeV));
    expect(light(90 * GeV)).toBeLessThan(light(100 * GeV));
  });
});

describe("the share x of the A'", () => {
  it.each([
    [1.1, 10],
    [20, 10],
    [500, 10],
    [1000, 50],
  ])("has the IWW density at the energy of its electron: %s MeV, A' above %s GeV", (massMeV, minimum) => {
    const bins = new Float64Array(10);
    const count = 8000;
    for (const { electronEnergy, share } of emissions(massMeV * MeV, minimum * GeV, count)) {
      const lowest = (minimum * GeV) / electronEnergy;
      const all = aprimeSpectrumIntegral(lowest, 1, massMeV * MeV, electronEnergy);
      const below = aprimeSpectrumIntegral(lowest, share, massMeV * MeV, electronEnergy);
      bins[Math.floor((10 * below) / all)]! += 1; // uniform, if x has that density
    }
    expect(bins.reduce((sum, n) => sum + n, 0)).toBe(count);
    expect(Math.abs(chiSquareDeviation(bins, Array(10).fill(1 / 10)))).toBeLessThan(4);
  });

  it("is above the minimum and leaves the electron its mass", () => {
    for (const { electronEnergy, share } of many) {
      if (!(share * electronEnergy >= 10 * GeV) || !(share <= 1 - electronMass / electronEnergy))
        throw new Error(`x = ${share} at ${electronEnergy} GeV`);
    }
  });
});

describe("the electron", () => {
  it("has the density of its track times the cross section", () => {
    // Edges in z = ln(E0/E), finer near 0, where the track density diverges; the first bin has what is left of Eq. (8).
    const edges = [
      0.002,
      0.01,
      0.03,
      0.06,
      0.1,
      0.16,
      0.23,
      0.32,
      0.43,
      0.56,
      0.7,
      0.9,
      1.2,
      1.6,
      Math.log(10),
    ];
    const inBin = (from: number, to: number) =>
      integrate(
        (z) => {
          const energy = beamEnergy * Math.exp(-z);
          return (
            primaryTrackDensity(z, target.depth) * aprimeCrossSectionAbove(10 * GeV, mass, energy, nucleus)
          );
        },
        from,
        to,
        1e-4,
      ) *
      (nuclei / expectedYield(mass, 10 * GeV));
    const probabilities = edges.slice(1).map((edge, k) => inBin(edges[k]!, edge));
    probabilities.unshift(1 - probabilities.reduce((sum, p) => sum + p, 0));
    const counts = new Float64Array(edges.length);
    for (const { electronEnergy } of many) {
      counts[edges.findIndex((edge) => Math.log(beamEnergy / electronEnergy) < edge)]! += 1;
    }
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(many.length);
    expect(Math.abs(chiSquareDeviation(counts, probabilities))).toBeLessThan(4);
  });

  it("emits at the depths of its track: Tsai and Whitis, ln(E0/E) Gamma distributed with shape 4t/3", () => {
    const [lossSteps, deepest] = [200, 20];
    const crossSections = Array.from({ length: lossSteps }, (_, k) => {
      const z = ((k + 0.5) * Math.log(10)) / lossSteps;
      return aprimeCrossSectionAbove(10 * GeV, mass, beamEnergy * Math.exp(-z), nucleus);
    });
    const atDepth = (t: number) => {
      const below = Array.from({ length: lossSteps + 1 }, (_, k) =>
        incompleteGamma((4 / 3) * t, (k * Math.log(10)) / lossSteps),
      );
      return crossSections.reduce((sum, value, k) => sum + value * (below[k + 1]! - below[k]!), 0);
    };
    const edges = [0, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 1, 1.3, 1.6, 2, 2.5, 3, 4, deepest];
    const weights = edges.slice(1).map((edge, k) => integrate(atDepth, edges[k]!, edge, 1e-5));
    const total = weights.reduce((sum, w) => sum + w, 0);
    const counts = new Float64Array(weights.length);
    for (const { depth } of many) counts[edges.findIndex((edge) => depth < edge) - 1]! += 1;
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(many.length);
    const probabilities = weights.map((w) => w / total);
    expect(Math.abs(chiSquareDeviation(counts, probabilities))).toBeLessThan(4);
    expect((nuclei * total) / expectedYield(mass, 10 * GeV)).toBeCloseTo(1, 3);
  });

  // exp(ln E) rounds up for many E, and many electrons have radiated next to nothing: 0.4 % of the photons had -1e-14 GeV.
  it("never has more energy than it came with", () => {
    const { draw } = prepareAprimeEmission(model(mass, 50 * GeV));
    for (const energy of [100, 99.3, 87.7, 101.3]) {
      const emission = { depth: 0, electronEnergy: 0, share: 0, trials: 0 };
      let most = 0;
      for (let event = 0; event < 2000; event++) {
        draw(energy, emission, random.seek(event, 0));
        most = Math.max(most, emission.electronEnergy);
      }
      expect(most).toBeLessThanOrEqual(energy);
      expect(most).toBeGreaterThan(0.9999999 * energy);
    }
  });
});

describe("the minimum", () => {
  it("changes no yield above it: A' above 50 GeV, from 10 GeV on or from 50 GeV on", () => {
    const share = expectedYield(mass, 50 * GeV) / expectedYield(mass, 10 * GeV);
    const above = many.filter((emission) => emission.share * emission.electronEnergy > 50 * GeV).length;
    expect(share).toBeCloseTo(0.385, 2);
    expect(countDeviation(above, many.length, share)).toBeLessThan(4);
  });

  it("changes no distribution above it either: mean energy of A' above 50 GeV", () => {
    const energies = (list: Emission[]) =>
      list.map(({ share, electronEnergy }) => share * electronEnergy).filter((energy) => energy > 50 * GeV);
    const [from10, from50] = [energies(many), energies(emissions(mass, 50 * GeV, 30_000))];
    const sample = (list: number[]) => {
      let k = 0;
      return moments(list.length, () => list[k++]!);
    };
    const [a, b] = [sample(from10), sample(from50)];
    const error = Math.sqrt(a.variance / from10.length + b.variance / from50.length);
    expect(deviation(a.mean, b.mean, error)).toBeLessThan(4);
  });
});

describe("the trials", () => {
  it("count the draws: their mean is the largest probability over that of Eq. (8)", () => {
    // A target of 1 radiation length, all of which is drawn from.
    const shallow = emissions(mass, 10 * GeV, 5000, 1);
    const largest = nuclei * aprimeCrossSectionAbove(10 * GeV, mass, beamEnergy, nucleus);
    const kept = expectedYield(mass, 10 * GeV, beamEnergy, 1) / largest;
    let k = 0;
    const { mean } = moments(shallow.length, () => shallow[k++]!.trials);
    expect(deviation(mean, 1 / kept, Math.sqrt((1 - kept) / (kept * kept) / shallow.length))).toBeLessThan(4);
    expect(Math.min(...shallow.map(({ trials }) => trials))).toBe(1);
  });
});
