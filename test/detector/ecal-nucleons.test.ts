import { describe, expect, it } from "vitest";
import { isRecoil } from "../../src/detector/ecal-nucleons.ts";
import { neutron, proton, slowNeutrons, slowProtons, unbinding } from "../../src/event/particle.ts";
import { GeV, mrad } from "../../src/units.ts";
import { countDeviation, deviation } from "../random/standard-errors.ts";
import { shippedCard } from "../shipped-card.ts";
import { back, put, sample } from "./ecal-sample.ts";
import { prepareOnePart, pulseSum } from "./one-part.ts";

const shipped = prepareOnePart("ecal", shippedCard());
const radiationLength = 11.08;

/** Mean of what is seen over what there is, of a kind that begins at a depth. */
function response(kind: number, energy: number, depth = 5) {
  return sample(2000, (event) => {
    shipped.deposit(event, (particles) =>
      put(particles, kind, energy * GeV, { x: 5, y: 5, z: depth * radiationLength }),
    );
    return pulseSum(shipped.pulses) / energy;
  });
}

describe("nucleons that a nucleus gave off", () => {
  it("are protons and neutrons of up to 400 MeV of kinetic energy", () => {
    expect([
      isRecoil(proton, 0.4),
      isRecoil(neutron, 0.03),
      isRecoil(proton, 0.5),
      isRecoil(slowProtons, 0.1),
    ]).toEqual([true, true, false, false]);
  });

  it("keep their energy: in the ECAL, at its sides, or behind", () => {
    for (const kind of [proton, neutron, slowProtons, slowNeutrons, unbinding]) {
      for (let event = 0; event < 300; event++) {
        const z = (event % 40) * radiationLength + 0.5;
        shipped.see(event, (particles) => {
          const p = put(particles, kind, 0.3 * GeV, { x: (event % 11) * 11, y: -20, z });
          particles.angleX[p] = ((event % 7) / 7) * 1000 * mrad;
        });
        const { particles, columns, truth } = shipped;
        let sum = columns.ecalDeposit[0]! + truth.leftSideways;
        for (let p = 0; p < particles.count; p++)
          if (particles.end[p] === Number.POSITIVE_INFINITY) sum += particles.energy[p]!;
        expect(Math.abs(sum - 0.3)).toBeLessThan(1e-7);
      }
    }
  });

  it("are seen: protons as 0.95 MIPs of their energy, of neutrons a quarter, of what unbinds them nothing", () => {
    for (const [kind, expected] of [
      [slowProtons, 0.95 / 0.652],
      [proton, 0.95 / 0.652],
      [slowNeutrons, 0.25],
    ] as const) {
      const { mean, error } = response(kind, 0.15);
      // Pulses below 0.1 MeV are left out: half a per mille.
      expect(deviation(mean, expected, error + 0.002 * expected)).toBeLessThan(4);
    }
    expect(response(unbinding, 0.15).mean).toBe(0);
  });

  it("neutrons react at an exponential depth, over the way that they fly", () => {
    for (const [angle, way] of [
      [0, 1],
      [1000 * mrad, Math.SQRT2],
    ] as const) {
      let passed = 0;
      const count = 4000;
      for (let event = 0; event < count; event++) {
        shipped.deposit(event, (particles) => {
          // From beside, so that one that is slanted is still within the cells when it reacts.
          const p = put(particles, neutron, 0.1 * GeV, { x: -50, z: 0.8 * back });
          particles.angleX[p] = angle;
        });
        if (shipped.particles.end[0] === Number.POSITIVE_INFINITY) passed++;
      }
      expect(countDeviation(passed, count, Math.exp(-0.2 * 1.57 * way))).toBeLessThan(4);
    }
  });

  it("protons leave at the back with what their range leaves them", () => {
    // 400 MeV have a range of 22.7 radiation lengths: of the last 10, 12.7 are left, which is 284 MeV.
    shipped.deposit(1, (particles) => put(particles, proton, 0.4 * GeV, { z: back - 10 * radiationLength }));
    const { particles } = shipped;
    expect([particles.count, particles.kind[1], particles.z[1]]).toEqual([2, proton, back]);
    expect(particles.energy[1]!).toBeCloseTo(0.284, 2);
    shipped.deposit(1, (list) => put(list, proton, 0.1 * GeV, { z: back - 10 * radiationLength }));
    expect(shipped.particles.count).toBe(1);
    expect(shipped.particles.end[0]!).toBeCloseTo(back - (10 - 2.15) * radiationLength, 6);
  });
});
