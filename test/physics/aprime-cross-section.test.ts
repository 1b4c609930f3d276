import { describe, expect, it } from "vitest";
import { electronMass } from "../../src/constants.ts";
import {
  aprimeCrossSection,
  aprimeCrossSectionAbove,
  aprimeSpectrum,
  aprimeSpectrumIntegral,
  improvedAprimeCrossSection,
} from "../../src/physics/aprime-cross-section.ts";
import { photonFlux } from "../../src/physics/photon-flux.ts";
import { GeV, MeV, pb } from "../../src/units.ts";

const lead = { charge: 82, massNumber: 207.2 };
const beam = 100 * GeV;

/**
 * Notes 5.1: mass in MeV, Φ/Z², total of Eq. (9) and improved total in pb for lead and 100 GeV. An own computation of the same formulas
 * in C, checked there against an exact one. Its Φ/Z² is cut off, not rounded, to four digits.
 */
const table: [number, number, number, number][] = [
  [1.1, 7.014, 1.2059e13, 1.5216e13],
  [2, 8.208, 7.5975e12, 8.2259e12],
  [5, 10.03, 2.4832e12, 2.5712e12],
  [10, 11.38, 9.1874e11, 9.4321e11],
  [16.7, 12.33, 4.1844e11, 4.2776e11],
  [20, 12.64, 3.1452e11, 3.2105e11],
  [50, 13.54, 6.7362e10, 6.8059e10],
  [100, 12.22, 1.7508e10, 1.7352e10],
  [200, 9.655, 3.9094e9, 3.7028e9],
  [500, 6.01, 3.4562e8, 3.8322e8],
  [950, 3.489, 4.8851e7, 6.2009e7],
];

describe("reference", () => {
  it.each(table)(
    "A′ of %s MeV: the printed digits of the notes",
    (massMeV, fluxOverZ2, simplified, improved) => {
      const mass = massMeV * MeV;
      const mass2 = mass * mass;
      const flux = photonFlux((mass2 * mass2) / (4 * beam * beam), mass2, lead) / (82 * 82);
      const digits = flux < 10 ? 1000 : 100;
      expect(Math.floor(flux * digits) / digits).toBe(fluxOverZ2);
      expect(Number((aprimeCrossSection(mass, beam, lead) / pb).toPrecision(5))).toBe(simplified);
      expect(Number((improvedAprimeCrossSection(mass, beam, lead) / pb).toPrecision(5))).toBe(improved);
    },
  );

  // Notes 5.2, column IWW.
  it.each([
    [1.1, 0.804],
    [2, 0.867],
    [5, 0.915],
    [10, 0.934],
    [20, 0.946],
    [100, 0.962],
    [200, 0.965],
    [500, 0.966],
  ])(
    "A′ of %s MeV: the share above half the energy, within a unit of the printed digit",
    (massMeV, share) => {
      const mass = massMeV * MeV;
      const above = aprimeSpectrumIntegral(0.5, 1, mass, beam);
      expect(Math.abs(above / aprimeSpectrumIntegral(0, 1, mass, beam) - share)).toBeLessThan(1e-3);
    },
  );
});

describe("paper", () => {
  // Sec. II: "smaller by a factor 1.7" and "exceeds below 5 MeV". The exact cross sections (ETL, elastic) are those of notes 5.1.
  it.each([
    [2, 9.2012e12, 0.8],
    [5, 2.4996e12, 1.0],
    [100, 1.0375e10, 1.7],
  ])("%s MeV, 100 GeV: k of Eq. (12), to one digit", (massMeV, exactPb, k) => {
    expect(aprimeCrossSection(massMeV * MeV, beam, lead) / pb / exactPb).toBeCloseTo(k, 1);
  });
});

