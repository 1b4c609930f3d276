import { describe, expect, it } from "vitest";
import { alpha, electronMass, hbarC } from "../../src/constants.ts";
import { integrateByPanels } from "../../src/math/gauss-legendre.ts";
import { aprimeSpectrum } from "../../src/physics/aprime-cross-section.ts";
import { logitRange } from "../../src/physics/emission-kinematics.ts";
import { exactDoubleDifferential } from "../../src/physics/exact-tree-level.ts";
import { photonFlux } from "../../src/physics/photon-flux.ts";
import { weizsaeckerWilliamsDoubleDifferential } from "../../src/physics/weizsaecker-williams.ts";
import { GeV, MeV, pb } from "../../src/units.ts";

const lead = { charge: 82, massNumber: 207.2 };
const beam = 100 * GeV;

/** ∫ dσ over the angle, w = 1 - cos θ. */
function overAngle(x: number, mass: number, differential: (w: number) => number): number {
  const u0 = (mass * mass * (1 - x)) / x + electronMass * electronMass * x;
  const unit = u0 / (2 * beam * Math.sqrt(x * x * beam * beam - mass * mass));
  const inLogW = (logW: number) => Math.exp(logW) * differential(Math.exp(logW));
  return integrateByPanels(inLogW, Math.log(1e-9 * unit), Math.log(1e9 * unit), 1);
}

describe("weizsaeckerWilliamsDoubleDifferential", () => {
  // Notes 5.1, column WW full: total in pb.
  it.each([
    [1.1, 1.5199e13],
    [5, 2.5541e12],
    [20, 3.0605e11],
    [100, 1.3847e10],
    [500, 2.4844e8],
    [950, 3.2661e7],
  ])("reference: %s MeV: the total of the notes within 1e-4", (massMeV, total) => {
    const mass = massMeV * MeV;
    const reaction = { mass, energy: beam, nucleus: lead };
    const inEta = (eta: number) => {
      const x = 1 / (1 + Math.exp(-eta));
      return x * (1 - x) * overAngle(x, mass, (w) => weizsaeckerWilliamsDoubleDifferential(x, w, reaction));
    };
    const all = integrateByPanels(inEta, ...logitRange(mass, beam), 2);
    expect(Math.abs(all / pb / total - 1)).toBeLessThan(1e-4);
  });

  // With one t_min for all x and θ it is IWW, whose integral over the angle is that of aprimeSpectrum.
  it.each([0.1, 0.5, 0.9])(
    "over its flux, integrated over the angle, is the improved spectrum: x = %s",
    (x) => {
      const mass = 10 * MeV;
      const reaction = { mass, energy: beam, nucleus: lead };
      const momentum = Math.sqrt(x * x * beam * beam - mass * mass);
      const u0 = (mass * mass * (1 - x)) / x + electronMass * electronMass * x;
      const constantFlux = (w: number) => {
        const q = (u0 + 2 * beam * momentum * w) / (2 * beam * (1 - x));
        return weizsaeckerWilliamsDoubleDifferential(x, w, reaction) / photonFlux(q * q, mass * mass, lead);
      };
      // Where t_min(x, θ) is above m² the flux is 0: angles that hold next to nothing.
      const spectrum = overAngle(x, mass, (w) => constantFlux(w) || 0);
      const improved = 4 * alpha * alpha * alpha * hbarC * hbarC * aprimeSpectrum(x, mass, beam);
      expect(Math.abs(spectrum / improved - 1)).toBeLessThan(2e-3);
    },
  );

  it("is what the exact cross section tends to: small x, and a momentum transfer far below the mass", () => {
    const ratio = (massMeV: number, x: number) => {
      const reaction = { mass: massMeV * MeV, energy: beam, nucleus: lead };
      return (
        exactDoubleDifferential(x, 1e-13, reaction) /
        weizsaeckerWilliamsDoubleDifferential(x, 1e-13, reaction)
      );
    };
    expect(Math.abs(ratio(100, 0.1) - 1)).toBeLessThan(0.01);
    expect(Math.abs(ratio(100, 0.5) - 1)).toBeLessThan(0.015);
    expect(ratio(100, 0.9), "not where t_min grows").toBeLessThan(0.9);
  });

  it("is 0 outside m/E < x < 1 - mₑ/E", () => {
    const reaction = { mass: 50 * MeV, energy: beam, nucleus: lead };
    for (const x of [0, 5e-4, 1 - electronMass / beam, 1]) {
      expect(weizsaeckerWilliamsDoubleDifferential(x, 1e-9, reaction)).toBe(0);
    }
    expect(weizsaeckerWilliamsDoubleDifferential(0.5, 1e-9, reaction)).toBeGreaterThan(0);
  });
});
