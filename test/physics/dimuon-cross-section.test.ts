import { describe, expect, it } from "vitest";
import { alpha, electronMass, hbarC, muonMass } from "../../src/constants.ts";
import {
  dimuonCrossSection,
  dimuonShape,
  dimuonSpectrum,
  largestLogScreening,
  leastMuonShare,
  nuclearSize,
  tabulatedDimuonCrossSection,
} from "../../src/physics/dimuon-cross-section.ts";
import { GeV, TeV, ub } from "../../src/units.ts";

const lead = { charge: 82, massNumber: 207.2 };
const hydrogen = { charge: 1, massNumber: 1.008 };
const radius = (alpha * hbarC) / muonMass;
const unitOf = (charge: number) => 4 * alpha * charge * charge * radius * radius;

/** The closed form that Geant4 uses for the total, within 1 % or so of Eq. (22) at all energies: an independent fit. */
function closedForm(energy: number, charge: number, massNumber: number): number {
  const b = 183;
  const size = 1.54 * massNumber ** 0.27;
  const screening = b * charge ** (-1 / 3);
  const complete = (screening * muonMass) / (size * electronMass);
  const medium = 1 / (4 * size * Math.exp(0.5) * muonMass);
  const saturation = complete / medium;
  const critical = -18 + 4347 / screening;
  const correction = 1 + 0.04 * Math.log(1 + critical / energy);
  const effective =
    (1 - (4 * muonMass) / energy) ** (1.479 + 0.00799 * size) *
    (saturation ** -0.88 + energy ** -0.88) ** (-1 / 0.88);
  return (7 / 9) * unitOf(charge) * Math.log(1 + medium * correction * effective);
}

describe("paper", () => {
  it.each([
    [1, 30.2],
    [10, 334],
    [100, 886],
  ])("Sec. V.A: on lead at %d GeV %d ub, within 0.5 %", (energy, printed) => {
    expect(Math.abs(dimuonCrossSection(energy * GeV, lead) / ub / printed - 1)).toBeLessThan(0.005);
  });

  // Notes 0.3, what the text's "atomic number" would give.
  it.each([
    [1, 37.9],
    [10, 382],
    [100, 953],
  ])("with A = 82 it would be another number at %d GeV: %d ub", (energy, other) => {
    const found = dimuonCrossSection(energy * GeV, { charge: 82, massNumber: 82 }) / ub;
    expect(Math.abs(found / other - 1)).toBeLessThan(0.005);
  });
});

describe("the total, Eq. (22)", () => {
  it.each([1, 3, 10, 30, 100, 300, 1000])("is that of Geant4's closed form within 1 %: %d GeV", (energy) => {
    expect(Math.abs(dimuonCrossSection(energy, lead) / closedForm(energy, 82, 207.2) - 1)).toBeLessThan(0.01);
  });

  it("is the integral of Eq. (18) between the shares of Eq. (22)", () => {
    const [low, bins] = [leastMuonShare(20 * GeV), 20_000];
    const width = (1 - 2 * low) / bins;
    let sum = 0;
    for (let k = 0; k < bins; k++) sum += width * dimuonSpectrum(low + (k + 0.5) * width, 20 * GeV, lead);
    expect(dimuonCrossSection(20 * GeV, lead) / sum).toBeCloseTo(1, 6);
  });

  it("begins at 4 m_mu, and grows", () => {
    expect(dimuonCrossSection(4 * muonMass, lead)).toBe(0);
    expect(dimuonCrossSection(0.1 * GeV, lead)).toBe(0);
    let before = 0;
    for (const energy of [0.6, 1, 5, 20, 100, 1e3, 1e5]) {
      const now = dimuonCrossSection(energy * GeV, lead);
      expect(now).toBeGreaterThan(before);
      before = now;
    }
  });

  it("goes to 7/9 of 4 alpha Z^2 r_mu^2 log W at infinity, complete screening", () => {
    const complete = (183 * 82 ** (-1 / 3) * muonMass) / (1.54 * 207.2 ** 0.27 * electronMass);
    const limit = (7 / 9) * unitOf(82) * Math.log(complete);
    expect(dimuonCrossSection(1e9 * GeV, lead) / limit).toBeCloseTo(1, 3);
    // Hydrogen has its own constants.
    const ofHydrogen = (7 / 9) * unitOf(1) * Math.log((202.4 * muonMass) / (1.49 * electronMass));
    expect(dimuonCrossSection(1e9 * GeV, hydrogen) / ofHydrogen).toBeCloseTo(1, 3);
  });

  it("is kept in a table within 1e-4, which is 0 below its beginning", () => {
    const table = tabulatedDimuonCrossSection(lead, 1 * GeV);
    for (let energy = 1; energy < 5 * TeV; energy *= 1.37)
      expect(Math.abs(table(energy) / dimuonCrossSection(energy, lead) - 1)).toBeLessThan(1e-4);
    expect(table(0.999 * GeV)).toBe(0);
    expect(table(20 * TeV)).toBeCloseTo(dimuonCrossSection(10 * TeV, lead), 12);
  });
});

describe("the spectrum, Eq. (18)", () => {
  it("is symmetric in the two muons, and 0 beyond x_min", () => {
    for (const energy of [2, 20, 200]) {
      for (const x of [0.1, 0.2, 0.33, 0.49])
        expect(dimuonSpectrum(x, energy, lead) / dimuonSpectrum(1 - x, energy, lead)).toBeCloseTo(1, 12);
      expect(dimuonSpectrum(0.999 * leastMuonShare(energy), energy, lead)).toBe(0);
      // x_min of Eq. (22): x (1 - x) = m_mu / E.
      const least = leastMuonShare(energy);
      expect((least * (1 - least) * energy) / muonMass).toBeCloseTo(1, 9);
    }
  });

  it("prefers uneven pairs: a third less at x = 1/2, Eq. (21)", () => {
    const shape = dimuonShape(lead);
    expect(shape(0.5, 1e9) / shape(1e-3, 1e9)).toBeCloseTo(2 / 3, 2);
  });

  it("lies below the bound from which shares are drawn", () => {
    const shape = dimuonShape(lead);
    for (const energy of [1, 5, 50, 500]) {
      const bound = largestLogScreening(lead)(energy);
      for (let x = 0.005; x < 1; x += 0.01) expect(shape(x, energy)).toBeLessThanOrEqual(bound);
      expect((1.5 * shape(0.5, energy)) / bound).toBeCloseTo(1, 12);
    }
  });

  it("is of the mass number: A^0.27 of lead is 4.22", () => {
    expect(nuclearSize(lead)).toBeCloseTo(207.2 ** 0.27, 12);
  });
});
