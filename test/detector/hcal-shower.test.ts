import { describe, expect, it } from "vitest";
import { type HcalShowerCard, prepareHcalShowers } from "../../src/detector/hcal-shower.ts";
import { electron, hadronicDebris, neutron, photon, pion } from "../../src/event/particle.ts";
import { Particles } from "../../src/event/particles.ts";
import { Pulses } from "../../src/event/pulses.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { GeV, mm } from "../../src/units.ts";
import { countDeviation } from "../random/standard-errors.ts";
import { shippedCard } from "../shipped-card.ts";
import { pulseSum } from "./one-part.ts";

const cells = 9;
const shape = { modules: 4, side: 3 };
const random = new RandomStream(runKeyFromSeed("hcal-shower.test"));
const particles = new Particles();
const pulses = new Pulses();
let [lost, left] = [0, 0];
const account = {
  lose: (_particles: Particles, _p: number, energy: number) => {
    lost += energy;
  },
  leave: (_particles: Particles, _p: number, energy: number) => {
    left += energy;
  },
};

function prepare(sets: readonly string[] = []) {
  const card = shippedCard([
    "detector.hcal.electronResolution=0",
    "detector.hcal.hadronSamplingTerm=0",
    ...sets,
  ]);
  return prepareHcalShowers(card.detector.hcal as HcalShowerCard, card.hadronShowers, shape, account);
}

function begin(event: number, kind: number, energy: number, x = 0, z = 650 * mm): number {
  random.seek(event, 1);
  particles.clear();
  pulses.clear();
  [lost, left] = [0, 0];
  const p = particles.add(kind, energy);
  particles.x[p] = x;
  particles.z[p] = z;
  return p;
}

/** Energy of what was appended: what goes on behind. */
const behind = () => particles.energy.subarray(1, particles.count).reduce((sum, energy) => sum + energy, 0);
const module = (m: number) => pulseSum(pulses, m * cells, (m + 1) * cells);
const showers = prepare();

describe("a hadronic shower", () => {
  it("loses, leaves and lets through all that it has, wherever it begins", () => {
    for (const x of [0, 150, 285, 295]) {
      for (const z of [700, 2100, 6000, 6500]) {
        showers.showerHadronically(particles, begin(x + z, pion, 50 * GeV, x), z, 50 * GeV, random, pulses);
        expect(lost + left + behind()).toBeCloseTo(50, 9);
      }
    }
  });

  it("is seen as 1.188 of its core and 1.188 / 1.4 of the rest", () => {
    for (const [share, response] of [
      [1, 1.188],
      [0, 1.188 / 1.4],
    ] as const) {
      // All neutral pions, or none, and no spread.
      const all = prepare([
        `hadronShowers.pionScale=${share === 1 ? 0.1 : 10} GeV`,
        "hadronShowers.multiplicityPower=0.5",
        "hadronShowers.electromagneticSpread=0",
        "detector.hcal.activeWidth=600 mm",
        "detector.hcal.activeHeight=600 mm",
        "detector.hcal.backPlate=0 mm",
      ]);
      const energy = share === 1 ? 1e9 : 9;
      all.showerHadronically(particles, begin(1, pion, energy), 700, energy, random, pulses);
      expect(pulseSum(pulses) / lost / response).toBeCloseTo(1, 2);
    }
  });

  it("is lost to sight in plates and frames", () => {
    // In the plate: the core goes on into the next module.
    showers.showerHadronically(particles, begin(1, pion, 50 * GeV), 2093, 50 * GeV, random, pulses);
    expect(module(0)).toBe(0);
    expect(module(1)).toBeGreaterThan(20);
    expect(lost - pulseSum(pulses)).toBeGreaterThan(1);
    // In the frame: half of it is seen at most.
    showers.showerHadronically(particles, begin(1, pion, 50 * GeV, 299), 700, 50 * GeV, random, pulses);
    expect(pulseSum(pulses)).toBeLessThan(35);
    expect(left).toBeGreaterThan(10);
  });

  it("of a particle at an angle leaves the module at its side", () => {
    const p = begin(1, hadronicDebris, 50 * GeV, 0);
    particles.angleX[p] = 400;
    showers.showerHadronically(particles, p, 1300, 50 * GeV, random, pulses);
    expect(left).toBeGreaterThan(5);
    expect(lost + left + behind()).toBeCloseTo(50, 9);
  });

  it("begins at once for debris, after 7.4 lengths in e^-7.4 of a nucleon, after 6.06 in e^-6.06 of a pion", () => {
    expect(showers.interactionOf(particles, begin(1, hadronicDebris, 5 * GeV), random)).toBe(700);
    const count = 20_000;
    for (const [kind, lengths] of [
      [pion, 6.06],
      [neutron, 7.4],
    ] as const) {
      let through = 0;
      for (let event = 0; event < count; event++)
        if (showers.interactionOf(particles, begin(event, kind, 50 * GeV), random) > 2092) through++;
      expect(countDeviation(through, count, Math.exp(-lengths))).toBeLessThan(4);
    }
  });
});

describe("an electromagnetic shower", () => {
  it("stays in the module in which it begins, if that is early", () => {
    for (const kind of [electron, photon]) {
      showers.cross(particles, begin(1, kind, 20 * GeV), random, pulses);
      expect(pulseSum(pulses, cells)).toBeLessThan(0.01);
      expect(pulseSum(pulses) / lost).toBeGreaterThan(1.16);
      expect(lost + left + behind()).toBeCloseTo(20, 9);
    }
  });

  it("goes on into the next module, or out behind, if it begins at the back of one", () => {
    showers.cross(particles, begin(1, electron, 20 * GeV, 0, 1900), random, pulses);
    expect(module(1)).toBeGreaterThan(0.05);
    showers.cross(particles, begin(1, electron, 20 * GeV, 0, 6500), random, pulses);
    expect(behind()).toBeGreaterThan(1);
    expect(lost + left + behind()).toBeCloseTo(20, 9);
  });

  it("of some MeV is in one place, and beside the module it is none", () => {
    showers.cross(particles, begin(1, photon, 0.005 * GeV), random, pulses);
    expect(lost + left).toBeCloseTo(0.005, 12);
    showers.cross(particles, begin(1, photon, 5 * GeV, 310), random, pulses);
    expect([lost, left, pulses.count]).toEqual([0, 0, 0]);
  });
});
