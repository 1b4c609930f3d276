import { describe, expect, it } from "vitest";
import { avogadro } from "../../src/constants.ts";
import {
  leadAttenuation,
  leadDensity,
  polystyreneAttenuation,
  polystyreneDensity,
} from "../../src/physics/mass-attenuation.ts";
import { comptonCrossSection, photonAttenuation } from "../../src/physics/photon-attenuation.ts";
import { cm, keV, MeV } from "../../src/units.ts";

const squareCentimetre = cm * cm;

describe("reference", () => {
  // xraylib 4.3.0, CS_Photo + CS_Compt, in cm²/g: it ends at 800 keV, and goes back to other tables (Kissel). They agree within 1e-3, as XCOM rounds.
  it.each([
    [10, 125.6613, 2.067433],
    [20, 84.03617, 0.3760774],
    [50, 7.387442, 0.1858685],
    [100, 5.336011, 0.159001],
    [300, 0.3733023, 0.1143665],
    [800, 0.08408015, 0.07611082],
  ])("is that of xraylib at %s keV: %s in lead, %s in polystyrene", (energyKeV, lead, polystyrene) => {
    expect(leadAttenuation(energyKeV * keV) / squareCentimetre / lead).toBeCloseTo(1, 3);
    expect(polystyreneAttenuation(energyKeV * keV) / squareCentimetre / polystyrene).toBeCloseTo(1, 3);
  });

  // NIST standard reference database 126 (Hubbell and Seltzer), with coherent scattering: 0.5 % at 4 MeV, less above.
  it.each([
    [4, 0.04197, 0.03261],
    [10, 0.04972, 0.0206],
    [20, 0.06206, 0.0162],
  ])("is that of NIST at %s MeV: %s in lead, %s in polystyrene", (energyMeV, lead, polystyrene) => {
    expect(Math.abs(leadAttenuation(energyMeV * MeV) / squareCentimetre / lead - 1)).toBeLessThan(5e-3);
    expect(
      Math.abs(polystyreneAttenuation(energyMeV * MeV) / squareCentimetre / polystyrene - 1),
    ).toBeLessThan(1e-3);
  });

  // Our own: Klein and Nishina, and Bethe and Heitler's pairs, which are too few near threshold, as their comment says.
  it.each([
    [5, -0.243],
    [10, -0.13],
    [20, -0.058],
    [50, -0.008],
    [100, 0.005],
  ])("of lead at %s MeV: pairs and Compton effect of our own differ by %s", (energyMeV, difference) => {
    const nuclei = (avogadro * 6.37) / 207.2 / squareCentimetre;
    const own = photonAttenuation(82, nuclei)(Math.log(energyMeV * MeV)) / 6.37;
    const ratio = own / (leadAttenuation(energyMeV * MeV) / squareCentimetre);
    expect(Math.abs(ratio - 1 - difference)).toBeLessThan(0.002);
  });

  // 0.53768 electrons per unit of mass (PDG), free: binding and photoelectric effect are below 0.1 % from 300 keV to 1 MeV.
  it.each([300, 500, 800, 1000])("of polystyrene at %s keV is the Compton effect", (energyKeV) => {
    const own = avogadro * 0.53768 * comptonCrossSection(energyKeV * keV);
    expect(own / polystyreneAttenuation(energyKeV * keV)).toBeCloseTo(1, 2);
  });
});

describe("the table", () => {
  it("has the K edge of lead at 88 keV, a factor of 4.5, and its least value at 3.5 MeV", () => {
    expect(leadAttenuation(88.1 * keV) / leadAttenuation(87.9 * keV)).toBeCloseTo(4.47, 1);
    for (const energyMeV of [1, 2, 10, 100])
      expect(leadAttenuation(energyMeV * MeV)).toBeGreaterThan(leadAttenuation(3.5 * MeV));
  });

  it("is constant outside", () => {
    expect(leadAttenuation(1 * keV)).toBe(leadAttenuation(10 * keV));
    expect(polystyreneAttenuation(5000 * MeV)).toBe(polystyreneAttenuation(100 * MeV));
  });

  it("goes with densities in g/mm³", () => {
    expect(leadDensity).toBeCloseTo(0.01135, 8);
    expect(polystyreneDensity).toBeCloseTo(0.00106, 8);
  });
});
