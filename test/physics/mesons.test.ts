import { expect, it } from "vitest";
import { decayMomentum, mass, shortKaonDecayLength } from "../../src/physics/mesons.ts";
import { MeV } from "../../src/units.ts";

// PDG-2022 lists 362, 289, 127 and 206 MeV.
it.each([
  ["rho -> pi pi", mass.rho, mass.pion, mass.pion, 362],
  ["K* -> K pi", mass.kstar, mass.kaon, mass.pion, 289],
  ["phi -> K K", mass.phi, mass.kaon, mass.kaon, 127],
  ["K0S -> pi pi", mass.neutralKaon, mass.pion, mass.pion, 206],
])("the momentum of %s at rest", (_, parent, first, second, expected) => {
  expect(Math.abs(decayMomentum(parent, first, second) / MeV - expected)).toBeLessThan(1);
});

// 20 GeV are 40.2 masses: 40.2 x 26.84 mm.
it("a short-lived kaon of 20 GeV flies 1.08 m, one at rest nowhere", () => {
  expect(shortKaonDecayLength(20)).toBeCloseTo(1078.6, 0);
  expect(shortKaonDecayLength(mass.neutralKaon)).toBe(0);
});
