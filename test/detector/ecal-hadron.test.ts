import { describe, expect, it } from "vitest";
import {
  hadronicDebris,
  kaon,
  longLivedKaon,
  neutron,
  photon,
  pion,
  proton,
  shortLivedKaon,
} from "../../src/event/particle.ts";
import { GeV, MeV } from "../../src/units.ts";
import { countDeviation } from "../random/standard-errors.ts";
import { shippedCard } from "../shipped-card.ts";
import { back, cells, put, sample } from "./ecal-sample.ts";
import { prepareOnePart, pulseSum } from "./one-part.ts";

const shipped = prepareOnePart("ecal", shippedCard());

/** Whether the first particle has interacted. */
const interacted = () => shipped.particles.end[0]! < back;

describe("a hadron", () => {
  it.each([
    ["pion", pion, 1.34],
    ["kaon", longLivedKaon, 1.34],
    ["proton", proton, 1.57],
    ["neutron", neutron, 1.57],
  ] as const)("interacts at an exponential depth: a %s", (_name, kind, lengths) => {
    const count = 4000;
    let [passed, half] = [0, 0];
    for (let event = 0; event < count; event++) {
      shipped.deposit(event, (particles) => put(particles, kind, 100 * GeV));
      if (!interacted()) passed++;
      else if (shipped.particles.end[0]! < 0.5 * back) half++;
    }
    expect(countDeviation(passed, count, Math.exp(-lengths))).toBeLessThan(4);
    expect(countDeviation(half, count, 1 - Math.exp(-0.5 * lengths))).toBeLessThan(4);
  });

  it("leaves a MIP before it interacts if it is charged, and nothing if it is not", () => {
    const inPreshower = (kind: number) => {
      const found: number[] = [];
      for (let event = 0; event < 2000; event++) {
        shipped.deposit(event, (particles) => put(particles, kind, 100 * GeV));
        if (shipped.particles.end[0]! > 0.2 * back) found.push(pulseSum(shipped.pulses, 0, cells));
      }
      return found.sort((a, b) => a - b);
    };
    const charged = inPreshower(pion);
    // Of a muon of 100 GeV 0.06 GeV: 16 layers of the PS.
    expect(charged[Math.floor(charged.length / 2)]! / (60 * MeV)).toBeCloseTo(1, 0);
    expect(charged[0]!).toBeGreaterThan(30 * MeV);
    expect(Math.max(...inPreshower(neutron))).toBe(0);
  });

  it("loses, leaves to debris and at the sides all that it has", () => {
    for (const kind of [pion, proton, neutron, hadronicDebris]) {
      for (let event = 0; event < 500; event++) {
        shipped.see(event, (particles) => put(particles, kind, 50 * GeV, { x: 70, y: -30 }));
        const { particles, columns, truth } = shipped;
        let sum = columns.ecalDeposit[0]! + truth.leftSideways;
        for (let p = 0; p < particles.count; p++)
          if (particles.end[p] === Number.POSITIVE_INFINITY) sum += particles.energy[p]!;
        if (!(Math.abs(sum - 50) < 5e-6)) throw new Error(`${sum} GeV of ${kind} in event ${event}`);
      }
    }
  });
});

describe("a hadronic shower", () => {
  const exact = prepareOnePart(
    "ecal",
    shippedCard([
      "detector.ecal.hadronSamplingTerm=0",
      "detector.ecal.samplingTerm=0",
      "detector.ecal.responseSpread=0",
    ]),
  );

  /** What is seen over what is lost, of debris from the face on. */
  const response = (energy: number) =>
    sample(3000, (event) => {
      exact.see(event, (particles) => put(particles, hadronicDebris, energy * GeV));
      return pulseSum(exact.pulses) / exact.columns.ecalDeposit[0]!;
    });

  // The core is short and narrow, so that more of it than of the rest is in the ECAL: the mean is above f + (1 - f) / 1.4.
  it("is seen as its share of neutral pions says, and fluctuates with it", () => {
    for (const [energy, share] of [
      [10, 0.339],
      [100, 0.563],
    ] as const) {
      const { mean, rms } = response(energy);
      expect(mean).toBeGreaterThan(share + (1 - share) / 1.4);
      expect(mean).toBeLessThan(share + (1 - share) / 1.4 + 0.09);
      expect(rms).toBeGreaterThan(0.02);
      expect(rms).toBeLessThan(0.06);
    }
  });

  it("lets debris through at the back and, at an angle from an edge, at the sides", () => {
    let sideways = 0;
    for (let event = 0; event < 500; event++) {
      shipped.deposit(event, (particles) => put(particles, hadronicDebris, 50 * GeV));
      const { particles } = shipped;
      for (let p = 1; p < particles.count; p++) {
        expect(particles.kind[p]).toBe(hadronicDebris);
        if (particles.z[p] === back) continue;
        sideways++;
        expect(Math.hypot(particles.x[p]!, particles.y[p]!)).toBeCloseTo(114.6, 1);
        // It flies on outwards.
        expect(particles.x[p]! * particles.angleX[p]!).toBeGreaterThanOrEqual(0);
        expect(particles.y[p]! * particles.angleY[p]!).toBeGreaterThanOrEqual(0);
      }
    }
    expect(sideways).toBeGreaterThan(400);
  });
});

