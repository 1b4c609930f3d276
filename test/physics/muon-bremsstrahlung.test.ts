import { describe, expect, it } from "vitest";
import { alpha, classicalElectronRadius, electronMass, muonMass } from "../../src/constants.ts";
import { muonBremsstrahlung } from "../../src/physics/muon-bremsstrahlung.ts";
import { iron, lead } from "../../src/physics/muon-materials.ts";
import { GeV, MeV } from "../../src/units.ts";

const { element } = iron.elements[0]!;

describe("bremsstrahlung of muons", () => {
  // Complete screening, no atomic electrons: α (2 Z rₑ mₑ/m_μ)² (4/3 - 4v/3 + v²) / k ln[(2/3) 183 (m_μ/mₑ) Z^(-2/3)] of Petrukhin and Shestakov, for soft photons at high energy.
  it("is that of Petrukhin and Shestakov in the limit of complete screening, with 1/Z for the electrons", () => {
    const energy = 1e6 * GeV;
    const k = 1 * GeV;
    for (const { element: atom } of [iron.elements[0]!, lead.elements[0]!]) {
      const { charge } = atom;
      const strength = (2 * charge * classicalElectronRadius * electronMass) / muonMass;
      const root = Math.cbrt(charge);
      const nucleus = Math.log(((2 / 3) * 183 * (muonMass / electronMass)) / (root * root));
      const electrons = Math.log((1429 / (root * root)) * (muonMass / electronMass));
      const expected = ((alpha * strength * strength * 4) / 3 / k) * (nucleus + electrons / charge);
      expect(Math.abs(muonBremsstrahlung(k, energy, atom) / expected - 1)).toBeLessThan(0.05);
    }
  });

  it("falls as 1/k for soft photons, and ends where the muon has nothing left", () => {
    const at = (k: number) => k * muonBremsstrahlung(k, 100 * GeV, element);
    expect(at(1 * MeV) / at(0.1 * MeV)).toBeCloseTo(1, 2);
    expect(at(99.8 * GeV)).toBeGreaterThanOrEqual(0);
    expect(at(99.95 * GeV)).toBe(0);
  });

  it("grows with energy as screening completes", () => {
    const at = (energy: number) => energy * 0.1 * muonBremsstrahlung(0.1 * energy, energy, element);
    expect(at(100 * GeV)).toBeGreaterThan(at(10 * GeV));
    expect(at(1e6 * GeV) / at(1e5 * GeV)).toBeCloseTo(1, 1);
  });
});
