import { describe, expect, it } from "vitest";
import { electronTrackLength } from "../../src/physics/aprime-yield.ts";
import { exactCrossSection, exactCrossSectionAbove } from "../../src/physics/exact-tree-level.ts";
import { kMethodCrossSectionAbove, kMethodExcess } from "../../src/physics/k-factor-method.ts";
import { GeV, MeV } from "../../src/units.ts";

const nucleus = { charge: 82, massNumber: 207.2 };
const reaction = (massMeV: number, energy = 100 * GeV) => ({ mass: massMeV * MeV, energy, nucleus });

describe("kMethodCrossSectionAbove", () => {
  it("is the exact total without a minimum: Eq. (13)", () => {
    const all = kMethodCrossSectionAbove(0, reaction(20));
    expect(all / exactCrossSection(20 * MeV, 100 * GeV, nucleus)).toBeCloseTo(1, 12);
    expect(kMethodCrossSectionAbove(100 * GeV, reaction(20))).toBe(0);
    expect(kMethodCrossSectionAbove(0, reaction(1000, 0.9))).toBe(0);
  });

  it("takes the form factor of the reaction", () => {
    const both = kMethodCrossSectionAbove(50, { ...reaction(20), formFactor: "elastic+inelastic" });
    expect(both / kMethodCrossSectionAbove(50, reaction(20))).toBeCloseTo(2.6196 / 2.5849, 3);
  });
});

describe("kMethodExcess", () => {
  // The ratios of the shares of notes 5.2, ETL / IWW, above 50 of 100 GeV; printed to three digits.
  it.each([
    [1.1, 0.76, 0.804],
    [2, 0.829, 0.867],
    [5, 0.887, 0.915],
    [10, 0.913, 0.934],
    [20, 0.931, 0.946],
    [100, 0.958, 0.962],
    [200, 0.964, 0.965],
    [500, 0.973, 0.966],
  ])("%s MeV, above 50 GeV: from the shares of the notes", (massMeV, exact, improved) => {
    expect(Math.abs(kMethodExcess(50 * GeV, reaction(massMeV)) - (improved / exact - 1))).toBeLessThan(
      1.5e-3,
    );
  });

  // Notes 5.2, over the energies that the primary electron has in a thick target (columns H2/H1 there).
  it.each([
    [1.1, 0.078],
    [5, 0.055],
    [20, 0.037],
    [100, 0.022],
    [500, 0.004],
  ])("%s MeV: over the track of a 100 GeV electron the excess of the notes", (massMeV, excess) => {
    // Bins in ln(E0/E), from the track length Tsai and Whitis give the primary electron.
    const bins = 10;
    const width = Math.log(2) / bins;
    let [byK, exact] = [0, 0];
    for (let k = 0; k < bins; k++) {
      const track = electronTrackLength((k + 1) * width, 40) - electronTrackLength(k * width, 40);
      // Tracks crowd to the upper end of the first bin.
      const energy = 100 * GeV * Math.exp(-(k + (k === 0 ? 0.2 : 0.5)) * width);
      byK += track * kMethodCrossSectionAbove(50 * GeV, reaction(massMeV, energy));
      exact += track * exactCrossSectionAbove(50 * GeV, reaction(massMeV, energy));
    }
    expect(Math.abs(byK / exact - 1 - excess)).toBeLessThan(2e-3);
  });
});
