import { describe, expect, it } from "vitest";
import { electron, muon, muonNeutrino, photon } from "../../src/event/particle.ts";
import { GeV, MeV, mm } from "../../src/units.ts";
import { deviation } from "../random/standard-errors.ts";
import { shippedCard } from "../shipped-card.ts";
import { back, cells, pitch, put, sample } from "./ecal-sample.ts";
import { prepareOnePart, pulseSum } from "./one-part.ts";

const shipped = prepareOnePart("ecal", shippedCard());

/** The muon behind, or what is left of one that ended. */
function goesOn(): number {
  const { kind, count } = shipped.particles;
  for (let p = count - 1; p > 0; p--) if (kind[p] === muon) return p;
  return 1;
}

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
        truly += (energy - shipped.particles.energy[goesOn()]!) / count;
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
      const { kind, energy, end, z, angleX } = shipped.particles;
      const on = goesOn();
      // Behind it may be photons that it radiated.
      expect(shipped.pulses.channel[0]).toBe(10);
      expect([end[0], kind[on], z[on]]).toEqual([back, muon, back]);
      expect(energy[on]).toBeLessThan(9.7);
      square += (angleX[on]! * angleX[on]!) / count;
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

  it("of 100 GeV radiates photons of more than 2 GeV where it is, which shower on from there, in the mean 0.3 GeV", () => {
    let [photons, energy, aside, places] = [0, 0, 0, 0];
    const count = 4000;
    for (let event = 0; event < count; event++) {
      shipped.deposit(event, (particles) => put(particles, muon, 100 * GeV));
      const { kind, energy: energies, z, end, parent, count: particles } = shipped.particles;
      for (let p = 1; p < particles; p++) {
        if (parent[p] !== 0 || (kind[p] !== photon && kind[p] !== electron)) continue;
        photons++;
        energy += energies[p]! / count;
        places += z[p]!;
        expect(energies[p]!).toBeGreaterThanOrEqual(2 * GeV);
        expect(end[p]).toBe(back);
        if (shipped.pulses.count > 4) aside++;
      }
    }
    // Evenly along the way.
    expect(Math.abs(places / photons / back - 0.5)).toBeLessThan(0.06);
    expect(aside).toBeGreaterThan(0.9 * photons);
    expect(photons / count).toBeGreaterThan(0.02);
    expect(photons / count).toBeLessThan(0.06);
    expect(energy).toBeGreaterThan(0.1);
    expect(energy).toBeLessThan(0.5);
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
