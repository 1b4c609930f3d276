import { describe, expect, it } from "vitest";
import { avogadro, classicalElectronRadius, electronMass } from "../../src/constants.ts";
import { integrate } from "../../src/math/integrate.ts";
import { pairRate } from "../../src/physics/pair-production.ts";
import {
  completelyScreened,
  comptonCrossSection,
  photonAttenuation,
} from "../../src/physics/photon-attenuation.ts";
import { cm, eV, GeV, MeV } from "../../src/units.ts";

/** Nuclei of lead per mm² in its radiation length of 6.37 g/cm². */
const nuclei = (avogadro * 6.37) / 207.2 / (cm * cm);
const attenuation = photonAttenuation(82, nuclei);

describe("the Compton effect", () => {
  it("is Thomson's for soft photons", () => {
    const thomson = (8 / 3) * Math.PI * classicalElectronRadius * classicalElectronRadius;
    expect(comptonCrossSection(1 * eV) / thomson).toBeCloseTo(1, 4);
  });

  it.each([0.3, 2, 20, 200])("is the integral of Klein and Nishina's over the angle: %s MeV", (energyMeV) => {
    const k = (energyMeV * MeV) / electronMass;
    const differential = (w: number) => {
      const ratio = 1 / (1 + k * w); // w = 1 - cos θ
      return 0.5 * ratio * ratio * (ratio + 1 / ratio - w * (2 - w));
    };
    const area = 2 * Math.PI * classicalElectronRadius * classicalElectronRadius;
    const expected = area * integrate(differential, 0, 2, 1e-9);
    expect(comptonCrossSection(energyMeV * MeV) / expected).toBeCloseTo(1, 7);
  });
});

describe("the attenuation", () => {
  it("is the sum of pairs and Compton effect, to the 1e-3 of its table", () => {
    for (const energy of [3 * MeV, 20 * MeV, 77 * MeV, 1 * GeV, 80 * GeV]) {
      const expected = pairRate(energy, 82) + 82 * nuclei * comptonCrossSection(energy);
      expect(Math.abs(attenuation(Math.log(energy)) / expected - 1)).toBeLessThan(1e-3);
    }
  });

  // NIST XCOM for lead, cm²/g, without the nuclear part: 10 and 20 MeV. Bethe and Heitler's pairs are 15 and 6 % too few there.
  it.each([
    [10, 0.0497, 0.15],
    [20, 0.0621, 0.06],
  ])("of %s MeV in lead is the %s cm²/g of XCOM within %s", (energyMeV, perGram, tolerance) => {
    expect(Math.abs(attenuation(Math.log(energyMeV * MeV)) / (6.37 * perGram) - 1)).toBeLessThan(tolerance);
  });

  it("is 7/9 at high energy, as at complete screening, and finite outside the table", () => {
    expect(attenuation(Math.log(500 * GeV))).toBeCloseTo(7 / 9, 3);
    expect(attenuation(30)).toBeCloseTo(7 / 9, 3);
    expect(attenuation(-30)).toBe(attenuation(Math.log(1 * MeV)));
    expect(completelyScreened(0)).toBe(7 / 9);
  });
});
