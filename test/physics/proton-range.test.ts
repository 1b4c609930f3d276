import { describe, expect, it } from "vitest";
import { muonMass, protonMass } from "../../src/constants.ts";
import { muonIonisation } from "../../src/physics/muon-ionisation.ts";
import { lead, polystyrene } from "../../src/physics/muon-materials.ts";
import { protonOfRange, protonRange } from "../../src/physics/proton-range.ts";
import { GeV, MeV, mm } from "../../src/units.ts";
import { shippedCard } from "../shipped-card.ts";

const plate = 1.5 * mm;
const { radiationLength } = shippedCard().target;

/** What a proton loses in a layer of the ECAL per mm: a muon of the same speed loses as much. */
function lossPerLength(kinetic: number): number {
  const muon = muonMass * (1 + kinetic / protonMass);
  const layer = [lead, polystyrene].map((plates) => plates.density * plate * muonIonisation(muon, plates));
  return (layer[0]! + layer[1]!) / (2 * plate);
}

describe("the range of a proton", () => {
  it.each([30, 50, 100, 200, 300, 400])("of %d MeV is what its losses make, within 7 %%", (kinetic) => {
    const steps = 2000;
    const from = 2 * MeV;
    let range = 0;
    for (let k = 0; k < steps; k++) {
      const step = (kinetic * MeV - from) / steps;
      range += step / lossPerLength(from + (k + 0.5) * step);
    }
    expect(Math.abs((protonRange(kinetic * MeV) * radiationLength) / range - 1)).toBeLessThan(0.07);
  });

  it("gives the energy back", () => {
    for (const kinetic of [0.03, 0.1, 0.4])
      expect(protonOfRange(protonRange(kinetic * GeV))).toBeCloseTo(kinetic, 12);
    expect(protonOfRange(0)).toBe(0);
  });
});
