import { describe, expect, it } from "vitest";
import {
  alpha,
  atomicMassUnit,
  avogadro,
  classicalElectronRadius,
  electronMass,
  hbarC,
  muonMass,
  pionMass,
  protonMagneticMoment,
  protonMass,
  speedOfLight,
} from "../src/constants.ts";
import { cm, eV, GeV, MeV, mm, ns, pb, rad, s, teslaMetre, ub, um } from "../src/units.ts";

/** Relative difference. The tolerances below are a few digits of the least known constant. */
const apart = (value: number, expected: number) => Math.abs(value / expected - 1);

describe("constants", () => {
  it("hbarC follows from the exact h, c and e of the SI", () => {
    const [planck, light, charge] = [6.62607015e-34, 299792458, 1.602176634e-19];
    const inGeVMetre = ((planck / (2 * Math.PI)) * light) / (charge * 1e9);
    expect(apart(hbarC, inGeVMetre * GeV * 1000 * mm)).toBeLessThan(1e-9);
  });

  it("hbar is that of CODATA-2018, and the speed of light the number of teslaMetre", () => {
    expect(apart(hbarC / speedOfLight, 6.582119569e-16 * eV * s)).toBeLessThan(1e-9);
    expect(apart(speedOfLight * 1e-3, teslaMetre)).toBeLessThan(1e-15);
  });

  it("alpha follows from the elementary charge and the vacuum permittivity of CODATA-2018", () => {
    const charge = 1.602176634e-19;
    expect(
      apart(alpha, (charge * charge) / (2 * 8.8541878128e-12 * 6.62607015e-34 * 299792458)),
    ).toBeLessThan(1e-9);
  });

  it("the classical radius of the electron is that of CODATA-2018", () => {
    expect(apart(classicalElectronRadius * electronMass, alpha * hbarC)).toBeLessThan(1e-15);
    expect(apart(classicalElectronRadius, 2.8179403262e-12 * mm)).toBeLessThan(1e-9);
    const barn = 1e12 * pb;
    const thomson = ((8 * Math.PI) / 3) * classicalElectronRadius * classicalElectronRadius;
    expect(apart(thomson, 0.66524587321 * barn)).toBeLessThan(1e-9);
  });

  it("alpha and the mass of the electron give the Rydberg energy and the Bohr radius", () => {
    expect(apart(0.5 * alpha * alpha * electronMass, 13.605693122994 * eV)).toBeLessThan(1e-8);
    expect(apart(hbarC / (alpha * electronMass), 0.529177210903e-7 * mm)).toBeLessThan(1e-8);
  });

  it("the masses have the ratios of CODATA-2018", () => {
    expect(apart(muonMass / electronMass, 206.768283)).toBeLessThan(2e-8);
    expect(apart(protonMass / electronMass, 1836.15267343)).toBeLessThan(2e-8);
    expect(apart(protonMass / muonMass, 8.88024337)).toBeLessThan(2e-8);
  });

  it("the muon of the decay of a charged pion at rest has 29.792 MeV/c (PDG)", () => {
    const momentum = (pionMass * pionMass - muonMass * muonMass) / (2 * pionMass);
    expect(momentum / MeV).toBeCloseTo(29.792, 3);
  });

  it("the moment of the proton is half its g factor", () => {
    expect(apart(2 * protonMagneticMoment, 5.5856946893)).toBeLessThan(1e-8);
  });

  it("Avogadro's number times the atomic mass unit is a gram", () => {
    expect(apart(avogadro * 1.6605390666e-24, 1)).toBeLessThan(1e-9);
  });

  it("the atomic mass unit is 1822.8885 electrons, and the proton 1.00727646662 of it (CODATA-2018)", () => {
    expect(apart(atomicMassUnit / electronMass, 1822.888486209)).toBeLessThan(2e-8);
    expect(apart(protonMass / atomicMassUnit, 1.007276466621)).toBeLessThan(1e-9);
  });
});

describe("units", () => {
  it("1 GeV^-2 is 0.3893794 mb", () => {
    expect((hbarC * hbarC) / (1e9 * pb)).toBeCloseTo(0.3893794, 7);
    expect(ub / pb).toBeCloseTo(1e6, 6);
    expect((1e-24 * cm * cm) / pb).toBeCloseTo(1e12, 0);
  });

  it("a field integral of 7 T m bends 100 GeV by 20.99 mrad", () => {
    expect(((7 * teslaMetre) / (100 * GeV)) * rad).toBeCloseTo(20.985, 3);
  });

  it("light, and the multiples", () => {
    expect(s / ns).toBe(1e9);
    expect(mm / um).toBeCloseTo(1000, 9);
  });
});
