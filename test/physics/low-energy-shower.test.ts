import { describe, expect, it } from "vitest";
import { lowEnergyLimit, prepareLowEnergyShower } from "../../src/physics/low-energy-shower.ts";
import { type ShowerMedium, showerParameters, typicalShower } from "../../src/physics/shower-profile.ts";
import { GeV, keV, MeV } from "../../src/units.ts";

const medium: ShowerMedium = {
  criticalEnergy: 8.57 * MeV,
  chargeNumber: 75.5,
  samplingFrequency: 3.69,
  eOverMip: 0.652,
};
const shower = prepareLowEnergyShower(medium);

function shape(energy: number, z = 0) {
  const out = { alpha: 0, beta: 0 };
  shower(energy, z, out);
  return out;
}
const meanDepth = (energy: number, z = 0) => shape(energy, z).alpha / shape(energy, z).beta;

describe("the low-energy shower", () => {
  it("joins Grindhammer and Peters at 1 GeV, and at 0.3 GeV is 4.02 deep", () => {
    const typical = { alpha: 0, beta: 0 };
    typicalShower(lowEnergyLimit, medium, typical);
    expect(shape(lowEnergyLimit).alpha).toBeCloseTo(typical.alpha, 12);
    expect(shape(lowEnergyLimit).beta).toBeCloseTo(typical.beta, 12);
    expect(meanDepth(0.3 * GeV)).toBeCloseTo(4.02, 2);
  });

  it("has one deviation of theirs at 1 GeV in the depth of the maximum, at every energy", () => {
    // With z1 and z2 alike, weighted by their correlation, only ln T of theirs moves: by its σ.
    const correlation = 0.784 - 0.023 * Math.log((1 * GeV) / medium.criticalEnergy);
    const [same, opposite] = [Math.sqrt(0.5 * (1 + correlation)), Math.sqrt(0.5 * (1 - correlation))];
    const [moved, typical] = [
      { alpha: 0, beta: 0 },
      { alpha: 0, beta: 0 },
    ];
    showerParameters(1 * GeV, medium, same, opposite, moved);
    showerParameters(1 * GeV, medium, 0, 0, typical);
    const maximum = ({ alpha, beta }: { alpha: number; beta: number }) => (alpha - 1) / beta;
    const spread = Math.log(maximum(moved) / maximum(typical));
    expect(spread).toBeCloseTo(0.29, 3);
    for (const energy of [5 * MeV, 100 * MeV, 0.9 * GeV]) {
      expect(Math.log(meanDepth(energy, 1) / meanDepth(energy))).toBeCloseTo(spread, 10);
      expect(Math.log(meanDepth(energy, -2) / meanDepth(energy))).toBeCloseTo(-2 * spread, 10);
    }
  });

  it("is continuous at 10 critical energies, below goes as ln(1 + E/E_c), and ends at the spot", () => {
    const joint = 10 * medium.criticalEnergy;
    expect(meanDepth(joint * 0.9999)).toBeCloseTo(meanDepth(joint * 1.0001), 3);
    expect(meanDepth(medium.criticalEnergy) / meanDepth(joint)).toBeCloseTo(Math.log(2) / Math.log(11), 12);
    expect(meanDepth(1 * keV)).toBeLessThan(1e-3);
    expect(meanDepth(1 * keV)).toBeGreaterThan(0);
  });

  it("is deeper for more energy", () => {
    let before = 0;
    for (let energy = 1 * MeV; energy <= 1 * GeV; energy *= 1.1) {
      expect(meanDepth(energy)).toBeGreaterThan(before);
      before = meanDepth(energy);
    }
  });
});
