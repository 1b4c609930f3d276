import { describe, expect, it } from "vitest";
import { muonMass } from "../../src/constants.ts";
import { integrate } from "../../src/math/integrate.ts";
import { radiativeLoss, radiativeProcesses } from "../../src/physics/muon-energy-loss.ts";
import { muonIonisation } from "../../src/physics/muon-ionisation.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { newMuonDeposits, prepareMuonPassage } from "../../src/transport/muon-passage.ts";
import { layerLosses, platesOf } from "../../src/transport/muon-sandwich.ts";
import { GeV, MeV } from "../../src/units.ts";
import { deviation, moments } from "../random/standard-errors.ts";
import { hcalLayer, moduleLayers } from "./muon-layers.ts";

const random = new RandomStream(runKeyFromSeed("muon-passage.test"));
const limits = { local: 4 * MeV, hard: 20 * MeV };
const cross = prepareMuonPassage(hcalLayer, limits);
const deposits = newMuonDeposits();

/** Mean loss of a muon in a layer, by the cross sections alone. */
function meanLoss(energy: number): number {
  let sum = 0;
  for (const { material, mass } of platesOf(hcalLayer)) {
    sum += mass * muonIonisation(energy, material);
    for (const process of Object.values(radiativeProcesses))
      sum += mass * radiativeLoss(process, energy, material);
  }
  return sum;
}

describe("energy", () => {
  it.each([0.1, 0.2, 1, 5, 20, 100, 300])("is conserved for a muon of %s GeV", (energy) => {
    for (const layers of [0, 0.3, 16, 48, 500]) {
      for (let k = 0; k < 300; k++) {
        const after = cross(energy, layers, random, deposits);
        const found = after + deposits.continuous + deposits.hardShowers + deposits.hadronic;
        expect(Math.abs(found / energy - 1)).toBeLessThan(1e-12);
        expect(after).toBeGreaterThanOrEqual(Math.min(energy, muonMass));
        expect(deposits.layers).toBeLessThanOrEqual(layers);
        expect(deposits.scintillator + deposits.softShowers).toBeLessThanOrEqual(deposits.continuous);
      }
    }
  });
});

describe("the mean loss", () => {
  // The muon slows down by 2 % in 48 layers of 100 GeV; over 4 layers it is dE/dx.
  it.each([5, 10, 20, 50, 100])("is that of the cross sections: %s GeV", (energy) => {
    const count = 60_000;
    random.seek(energy, 0);
    const layers = 4;
    const { mean, variance } = moments(count, () => energy - cross(energy, layers, random, deposits));
    // dE/dx at the middle of the way.
    const expected = layers * meanLoss(energy - 0.5 * layers * meanLoss(energy));
    expect(deviation(mean, expected, Math.sqrt(variance / count))).toBeLessThan(4);
    // Without the few large losses: the error is small enough to see a percent.
    random.seek(energy, 1);
    const soft = moments(count, () => {
      const lost = energy - cross(energy, layers, random, deposits);
      return Math.min(lost, 0.5 * GeV);
    });
    expect(soft.mean).toBeLessThan(expected);
    expect(soft.mean / expected).toBeGreaterThan(0.6);
  });

  it("of its continuous part is that of the table, within 0.1 %, and so are the shares", () => {
    for (const energy of [3, 10, 50]) {
      const expected = layerLosses(hcalLayer, limits, energy * GeV);
      let [continuous, scintillator, showers, layers] = [0, 0, 0, 0];
      for (let k = 0; k < 200; k++) {
        cross(energy * GeV, 0.2, random, deposits);
        continuous += deposits.continuous;
        scintillator += deposits.scintillator;
        showers += deposits.softShowers;
        layers += deposits.layers;
      }
      expect(continuous / layers / expected.continuous).toBeCloseTo(1, 3);
      expect(scintillator / layers / expected.scintillator).toBeCloseTo(1, 2);
      expect(showers / layers / expected.showers).toBeCloseTo(1, 2);
    }
  });
});

describe("the range", () => {
  // Notes 5: 1.7, 3.4, 5.1, 7.0 GeV to cross one to four modules, by the mean loss.
  it.each([
    [1, 1.7],
    [2, 3.4],
    [3, 5.1],
    [4, 7.0],
  ])("to cross %s modules half of the muons need %s GeV", (modules, energy) => {
    const crossing = (from: number) => {
      let crossed = 0;
      for (let k = 0; k < 400; k++)
        if (cross(from, modules * moduleLayers, random, deposits) > muonMass) crossed++;
      return crossed / 400;
    };
    expect(crossing(0.92 * energy)).toBeLessThan(0.5);
    expect(crossing(1.08 * energy)).toBeGreaterThan(0.5);
  });

  it("of slow muons, which lose nothing hard, is the integral of 1 / (dE/dx)", () => {
    for (const kinetic of [0.1 * GeV, 0.25 * GeV]) {
      const range = integrate(
        (log) => Math.exp(log) / layerLosses(hcalLayer, limits, muonMass + Math.exp(log)).continuous,
        Math.log(2 * MeV),
        Math.log(kinetic),
        1e-7,
      );
      expect(cross(muonMass + kinetic, 0.97 * range, random, deposits)).toBeGreaterThan(muonMass);
      expect(cross(muonMass + kinetic, 1.03 * range, random, deposits)).toBe(muonMass);
      expect(Math.abs(deposits.layers / range - 1)).toBeLessThan(0.02);
    }
  });

  it("ends within the layers: what it crossed is told", () => {
    cross(1 * GeV, 100, random, deposits);
    expect(deposits.layers).toBeGreaterThan(20);
    expect(deposits.layers).toBeLessThan(31);
  });
});
