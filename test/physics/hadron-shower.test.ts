import gammainc from "@stdlib/math-base-special-gammainc";
import { describe, expect, it } from "vitest";
import { integrate } from "../../src/math/integrate.ts";
import {
  electromagneticDepthShare,
  hadronicDepthShare,
  meanElectromagneticFraction,
} from "../../src/physics/hadron-shower.ts";

/** Radiation lengths in an interaction length of iron: 132.1 / 13.84. */
const iron = 9.545;
/** The average shower of the publication: 0.4634 of it electromagnetic. */
const inIron = (energy: number, depth: number) =>
  0.4634 * electromagneticDepthShare(energy, iron * depth) + 0.5366 * hadronicDepthShare(energy, depth);

describe("the two parts of a hadronic shower", () => {
  it.each([1, 10, 100])(
    "have nothing at the interaction, rise, and have all in the end, at %s GeV",
    (energy) => {
      expect(inIron(energy, 0)).toBe(0);
      for (let depth = 0; depth < 12; depth += 0.1) {
        expect(inIron(energy, depth + 0.1)).toBeGreaterThan(inIron(energy, depth));
      }
      expect(inIron(energy, 1000)).toBeCloseTo(1, 12);
    },
  );

  it("are the integral of the formula of Bock et al., at 1 GeV where Γ(a) is known", () => {
    // a = 0.6165: Γ(a) = 1.452522 (mpmath). Substituting s = depth^a removes the pole at 0.
    const [a, b, d, w, gammaOfA] = [0.6165, 0.2198, 0.9099, 0.4634, 1.45252192506916];
    const gammaDensity = (rate: number, x: number) =>
      Math.exp(a * Math.log(rate * x) - rate * x) / (x * gammaOfA);
    const density = (l: number) => w * gammaDensity(b * iron, l) + (1 - w) * gammaDensity(d, l);
    const inPower = (s: number) => {
      const l = Math.exp(Math.log(s) / a);
      return (density(l) * l) / (a * s);
    };
    const upTo = 1.7;
    expect(inIron(1, upTo)).toBeCloseTo(integrate(inPower, 0, Math.exp(a * Math.log(upTo))), 5);
  });

  it("have the energy dependence of Bock et al.", () => {
    for (const energy of [3, 100]) {
      const a = 0.6165 + 0.3183 * Math.log(energy);
      expect(electromagneticDepthShare(energy, 9)).toBeCloseTo(gammainc(0.2198 * 9, a, true, false), 12);
      const rate = 0.9099 - 0.0237 * Math.log(energy);
      expect(hadronicDepthShare(energy, 1.5)).toBeCloseTo(gammainc(rate * 1.5, a, true, false), 12);
    }
  });

  it("go deeper with the energy", () => {
    for (let energy = 1; energy < 100; energy *= 2)
      expect(inIron(2 * energy, 2)).toBeLessThan(inIron(energy, 2));
  });

  it("contain 95 % of 100 GeV within 5 to 7 interaction lengths of iron", () => {
    // The usual rule, from memory: 0.2 ln E + 0.7 + 2.5 E^0.13 = 6.2 from the face of the calorimeter.
    expect(inIron(100, 5)).toBeLessThan(0.95);
    expect(inIron(100, 7)).toBeGreaterThan(0.95);
  });

  it("have below 1 GeV the shape of 1 GeV, and take any table of the Gamma function", () => {
    expect(inIron(0.05, 1.3)).toBe(inIron(1, 1.3));
    expect(hadronicDepthShare(20, 4, (a, x) => 100 * a + x)).toBeCloseTo(
      100 * (0.6165 + 0.3183 * Math.log(20)) + (0.9099 - 0.0237 * Math.log(20)) * 4,
      10,
    );
  });
});

describe("meanElectromagneticFraction", () => {
  it("is 0.34, 0.42, 0.51, 0.56 of a pion of 10, 20, 50, 100 GeV (notes 4.3), less of a nucleon", () => {
    for (const [energy, share] of [
      [10, 0.3393],
      [20, 0.4168],
      [50, 0.5055],
      [100, 0.5635],
    ] as const) {
      expect(meanElectromagneticFraction(energy, 1, 0.82)).toBeCloseTo(share, 3);
      expect(meanElectromagneticFraction(energy, 2.6, 0.82)).toBeLessThan(share);
    }
  });

  it("is none below the energy at which it begins", () => {
    for (const energy of [0.01, 1]) expect(meanElectromagneticFraction(energy, 1, 0.82)).toBe(0);
  });
});
