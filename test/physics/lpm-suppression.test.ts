import { describe, expect, it } from "vitest";
import { integrateByPanels } from "../../src/math/gauss-legendre.ts";
import { completeScreening } from "../../src/physics/bremsstrahlung.ts";
import { lpmEnergy, lpmSuppression, suppressed } from "../../src/physics/lpm-suppression.ts";
import { cm, GeV, MeV, mm, TeV } from "../../src/units.ts";

const lead = lpmEnergy(5.612 * mm);

/** Migdal's φ(s) = 12 s² ∫ coth(t/2) e^(-st) sin(st) dt - 6 π s², by quadrature. */
function migdal(s: number): number {
  const integrand = (t: number) => (Math.exp(-s * t) * Math.sin(s * t)) / Math.tanh(t / 2);
  return 12 * s * s * integrateByPanels(integrand, 0, 45 / s, 0.5) - 6 * Math.PI * s * s;
}

describe("E_LPM", () => {
  it("is 7.7 TeV per cm of radiation length, 4.3 TeV in lead", () => {
    expect(lpmEnergy(1 * cm) / TeV).toBeCloseTo(7.7, 1);
    expect(lead / TeV).toBeCloseTo(4.31, 2);
  });
});

describe("the suppression", () => {
  it.each([0.003, 0.01, 0.05, 0.2, 0.5, 0.9])("is Migdal's ξ φ(s) with ξ by Stanev, at s' = %s", (scale) => {
    const logLeast = Math.log((Math.SQRT2 * Math.cbrt(82 * 82)) / (184.15 * 184.15));
    const h = Math.log(scale) / logLeast;
    const xi = 1 + h - (0.08 * (1 - h) * (1 - (1 - h) * (1 - h))) / logLeast;
    const s = scale / Math.sqrt(xi);
    const expected = s > 0.57 ? 1 : Math.min(1, xi * migdal(s));
    expect(Math.abs(lpmSuppression(scale, 82) / expected - 1)).toBeLessThan(1e-3); // Stanev's fit of φ
  });

  it("ends at s' = 1 and never enhances", () => {
    expect(lpmSuppression(1, 82)).toBe(1);
    expect(lpmSuppression(50, 82)).toBe(1);
    let before = 0;
    for (let k = 1; k <= 200; k++) {
      const value = lpmSuppression(k / 200, 82);
      expect(value).toBeLessThanOrEqual(1);
      expect(value).toBeGreaterThanOrEqual(before - 1e-9);
      before = value;
    }
  });

  // In the strong limit ξ = 2: ξ 6 s = 3 √(k E_LPM) / E, three times the estimate of Landau and Pomeranchuk.
  it("is 3 √(k E_LPM) / E for the softest photons", () => {
    const scale = 5e-4;
    expect(lpmSuppression(scale, 82) / (3 * Math.sqrt(8) * scale)).toBeCloseTo(1, 2);
  });
});

describe("the suppressed spectrum", () => {
  const spectrum = suppressed(completeScreening, lead, 82);

  it("is that of single scattering times the suppression", () => {
    for (const energy of [2, 20, 100].map((e) => e * GeV)) {
      for (const photon of [5, 20, 100, 500, 1500].map((k) => k * MeV)) {
        const y = photon / energy;
        const factor = lpmSuppression(Math.sqrt((lead * y) / (8 * energy * (1 - y))), 82);
        const error = Math.abs(spectrum(y, energy) / completeScreening(y) - factor);
        expect(error).toBeLessThan(factor > 0.1 ? 0.005 * factor : 0.01);
      }
    }
  });

  it("is complete screening for hard photons, and for slow electrons", () => {
    for (const y of [0.2, 0.5, 0.99]) expect(spectrum(y, 100 * GeV)).toBe(completeScreening(y));
    expect(spectrum(0.02, 1 * GeV)).toBe(completeScreening(0.02));
  });
});
