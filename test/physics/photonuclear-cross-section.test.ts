import { describe, expect, it } from "vitest";
import { alpha } from "../../src/constants.ts";
import { lead } from "../../src/physics/muon-materials.ts";
import { muonPhotonuclear } from "../../src/physics/muon-photonuclear.ts";
import {
  effectiveNucleons,
  photonNucleonCrossSection,
  photonuclearCrossSection,
} from "../../src/physics/photonuclear-cross-section.ts";
import { GeV, ub } from "../../src/units.ts";

const ofLead = 207.2;

describe("the cross section on a nucleon", () => {
  // Measured totals on protons as the Review of Particle Physics plots them: 0.115-0.15 mb from 2 to 100 GeV.
  it.each([
    [2, 141],
    [5, 127],
    [20, 116],
    [100, 115],
  ])("at %d GeV is %d ub", (energy, expected) => {
    expect(Math.abs(photonNucleonCrossSection(energy * GeV) / ub / expected - 1)).toBeLessThan(0.01);
  });

  it("agrees within 5 % with that of Borog and Petrukhin, which muons use, from 2 to 100 GeV", () => {
    for (const energy of [2, 5, 10, 20, 50, 100]) {
      const borog = (49.2 + 11.1 * Math.log(energy) + 151.8 / Math.sqrt(energy)) * ub;
      expect(Math.abs(photonNucleonCrossSection(energy * GeV) / borog - 1)).toBeLessThan(
        energy < 3 ? 0.2 : 0.1,
      );
    }
  });
});

describe("the shadowing", () => {
  it("sets in at some GeV and ends at 0.65 for lead", () => {
    expect(effectiveNucleons(1 * GeV, ofLead) / ofLead).toBeCloseTo(0.88, 2);
    expect(effectiveNucleons(2 * GeV, ofLead) / ofLead).toBeCloseTo(0.83, 2);
    expect(effectiveNucleons(1e6 * GeV, ofLead) / ofLead).toBeCloseTo(0.654, 3);
  });

  it("does nothing to a nucleon", () => {
    expect(effectiveNucleons(50 * GeV, 1)).toBeCloseTo(1, 12);
  });
});

// Equivalent photons of a muon for ν « E carry the same cross section: the flux that is left of a ratio is one of (α/π) times a logarithm.
it("is the one of the muons' reactions, within the shadowing that theirs has at all energies", () => {
  const { element } = lead.elements[0]!;
  const flux = (energy: number) =>
    (muonPhotonuclear(energy, 100 * GeV, element) * energy * Math.PI) /
    (alpha * photonuclearCrossSection(energy, element.massNumber));
  for (const energy of [5 * GeV, 10 * GeV]) {
    expect(flux(energy)).toBeGreaterThan(3);
    expect(flux(energy)).toBeLessThan(8);
  }
});
