import { describe, expect, it } from "vitest";
import { antimuon, electron, hadronicDebris, muon, photon, pion } from "../../src/event/particle.ts";
import type { Particles } from "../../src/event/particles.ts";
import { GeV, mm } from "../../src/units.ts";
import { countDeviation, deviation, moments } from "../random/standard-errors.ts";
import { shippedCard } from "../shipped-card.ts";
import { prepareOnePart, pulseSum } from "./one-part.ts";

const modules = 4;
const cells = 9;
const hcal = prepareOnePart("hcal", shippedCard());

function put(particles: Particles, kind: number, energy: number, x = 0, y = 0) {
  const p = particles.add(kind, energy);
  particles.x[p] = x;
  particles.y[p] = y;
  particles.z[p] = 450 * mm;
  return p;
}

const module = (m: number) => pulseSum(hcal.pulses, m * cells, (m + 1) * cells);

describe("a shower", () => {
  const energyOf = (kind: number, energy: number, count = 4000) => {
    let event = 0;
    return moments(count, () => {
      hcal.deposit(event++, (particles) => put(particles, kind, energy));
      return pulseSum(hcal.pulses);
    });
  };

  // Calibrated at 50 GeV, thresholds and noise of the readout apart; the fluctuation of neutral pions is a constant term.
  it.each([
    [20, 0.133],
    [50, 0.085],
    [100, 0.065],
  ])("of pions has about the resolution 0.6 / sqrt(E) of Sec. III: %s GeV", (energy, resolution) => {
    const { mean, variance } = energyOf(pion, energy * GeV);
    expect(Math.abs(Math.sqrt(variance) / mean / resolution - 1)).toBeLessThan(0.06);
  });

  it("of pions reads more per energy the more it has: 1 at 50 GeV", () => {
    const [low, middle, high] = [10, 50, 100].map((energy) => energyOf(pion, energy * GeV).mean / energy);
    expect(Math.abs(middle! - 1.01)).toBeLessThan(0.015);
    expect(low! / middle!).toBeLessThan(0.97);
    expect(high! / middle!).toBeGreaterThan(1.01);
  });

  it("of electrons and photons stays in the first module, with 0.32 / sqrt(E) and 1.188 of the response to hadrons", () => {
    for (const kind of [electron, photon]) {
      const { mean, variance } = energyOf(kind, 10 * GeV);
      expect(module(0)).toBe(pulseSum(hcal.pulses));
      const spread = 0.1024 * 1.188 * mean;
      expect(deviation(variance, spread, spread * Math.sqrt(2.5 / 4000))).toBeLessThan(4);
      expect(Math.abs(mean / 1.188 / 10 - 1)).toBeLessThan(0.02);
    }
  });

  it("of debris begins at the front face; a fresh pion flies on for a while first, as a MIP: e^-6.06 get through a module", () => {
    const count = 20_000;
    let [through, debrisThrough] = [0, 0];
    for (let event = 0; event < count; event++) {
      hcal.deposit(event, (particles) => put(particles, pion, 100 * GeV));
      if (hcal.particles.end[0]! > 2092) through++;
      expect(module(0)).toBeGreaterThan(0);
    }
    for (let event = 0; event < 2000; event++) {
      hcal.deposit(event, (particles) => put(particles, hadronicDebris, 100 * GeV));
      if (module(0) === 0) debrisThrough++;
    }
    expect(countDeviation(through, count, Math.exp(-6.06))).toBeLessThan(4);
    expect(debrisThrough).toBe(0);
  });

  it("deposits depth by depth: most of it in the first module, all of it in four", () => {
    let event = 0;
    const { mean } = moments(2000, () => {
      hcal.deposit(event++, (particles) => put(particles, hadronicDebris, 100 * GeV));
      return module(0) / pulseSum(hcal.pulses);
    });
    expect(mean).toBeGreaterThan(0.85);
    expect(mean).toBeLessThan(0.995);
  });

  it("outside the face, or ended before it, leaves nothing", () => {
    for (const kind of [electron, hadronicDebris]) {
      hcal.deposit(1, (particles) => {
        put(particles, kind, 100 * GeV, 0, -305 * mm);
        particles.end[put(particles, kind, 100 * GeV)] = 600 * mm;
      });
      expect(hcal.pulses.count).toBe(0);
    }
  });
});

describe("the columns", () => {
  it("add up: E_HCAL of Fig. 7 is the first two modules, of Fig. 8 all four", () => {
    for (let event = 0; event < 50; event++) {
      hcal.see(event, (particles) => put(particles, pion, 50 * GeV));
      const { hcalModuleEnergy, hcalEnergy, hcalTotalEnergy } = hcal.columns;
      expect(hcalEnergy[0]).toBeCloseTo(hcalModuleEnergy[0]! + hcalModuleEnergy[1]!, 3);
      const all = Array.from(hcalModuleEnergy.subarray(0, modules)).reduce((sum, e) => sum + e, 0);
      expect(hcalTotalEnergy[0]).toBeCloseTo(all, 3);
    }
    const three = prepareOnePart("hcal", shippedCard(["detector.hcal.modulesInSum=3"]));
    three.see(1, (particles) => put(particles, muon, 50 * GeV));
    expect(three.columns.hcalEnergy[0]! / three.columns.hcalTotalEnergy[0]!).toBeCloseTo(0.75, 0);
  });

  // The card takes 2.05 GeV for each module: 50 GeV cross all, 3 GeV end in the second, 5 GeV in the third.
  it("tell the muons that enter each module, and that stop in it; not those of other beam particles", () => {
    hcal.see(1, (particles) => {
      put(particles, muon, 50 * GeV);
      put(particles, antimuon, 3 * GeV);
      particles.origin[put(particles, muon, 5 * GeV)] = 1;
    });
    const { hcalMuons, hcalMuonsStopped } = hcal.columns;
    expect([...hcalMuons]).toEqual([2, 2, 1, 1]);
    expect([...hcalMuonsStopped]).toEqual([0, 1, 0, 0]);
    // One beside the HCAL, one that leaves it at the side of the second module, and what is no muon.
    hcal.see(2, (particles) => {
      put(particles, muon, 50 * GeV, 301);
      particles.angleX[put(particles, muon, 50 * GeV)] = 100;
      put(particles, pion, 50 * GeV);
    });
    expect([...hcalMuons]).toEqual([1, 1, 0, 0]);
    expect([...hcalMuonsStopped]).toEqual([0, 0, 0, 0]);
  });

  it("of events one after the other do not mix", () => {
    hcal.see(1, (particles) => put(particles, muon, 50 * GeV));
    hcal.see(2, () => {});
    expect(hcal.columns.hcalTotalEnergy[0]).toBeLessThan(1 * GeV);
  });

  // The threshold of a cell, 160 MeV, is four counts of 40 MeV; the zero-energy threshold of Eq. (15), 1 GeV, is far above.
  it("of an empty HCAL are 0 in 99.9 % of the events: noise makes no peak", () => {
    let fired = 0;
    for (let event = 0; event < 4000; event++) {
      hcal.see(event, () => {});
      if (hcal.columns.hcalTotalEnergy[0]! > 0) fired++;
    }
    expect(fired).toBeLessThan(4);
  });
});