describe("charge exchange", () => {
  // 0.1 at 10 GeV, so that a tenth of the interactions is one.
  const often = prepareOnePart("ecal", shippedCard(["hadronShowers.chargeExchange=0.1"]));

  it("makes two photons of a pion, which take nearly all of its energy, in a share of the interactions that falls as 1 / E", () => {
    for (const [energy, share] of [
      [10, 0.1],
      [40, 0.025],
    ] as const) {
      let [exchanged, all] = [0, 0];
      for (let event = 0; event < 6000; event++) {
        often.deposit(event, (particles) => put(particles, pion, energy * GeV));
        const { particles } = often;
        if (!(particles.end[0]! < back)) continue;
        all++;
        const photons = Array.from({ length: particles.count }, (_, p) => p).filter(
          (p) => particles.kind[p] === photon && particles.z[p]! < back,
        );
        // Photons that the track radiates have less.
        const sum = photons.reduce((total, p) => total + particles.energy[p]!, 0);
        if (sum < 0.8 * energy) continue;
        exchanged++;
        expect(photons.length).toBeGreaterThanOrEqual(2);
        expect(sum).toBeLessThan(energy);
      }
      expect(countDeviation(exchanged, all, share)).toBeLessThan(4);
    }
  });

  it("makes a neutral kaon of a charged one, which goes on, half of them short-lived", () => {
    let [exchanged, all, short] = [0, 0, 0];
    for (let event = 0; event < 6000; event++) {
      often.deposit(event, (particles) => put(particles, kaon, 10 * GeV));
      if (!(often.particles.end[0]! < back)) continue;
      all++;
      const kind = often.particles.kind[1]!;
      if (kind !== longLivedKaon && kind !== shortLivedKaon) continue;
      exchanged++;
      if (kind === shortLivedKaon) short++;
    }
    expect(countDeviation(exchanged, all, 0.1)).toBeLessThan(4);
    expect(countDeviation(short, exchanged, 0.5)).toBeLessThan(4);
  });
});

describe("a short-lived kaon", () => {
  // 2 GeV: 104 mm, beside 1.34 interaction lengths in 450 mm, 336 mm.
  it("decays in flight or interacts, whichever is first, and its pions go on", () => {
    let [decayed, reacted] = [0, 0];
    const events = 4000;
    for (let event = 0; event < events; event++) {
      shipped.deposit(event, (particles) => put(particles, shortLivedKaon, 2 * GeV));
      const { particles } = shipped;
      if (particles.end[0] === Number.POSITIVE_INFINITY) continue;
      const products = Array.from({ length: particles.count }, (_, p) => p).filter(
        (p) => p > 0 && particles.z[p] === particles.end[0] && particles.kind[p] !== hadronicDebris,
      );
      if (products.length >= 2) decayed++;
      else reacted++;
    }
    const decayLength = Math.sqrt((2 / 0.497611) ** 2 - 1) * 26.844;
    const both = 1 / decayLength + 1.34 / back;
    const ends = 1 - Math.exp(-both * back);
    expect(countDeviation(decayed, events, ends / (decayLength * both))).toBeLessThan(4);
    expect(countDeviation(reacted, events, (ends * 1.34) / (back * both))).toBeLessThan(4);
  });

  it("loses nothing on its way", () => {
    for (let event = 0; event < 1000; event++) {
      shipped.see(event, (particles) => put(particles, shortLivedKaon, 10 * GeV));
      const { particles, columns, truth } = shipped;
      let sum = columns.ecalDeposit[0]! + truth.leftSideways;
      for (let p = 0; p < particles.count; p++)
        if (particles.end[p] === Number.POSITIVE_INFINITY) sum += particles.energy[p]!;
      expect(Math.abs(sum - 10)).toBeLessThan(1e-5);
    }
  });
});
