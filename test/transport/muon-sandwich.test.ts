import { describe, expect, it } from "vitest";
import { muonMass } from "../../src/constants.ts";
import { radiativeLoss, radiativeProcesses } from "../../src/physics/muon-energy-loss.ts";
import { muonIonisation } from "../../src/physics/muon-ionisation.ts";
import {
  layerLosses,
  layerRadiationLengths,
  layerXi,
  minimumIonisation,
  platesOf,
  samplingFraction,
  scintillatorXi,
} from "../../src/transport/muon-sandwich.ts";
import { GeV, MeV } from "../../src/units.ts";
import { ecalLayer, hcalLayer } from "./muon-layers.ts";

const limits = { local: 4 * MeV, hard: 20 * MeV };

describe("reference: notes 4 and 5", () => {
  it("a layer of the ECAL has 0.2709 radiation lengths, a module of the HCAL 69", () => {
    expect(layerRadiationLengths(ecalLayer)).toBeCloseTo(0.2709, 3);
    expect(48 * layerRadiationLengths(hcalLayer)).toBeCloseTo(69, 0);
  });

  it("the scintillator has 0.138 and 0.0277 of a minimum-ionising particle's loss", () => {
    expect(samplingFraction(ecalLayer)).toBeCloseTo(0.138, 2);
    expect(Math.abs(samplingFraction(hcalLayer) / 0.0277 - 1)).toBeLessThan(0.015);
  });

  // PDG: 1.451 and 1.936 MeV cm2/g at the minimum, in 944.9 and 20.4 g/cm2.
  it("a minimum-ionising muon loses 1.371 and 0.0395 GeV in iron and scintillator of a module", () => {
    const [inIron, inScintillator] = minimumIonisation(hcalLayer);
    expect(Math.abs((48 * inIron) / (1371 * MeV) - 1)).toBeLessThan(0.02);
    expect(Math.abs((48 * inScintillator) / (39.5 * MeV) - 1)).toBeLessThan(0.03);
  });

  it("ξ of the scintillator of a module is 1.68 MeV, of all of it 69 MeV", () => {
    expect((48 * scintillatorXi(hcalLayer)) / MeV).toBeCloseTo(1.68, 2);
    expect((48 * layerXi(hcalLayer)) / MeV).toBeCloseTo(67.5 + 1.68, 0);
  });
});

describe("the mean losses of a layer", () => {
  it.each([2, 20, 100])("below the limit and above add up to all of them: %s GeV", (energy) => {
    const { continuous } = layerLosses(hcalLayer, { ...limits, hard: 1000 * GeV }, energy * GeV);
    let all = 0;
    for (const { material, mass } of platesOf(hcalLayer)) {
      all += mass * muonIonisation(energy * GeV, material);
      all += mass * radiativeLoss(radiativeProcesses.bremsstrahlung, energy * GeV, material);
      all += mass * radiativeLoss(radiativeProcesses.pairProduction, energy * GeV, material);
    }
    expect(Math.abs(continuous / all - 1)).toBeLessThan(2e-3);
  });

  it("in showers are none where both limits are one, but for soft radiation", () => {
    const { showers, continuous } = layerLosses(hcalLayer, { local: 20 * MeV, hard: 20 * MeV }, 20 * GeV);
    expect(showers / continuous).toBeGreaterThan(0);
    expect(showers / continuous).toBeLessThan(0.01);
    expect(layerLosses(hcalLayer, limits, 20 * GeV).showers / continuous).toBeCloseTo(0.075, 2);
  });

  it("grow with the limit, and are all of them for a slow muon", () => {
    const slow = muonMass + 50 * MeV;
    expect(layerLosses(hcalLayer, limits, slow).continuous).toBeCloseTo(
      platesOf(hcalLayer).reduce((sum, { material, mass }) => sum + mass * muonIonisation(slow, material), 0),
      5,
    );
  });
});
