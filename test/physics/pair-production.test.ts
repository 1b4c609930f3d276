import { describe, expect, it } from "vitest";
import { integrate } from "../../src/math/integrate.ts";
import { pairRate, pairSpectrum } from "../../src/physics/pair-production.ts";
import { GeV, MeV } from "../../src/units.ts";

describe("the spectrum", () => {
  it("is even in electron and positron, largest at the ends, and sums to 7/9", () => {
    expect(pairSpectrum(0.2)).toBeCloseTo(pairSpectrum(0.8), 14);
    expect(pairSpectrum(0)).toBe(1);
    expect(pairSpectrum(0.5)).toBeCloseTo(2 / 3, 14);
    expect(integrate(pairSpectrum, 0, 1)).toBeCloseTo(7 / 9, 12);
  });
});

describe("the rate", () => {
  it.each([1, 13, 82])("rises to 7/9 per radiation length: Z = %s", (charge) => {
    expect(pairRate(1e5 * GeV, charge)).toBeCloseTo(7 / 9, 3);
    let before = 0;
    for (let energy = 1.1 * MeV; energy < 1e4 * GeV; energy *= 1.5) {
      const rate = pairRate(energy, charge);
      expect(rate).toBeGreaterThanOrEqual(before);
      before = rate;
    }
  });

  it("is 0 below two electron masses", () => {
    expect(pairRate(1 * MeV, 82)).toBe(0);
  });

  // Urban's fit of the data in the Geant4 Physics Reference Manual, in barn per lead nucleus, where 7/9 is 42.01 b.
  it.each([
    [20, 18.71, 0.07],
    [50, 25.89, 0.04],
    [100, 30.6, 0.04],
    [500, 38.18, 0.02],
    [1000, 39.91, 0.02],
    [5000, 41.12, 0.02],
  ])("of %s MeV in lead is that of the data: %s b within %s", (energyMeV, barn, tolerance) => {
    const ratio = pairRate(energyMeV * MeV, 82) / ((7 / 9) * (barn / 42.01));
    expect(Math.abs(ratio - 1)).toBeLessThan(tolerance);
  });
});
