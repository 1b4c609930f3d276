import gammainc from "@stdlib/math-base-special-gammainc";
import { describe, expect, it } from "vitest";
import { integrate } from "../../src/math/integrate.ts";
import { hadronShowerFraction } from "../../src/physics/hadron-shower.ts";

/** Radiation lengths in an interaction length of iron: 132.1 / 13.84. */
const iron = 9.545;
const inIron = (energy: number, depth: number) => hadronShowerFraction(energy, iron * depth, depth);

describe("hadronShowerFraction", () => {
  it.each([1, 10, 100])("is none at the interaction, rises, and is all in the end, at %s GeV", (energy) => {
    expect(inIron(energy, 0)).toBe(0);
    for (let depth = 0; depth < 12; depth += 0.1) {
      expect(inIron(energy, depth + 0.1)).toBeGreaterThan(inIron(energy, depth));
    }
    expect(inIron(energy, 1000)).toBeCloseTo(1, 12);
  });

  it("is the integral of the formula of Bock et al., at 1 GeV where Γ(a) is known", () => {
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

  it("has the energy dependence of Bock et al.", () => {
    for (const energy of [3, 100]) {
      const a = 0.6165 + 0.3183 * Math.log(energy);
      const electromagnetic = gammainc(0.2198 * 9, a, true, false);
      const hadronic = gammainc((0.9099 - 0.0237 * Math.log(energy)) * 1.5, a, true, false);
      const expected = 0.4634 * electromagnetic + 0.5366 * hadronic;
      expect(hadronShowerFraction(energy, 9, 1.5)).toBeCloseTo(expected, 12);
    }
  });

  it("goes deeper with the energy", () => {
    for (let energy = 1; energy < 100; energy *= 2)
      expect(inIron(2 * energy, 2)).toBeLessThan(inIron(energy, 2));
  });

  it("contains 95 % of 100 GeV within 5 to 7 interaction lengths of iron", () => {
    // The usual rule, from memory: 0.2 ln E + 0.7 + 2.5 E^0.13 = 6.2 from the face of the calorimeter.
    expect(inIron(100, 5)).toBeLessThan(0.95);
    expect(inIron(100, 7)).toBeGreaterThan(0.95);
  });

  it("has below 1 GeV the shape of 1 GeV", () => {
    expect(inIron(0.05, 1.3)).toBe(inIron(1, 1.3));
  });

  it("mixes an electromagnetic part, seen in radiation lengths, and a hadronic one", () => {
    expect(hadronShowerFraction(20, 15, 0, 1)).toBeGreaterThan(0.9);
    expect(hadronShowerFraction(20, 15, 0, 0)).toBe(0);
    expect(hadronShowerFraction(20, 0, 4, 0)).toBeGreaterThan(0.8);
    const half = 0.5 * (hadronShowerFraction(20, 15, 2, 0) + hadronShowerFraction(20, 15, 2, 1));
    expect(hadronShowerFraction(20, 15, 2, 0.5)).toBeCloseTo(half, 14);
  });
});
