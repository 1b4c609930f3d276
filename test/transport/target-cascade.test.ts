import { describe, expect, it } from "vitest";
import { completeScreening } from "../../src/physics/bremsstrahlung.ts";
import { defaultThreshold, prepareTargetCascade, targetModel } from "../../src/transport/target-cascade.ts";
import { GeV, MeV } from "../../src/units.ts";
import { matter } from "./cascades.ts";

describe("the target", () => {
  const model = targetModel(matter);

  it("attenuates photons as its lead does: 0.37 per radiation length at 20 MeV, 7/9 in the end", () => {
    expect(model.attenuation(Math.log(20 * MeV))).toBeCloseTo(0.372, 3);
    expect(model.attenuation(Math.log(100 * GeV))).toBeCloseTo(7 / 9, 2);
  });

  it("suppresses soft photons of fast electrons, as lead does", () => {
    const ratio = model.spectrum(2e-4, 100 * GeV) / completeScreening(2e-4);
    expect(ratio).toBeCloseTo(0.22, 2);
    expect(model.spectrum(0.5, 100 * GeV)).toBe(completeScreening(0.5));
  });

  it("has the threshold that is asked for, and 10 GeV by default", () => {
    expect(prepareTargetCascade(matter).threshold).toBe(defaultThreshold);
    expect(prepareTargetCascade(matter, 2 * GeV).threshold).toBe(2 * GeV);
    expect(model.photonCut).toBe(20 * MeV);
    expect(model.depth).toBe(matter.depth);
  });
});
