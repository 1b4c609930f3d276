import { describe, expect, it } from "vitest";
import { iron } from "../../src/physics/muon-materials.ts";
import { largestPair, leastPair, muonPairProduction } from "../../src/physics/muon-pair-production.ts";
import { GeV, MeV } from "../../src/units.ts";

const { element } = iron.elements[0]!;

describe("pairs made by muons", () => {
  it("have between four electron masses and what leaves the muon 0.75 √e Z^(1/3) of its mass", () => {
    expect(leastPair).toBeCloseTo(2.044 * MeV, 6);
    expect(largestPair(10 * GeV, element)).toBeCloseTo(10 - 0.387, 2);
    expect(muonPairProduction(leastPair, 10 * GeV, element)).toBe(0);
    expect(muonPairProduction(1.01 * leastPair, 10 * GeV, element)).toBeGreaterThan(0);
    expect(muonPairProduction(largestPair(10 * GeV, element), 10 * GeV, element)).toBe(0);
  });

  // Kelner-1999: between 1/ε and 1/ε² below mₑ/m_μ of the energy, 1/ε² to 1/ε³ beyond.
  it("are soft: the spectrum falls faster the more of the energy they have", () => {
    const slope = (share: number) =>
      Math.log(
        muonPairProduction(1.1 * share * 100 * GeV, 100 * GeV, element) /
          muonPairProduction(share * 100 * GeV, 100 * GeV, element),
      ) / Math.log(1.1);
    expect(slope(3e-4)).toBeGreaterThan(-1.6);
    expect(slope(0.01)).toBeLessThan(-1.9);
    expect(slope(0.1)).toBeLessThan(-2.3);
    expect(slope(0.1)).toBeGreaterThan(-3.2);
  });

  it("go as Z (Z + ζ), ζ up to 1.3, but for screening", () => {
    const heavy = { charge: 82, massNumber: 207.2, radiationLogarithm: 178 };
    const ratio =
      muonPairProduction(0.1 * GeV, 20 * GeV, heavy) / muonPairProduction(0.1 * GeV, 20 * GeV, element);
    expect(ratio / (82 / 26) ** 2).toBeGreaterThan(0.85);
    expect(ratio / (82 / 26) ** 2).toBeLessThan(1);
  });
});
