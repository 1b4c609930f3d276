import { describe, expect, it } from "vitest";
import { muon, muonNeutrino } from "../../src/event/particle.ts";
import { GeV, MeV, mm } from "../../src/units.ts";
import { deviation } from "../random/standard-errors.ts";
import { shippedCard } from "../shipped-card.ts";
import { back, cells, pitch, put, sample } from "./ecal-sample.ts";
import { prepareOnePart, pulseSum } from "./one-part.ts";

const shipped = prepareOnePart("ecal", shippedCard());

describe("a muon", () => {
  // Notes 4: 0.51 GeV on the scale of electrons at minimum ionisation, 0.6 with its rise, 0.055-0.065 in the PS; a true loss of 0.45-0.68 GeV at 5-50 GeV, here 0.65 at 50.
  it.each([
    [0.6, 0.055, 0.51, 0.338],
    [5, 0.062, 0.587, 0.45],
    [20, 0.07, 0.665, 0.535],
    [50, 0.084, 0.77, 0.65],
  ])(
    "of %s GeV leaves %s GeV in the PS, %s in all, and really loses %s GeV",
    (energy, inPreshower, all, lost) => {
      const where = { x: 1.5 * pitch, y: -1.5 * pitch };
      let preshower = 0;
      let truly = 0;
      const count = 5000;
      const seen = sample(count, (event) => {
        shipped.deposit(event, (particles) => put(particles, muon, energy * GeV, where));
        preshower += pulseSum(shipped.pulses, 0, cells) / count;
        truly += (energy - shipped.particles.energy[1]!) / count;
        return pulseSum(shipped.pulses);
      });
      expect(Math.abs(seen.mean - all)).toBeLessThan(4 * seen.error + 0.02 * all);
      expect(Math.abs(preshower / inPreshower - 1)).toBeLessThan(0.15);
      expect(Math.abs(truly - lost)).toBeLessThan(4 * seen.error + 0.02 * lost);
    },
  );

  it("goes on behind as another one, scattered, with what is left, in the cells that it crosses", () => {
    const where = { x: 1.5 * pitch, y: -1.5 * pitch };
    let square = 0;
    const count = 4000;
    for (let event = 0; event < count; event++) {
      shipped.deposit(event, (particles) => put(particles, muon, 10 * GeV, where));
      const { kind, energy, end, z, count: particles, angleX } = shipped.particles;
      expect(Array.from(shipped.pulses.channel.subarray(0, 2))).toEqual([10, cells + 10]);
      if (particles !== 2) throw new Error("a muon goes on as one");
      expect([end[0], kind[1], z[1]]).toEqual([back, muon, back]);
      expect(energy[1]).toBeLessThan(9.7);
      square += (angleX[1]! * angleX[1]!) / count;
    }
    // Highland: 13.6 / 10 √40.6 (1 + 0.038 ln 40.6) mrad, and 3 % more since it slows down.
    expect(deviation(Math.sqrt(square), 9.9 * 1.027, 10 / Math.sqrt(2 * count))).toBeLessThan(4);
  });

  it("made inside leaves less: it crosses what is behind it", () => {
    const main = sample(3000, (event) => {
      shipped.deposit(event, (particles) => put(particles, muon, 20 * GeV, { z: 20.3 * 11.08 }));
      expect(pulseSum(shipped.pulses, 0, cells)).toBe(0);
      return pulseSum(shipped.pulses);
    });
    expect(Math.abs(main.quantile(0.5) / 0.27 - 1)).toBeLessThan(0.1);
  });

  it("that stops ends there: what it had is lost, but for neutrinos", () => {
    for (let event = 0; event < 300; event++) {
      shipped.deposit(event, (particles) => put(particles, muon, 0.3 * GeV));
      const { kind, energy, end, count } = shipped.particles;
      expect([end[0], count, kind[1]]).toEqual([back, 2, muonNeutrino]);
      expect(energy[1]).toBeGreaterThan(52 * MeV);
      expect(energy[1]).toBeLessThan(106 * MeV);
    }
  });

  it("outside the face leaves nothing", () => {
    shipped.deposit(0, (particles) => put(particles, muon, 20 * GeV, { x: 120 * mm }));
    expect(shipped.pulses.count).toBe(0);
  });
});