describe("aprimeCrossSection", () => {
  it("goes as Z² but for the logarithms of the flux", () => {
    const tungsten = { charge: 74, massNumber: 183.84 };
    const ratio = aprimeCrossSection(20 * MeV, beam, tungsten) / aprimeCrossSection(20 * MeV, beam, lead);
    expect(Math.abs((ratio * 82 * 82) / (74 * 74) - 1)).toBeLessThan(0.03);
  });

  it("vanishes where A′ is heavier than the energy, and falls to it continuously", () => {
    expect(aprimeCrossSection(1, 1, lead)).toBe(0);
    expect(aprimeCrossSection(1, 0.9, lead)).toBe(0);
    expect(aprimeCrossSection(0.2, 0.200001, lead) / aprimeCrossSection(0.2, 0.4, lead)).toBeLessThan(1e-4);
  });

  it("falls with the mass and rises with the energy", () => {
    for (let mass = 1 * MeV; mass < 900 * MeV; mass *= 1.2) {
      const here = aprimeCrossSection(mass, beam, lead);
      expect(aprimeCrossSection(1.2 * mass, beam, lead)).toBeLessThan(here);
      expect(aprimeCrossSection(mass, 1.2 * beam, lead)).toBeGreaterThanOrEqual(here);
    }
  });

  it("changes from one δ to the other at m² = mₑ E without a step", () => {
    const kink = Math.sqrt(electronMass * beam);
    const below = aprimeCrossSection(kink * (1 - 1e-9), beam, lead);
    expect(aprimeCrossSection(kink * (1 + 1e-9), beam, lead) / below).toBeCloseTo(1, 7);
  });
});

describe("aprimeSpectrum", () => {
  it("is the other form of notes 2(c), one fraction over U₀²", () => {
    for (const mass of [1.1 * MeV, 20 * MeV, 500 * MeV]) {
      for (const x of [0.02, 0.3, 0.5, 0.9, 0.999]) {
        const me2 = electronMass * electronMass;
        const u0 = (mass * mass * (1 - x)) / x + me2 * x;
        const numerator = 2 * u0 * (3 - 3 * x + x * x) + me2 * x * (x * x + 2 * x - 2);
        const root = Math.sqrt(1 - (mass * mass) / (x * x * beam * beam));
        const form = (numerator * root) / (6 * u0 * u0);
        expect(aprimeSpectrum(x, mass, beam) / form).toBeCloseTo(1, 11);
      }
    }
  });

  it("is zero outside m/E < x < 1 - mₑ/E and positive inside", () => {
    const mass = 50 * MeV;
    for (const x of [-1, 0, mass / beam, 1 - electronMass / beam, 1, 2]) {
      expect(aprimeSpectrum(x, mass, beam)).toBe(0);
    }
    for (let x = 1.01 * (mass / beam); x < 1 - 2 * (electronMass / beam); x += 1e-3) {
      expect(aprimeSpectrum(x, mass, beam)).toBeGreaterThan(0);
    }
  });

  it("has the integral of its parts, and none outside", () => {
    const part = (from: number, to: number) => aprimeSpectrumIntegral(from, to, 20 * MeV, beam);
    expect((part(-1, 0.3) + part(0.3, 0.99) + part(0.99, 2)) / part(0, 1)).toBeCloseTo(1, 7);
    expect(part(0.7, 0.7)).toBe(0);
    expect(part(0, 1e-4)).toBe(0);
    expect(aprimeSpectrumIntegral(0, 1, 1, 0.5)).toBe(0);
  });
});

describe("aprimeCrossSectionAbove", () => {
  const mass = 20 * MeV;
  const energy = 100 * GeV;

  it("is Eq. (9) without a minimum, and falls to 0 with it", () => {
    const whole = aprimeCrossSectionAbove(0, mass, energy, lead);
    expect(whole / aprimeCrossSection(mass, energy, lead)).toBeCloseTo(1, 12);
    const above = [0, 20, 50, 90, 99.99].map((minimum) =>
      aprimeCrossSectionAbove(minimum * GeV, mass, energy, lead),
    );
    expect(above).toEqual(above.toSorted((a, b) => b - a));
    expect(above[4]!).toBeGreaterThan(0);
    expect(aprimeCrossSectionAbove(100 * GeV, mass, energy, lead)).toBe(0);
    expect(aprimeCrossSectionAbove(0, mass, 10 * MeV, lead)).toBe(0);
  });
});
