import { describe, expect, it } from "vitest";
import { integrate } from "../../src/math/integrate.ts";
import { elasticFormFactor, type Nucleus } from "../../src/physics/form-factor.ts";
import { photonFlux } from "../../src/physics/photon-flux.ts";
import { GeV, MeV } from "../../src/units.ts";

const nuclei = {
  lead: { charge: 82, massNumber: 207.2 },
  tungsten: { charge: 74, massNumber: 183.84 },
  carbon: { charge: 6, massNumber: 12.011 },
  hydrogen: { charge: 1, massNumber: 1.008 },
};

/** Eq. (10) by quadrature in ln t. */
function fluxByQuadrature(from: number, to: number, nucleus: Nucleus): number {
  const inLogT = (logT: number) => {
    const t = Math.exp(logT);
    return ((t - from) / t) * elasticFormFactor(t, nucleus);
  };
  return integrate(inLogT, Math.log(from), Math.log(to), 1e-12);
}

describe("photonFlux", () => {
  it.each(Object.entries(nuclei))("is the integral of Eq. (10) for %s", (_name, nucleus) => {
    for (const mass of [1.1 * MeV, 10 * MeV, 100 * MeV, 950 * MeV]) {
      for (const energy of [1 * GeV, 20 * GeV, 150 * GeV]) {
        const from = (mass * mass * mass * mass) / (4 * energy * energy);
        const exact = fluxByQuadrature(from, mass * mass, nucleus);
        expect(Math.abs(photonFlux(from, mass * mass, nucleus) / exact - 1)).toBeLessThan(1e-9);
      }
    }
  });

  it("takes the lower limit 0", () => {
    expect(photonFlux(0, 1, nuclei.lead) / photonFlux(1e-18, 1, nuclei.lead)).toBeCloseTo(1, 8);
  });

  it("is zero for an empty range, grows with the upper limit and falls with the lower one", () => {
    expect(photonFlux(1e-3, 1e-3, nuclei.lead)).toBe(0);
    expect(photonFlux(1e-2, 1e-3, nuclei.lead)).toBe(0);
    for (let t = 1e-8; t < 1; t *= 2) {
      expect(photonFlux(1e-9, 2 * t, nuclei.lead)).toBeGreaterThan(photonFlux(1e-9, t, nuclei.lead));
      expect(photonFlux(2 * t, 4, nuclei.lead)).toBeLessThan(photonFlux(t, 4, nuclei.lead));
    }
  });
});
