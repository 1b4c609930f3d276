import { describe, expect, it } from "vitest";
import { electronMass } from "../../src/constants.ts";
import {
  elasticFormFactor,
  formFactorOf,
  inelasticFormFactor,
  nuclearMass,
  nuclearScale,
  screeningScale,
} from "../../src/physics/form-factor.ts";

const lead = { charge: 82, massNumber: 207.2 };

describe("elasticFormFactor", () => {
  it("is Eq. (11) as printed", () => {
    const a = (111 * Math.exp(-Math.log(82) / 3)) / electronMass;
    const d = 0.164 * Math.exp((-2 * Math.log(207.2)) / 3);
    for (const t of [1e-12, 1e-9, 4e-7, 1e-3, 5e-3, 0.2, 3]) {
      const a2t = a * a * t;
      const screening = a2t / (1 + a2t);
      const size = 1 / (1 + t / d);
      const printed = screening * screening * size * size * 82 * 82;
      expect(elasticFormFactor(t, lead) / printed).toBeCloseTo(1, 13);
    }
  });

  it("vanishes as t² for t → 0, without 0/0", () => {
    expect(elasticFormFactor(0, lead)).toBe(0);
    const slope = (t: number) => elasticFormFactor(t, lead) / (t * t);
    expect(slope(1e-30) / slope(1e-20)).toBeCloseTo(1, 9);
  });

  it("is nearly Z² between the two scales, a quarter of it at either, and falls as 1/t² beyond", () => {
    const between = Math.sqrt(screeningScale(lead) * nuclearScale(lead));
    expect(elasticFormFactor(between, lead) / (82 * 82)).toBeCloseTo(0.9988, 3);
    expect(elasticFormFactor(screeningScale(lead), lead) / (82 * 82)).toBeCloseTo(0.25, 6);
    expect(elasticFormFactor(nuclearScale(lead), lead) / (82 * 82)).toBeCloseTo(0.25, 6);
    expect(elasticFormFactor(200, lead) / elasticFormFactor(100, lead)).toBeCloseTo(0.25, 3);
  });

  it("reference: the scales of lead in the notes", () => {
    expect(screeningScale(lead)).toBeCloseTo(4.0e-10, 11);
    expect(nuclearScale(lead)).toBeCloseTo(4.7e-3, 4);
  });
});

describe("inelasticFormFactor", () => {
  it("is that of the notes as printed", () => {
    const a = (773 * Math.exp((-2 * Math.log(82)) / 3)) / electronMass;
    for (const t of [1e-12, 1e-9, 4e-7, 1e-3, 5e-3, 0.2, 3]) {
      const screening = (a * a * t) / (1 + a * a * t);
      const magnetic = 1 + (t * (2.79284734 * 2.79284734 - 1)) / (4 * 0.93827208816 * 0.93827208816);
      const dipole = Math.sqrt(Math.sqrt(1 + t / 0.71));
      const amplitude = magnetic / Math.exp(16 * Math.log(dipole));
      const printed = 82 * screening * screening * amplitude * amplitude;
      expect(inelasticFormFactor(t, lead) / printed).toBeCloseTo(1, 12);
    }
  });

  it("vanishes as t², is nearly Z where the protons are seen one by one, and far above the elastic one at 1 GeV²", () => {
    expect(inelasticFormFactor(0, lead)).toBe(0);
    expect(inelasticFormFactor(1e-20, lead) / inelasticFormFactor(1e-21, lead)).toBeCloseTo(100, 6);
    expect(inelasticFormFactor(3e-4, lead) / 82).toBeCloseTo(1, 2);
    expect(inelasticFormFactor(3e-4, lead) / elasticFormFactor(3e-4, lead)).toBeLessThan(0.02);
    expect(inelasticFormFactor(1, lead) / elasticFormFactor(1, lead)).toBeGreaterThan(3);
  });
});

describe("formFactorOf", () => {
  it("is the elastic one if nothing is said, or the sum", () => {
    for (const t of [1e-9, 1e-3, 1]) {
      const [elastic, inelastic] = [elasticFormFactor(t, lead), inelasticFormFactor(t, lead)];
      expect(formFactorOf(lead)(t)).toBe(elastic);
      expect(formFactorOf(lead, "elastic")(t)).toBe(elastic);
      expect(formFactorOf(lead, "elastic+inelastic")(t)).toBe(elastic + inelastic);
    }
  });
});

describe("nuclearMass", () => {
  it("is 193 GeV for lead, and for carbon 12 exactly 12 atomic mass units", () => {
    expect(nuclearMass(lead)).toBeCloseTo(193.006, 3);
    expect(nuclearMass({ charge: 6, massNumber: 12 })).toBeCloseTo(12 * 0.93149410242, 12);
  });
});
