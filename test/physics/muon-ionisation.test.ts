import { describe, expect, it } from "vitest";
import { muonMass } from "../../src/constants.ts";
import { integrate } from "../../src/math/integrate.ts";
import { knockOnConstant, largestKnockOn } from "../../src/physics/knock-on.ts";
import { knockOnFactor, muonIonisation } from "../../src/physics/muon-ionisation.ts";
import { iron, polystyrene } from "../../src/physics/muon-materials.ts";
import { cm, GeV, MeV } from "../../src/units.ts";

describe("limits of the loss", () => {
  // What two limits differ by is the knocked-on electrons between them.
  it.each([1, 5, 20, 100])("collisions below and above 20 MeV add up: %s GeV", (energy) => {
    const largest = largestKnockOn(muonMass, energy * GeV);
    const above =
      knockOnConstant *
      iron.electrons *
      integrate(
        (log) => knockOnFactor(Math.exp(log), energy * GeV),
        Math.log(20 * MeV),
        Math.log(largest),
        1e-9,
      );
    const all = muonIonisation(energy * GeV, iron);
    const below = muonIonisation(energy * GeV, iron, 20 * MeV);
    // The photons radiated in a collision are taken at E for E - T in the closed form.
    expect(Math.abs((below + above) / all - 1)).toBeLessThan(1.5e-3);
    expect(muonIonisation(energy * GeV, iron, 1000 * GeV)).toBe(all);
  });

  it("is on the plateau of the density effect above 35 GeV, for collisions below 4 MeV", () => {
    const at = (energy: number) => muonIonisation(energy, polystyrene, 4 * MeV);
    expect(at(100 * GeV) / at(40 * GeV) - 1).toBeLessThan(3e-3);
    expect(at(40 * GeV) / at(5 * GeV) - 1).toBeGreaterThan(0);
    expect(at(40 * GeV) / at(5 * GeV) - 1).toBeLessThan(0.02);
  });
});

it("reference: the loss of slow muons is Bethe's, 5.513 MeV cm²/g at 10 MeV in iron (Groom-2001)", () => {
  expect(muonIonisation(muonMass + 10 * MeV, iron) / (MeV * cm * cm)).toBeCloseTo(5.513, 2);
});

describe("the factor on 1/T²", () => {
  it("is between 0 and 1.1, 1 for little energy and 0 beyond the largest", () => {
    for (const energy of [0.3, 1, 10, 100, 300]) {
      const largest = largestKnockOn(muonMass, energy);
      for (let share = 1e-5; share < 1; share *= 1.3) {
        const factor = knockOnFactor(Math.max(1.1 * MeV, share * largest), energy);
        expect(factor).toBeGreaterThanOrEqual(0);
        expect(factor).toBeLessThan(1.1);
      }
      expect(knockOnFactor(1.001 * largest, energy)).toBe(0);
    }
    expect(knockOnFactor(1.1 * MeV, 10 * GeV)).toBeCloseTo(1, 1);
  });
});
