import { describe, expect, it } from "vitest";
import { muonMass } from "../../src/constants.ts";
import { radiativeLoss, radiativeProcesses, radiativeSpectrum } from "../../src/physics/muon-energy-loss.ts";
import { muonIonisation } from "../../src/physics/muon-ionisation.ts";
import { iron, lead, type Material, polystyrene } from "../../src/physics/muon-materials.ts";
import { cm, GeV, MeV } from "../../src/units.ts";

const unit = MeV * cm * cm; // per g
const { bremsstrahlung, pairProduction, photonuclear } = radiativeProcesses;

/** All losses of a muon of a kinetic energy. */
function losses(kinetic: number, material: Material) {
  const energy = kinetic + muonMass;
  const parts = {
    ionisation: muonIonisation(energy, material) / unit,
    bremsstrahlung: radiativeLoss(bremsstrahlung, energy, material) / unit,
    pairProduction: radiativeLoss(pairProduction, energy, material) / unit,
    photonuclear: radiativeLoss(photonuclear, energy, material) / unit,
  };
  return { ...parts, total: Object.values(parts).reduce((sum, part) => sum + part, 0) };
}

/**
 * Tables of PUMAS (niess/pumas-materials, dedx/muon, v1.00): kinetic energy in GeV; ionisation, bremsstrahlung, pairs, photonuclear and total in
 * MeV cm²/g. Other code, after Groom-2001. Its photonuclear loss is newer, DRSS.
 */
const tables: [string, Material, number[][]][] = [
  [
    "iron",
    iron,
    [
      [5, 1.841, 5.837e-3, 5.039e-3, 1.25e-3, 1.853],
      [10, 1.942, 1.401e-2, 1.49e-2, 3.109e-3, 1.974],
      [20, 2.032, 3.296e-2, 4.016e-2, 6.763e-3, 2.112],
      [50, 2.136, 9.887e-2, 0.1344, 1.71e-2, 2.387],
      [100, 2.207, 0.2218, 0.3158, 3.384e-2, 2.778],
    ],
  ],
  [
    "lead",
    lead,
    [
      [5, 1.519, 1.387e-2, 1.318e-2, 1.195e-3, 1.547],
      [10, 1.614, 3.359e-2, 3.857e-2, 2.923e-3, 1.69],
      [50, 1.796, 0.2392, 0.3403, 1.559e-2, 2.391],
      [100, 1.86, 0.5366, 0.7905, 3.053e-2, 3.218],
    ],
  ],
  [
    "polystyrene",
    polystyrene,
    [
      [5, 2.31, 1.617e-3, 1.249e-3, 1.333e-3, 2.314],
      [10, 2.414, 3.889e-3, 3.865e-3, 3.389e-3, 2.425],
      [100, 2.702, 6.334e-2, 8.804e-2, 3.893e-2, 2.892],
    ],
  ],
];

describe.each(tables)("reference: PUMAS in %s", (_name, material, rows) => {
  it.each(rows)("at %s GeV", (kinetic, ionisation, brems, pairs, nuclear, total) => {
    const mine = losses(kinetic! * GeV, material);
    const off = (value: number, expected: number) => Math.abs(value / expected - 1);
    // Four digits; the issue asks for 2 % of the total, 0.25 % is what the digits and the newer parts leave.
    expect(off(mine.total, total!)).toBeLessThan(0.0025);
    expect(off(mine.ionisation, ionisation!)).toBeLessThan(1e-3);
    // Excitation of nuclei counted otherwise: 1/Z of it, 5 % in carbon and hydrogen.
    expect(off(mine.bremsstrahlung, brems!)).toBeLessThan(material === polystyrene ? 0.05 : 0.02);
    expect(off(mine.pairProduction, pairs!)).toBeLessThan(0.005);
    // The older cross section: twice as much at 5 GeV, where it is 1e-3 of all, 11 % more at 100 GeV.
    expect(mine.photonuclear / nuclear!).toBeGreaterThan(1);
    expect(mine.photonuclear / nuclear!).toBeLessThan(kinetic! < 50 ? 2 : 1.2);
  });
});

describe("reference: notes 5, iron", () => {
  // b in 1e-6 cm²/g, and the total loss.
  it.each([
    [5, 2.43, 1.853],
    [10, 3.2, 1.974],
    [20, 3.99, 2.112],
    [50, 5.01, 2.387],
    [100, 5.71, 2.778],
  ])("at %s GeV", (kinetic, b, total) => {
    const mine = losses(kinetic * GeV, iron);
    expect(Math.abs(mine.total / total - 1)).toBeLessThan(0.0025);
    const radiated = mine.total - mine.ionisation;
    // The photonuclear part makes the difference.
    expect(Math.abs((radiated * 1e-3) / (kinetic + muonMass) / (b * 1e-6) - 1)).toBeLessThan(
      kinetic < 20 ? 0.1 : 0.03,
    );
  });
});

describe("minimum ionisation", () => {
  // PDG-2022, atomic and nuclear properties.
  it.each([
    ["iron", iron, 1.451],
    ["lead", lead, 1.122],
    ["polystyrene", polystyrene, 1.936],
  ])("of %s", (_name, material, minimum) => {
    let least = Number.POSITIVE_INFINITY;
    for (let kinetic = 0.1; kinetic < 0.6; kinetic += 0.01)
      least = Math.min(least, muonIonisation(kinetic * GeV + muonMass, material) / unit);
    expect(Math.abs(least / minimum - 1)).toBeLessThan(2e-3);
  });
});

describe("laws", () => {
  it("losses below and above a limit add up to all of them", () => {
    const energy = 30 * GeV;
    for (const process of [bremsstrahlung, pairProduction]) {
      const all = radiativeLoss(process, energy, iron);
      const below = radiativeLoss(process, energy, iron, 20 * MeV);
      let above = 0;
      const count = 4000;
      const step = Math.log((energy - muonMass) / (20 * MeV)) / count;
      for (let k = 0; k < count; k++) {
        const lost = 20 * MeV * Math.exp((k + 0.5) * step);
        above += lost * lost * step * radiativeSpectrum(process, lost, energy, iron);
      }
      expect(Math.abs((below + above) / all - 1)).toBeLessThan(1e-3);
    }
  });

  it("nothing gives away more than there is", () => {
    for (const process of [bremsstrahlung, pairProduction, photonuclear]) {
      expect(radiativeSpectrum(process, 9.99 * GeV, 10 * GeV, iron)).toBe(0);
      expect(radiativeSpectrum(process, 9 * GeV, 10 * GeV, iron)).toBeGreaterThan(0);
    }
    expect(radiativeSpectrum(pairProduction, 2 * MeV, 10 * GeV, iron)).toBe(0);
    expect(radiativeSpectrum(photonuclear, 0.19 * GeV, 10 * GeV, iron)).toBe(0);
  });
});
