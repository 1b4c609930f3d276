import { expect, it } from "vitest";
import { photon, pion, positivePion, shortLivedKaon } from "../../src/event/particle.ts";
import { Particles } from "../../src/event/particles.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { prepareShortKaonDecay } from "../../src/transport/short-kaon.ts";
import { GeV, mrad } from "../../src/units.ts";
import { countDeviation } from "../random/standard-errors.ts";

const random = new RandomStream(runKeyFromSeed("short-kaon.test"));
const decay = prepareShortKaonDecay();

it("a short-lived kaon ends in two charged pions in 69.2 % of its decays, else in four photons, with all its energy", () => {
  const particles = new Particles();
  const events = 20_000;
  let charged = 0;
  for (let event = 0; event < events; event++) {
    particles.clear();
    particles.angleX[particles.add(shortLivedKaon, 20 * GeV)] = 3 * mrad;
    decay(particles, 0, 200, random.seek(event, 0));
    expect(particles.end[0]).toBe(200);
    const kinds = [...particles.kind.subarray(1, particles.count)].sort((a, b) => a - b);
    if (kinds.length === 2) {
      expect(kinds).toEqual([pion, positivePion]);
      charged++;
    } else expect(kinds).toEqual([photon, photon, photon, photon]);
    let [sum, across] = [0, 0];
    for (let p = 1; p < particles.count; p++) {
      expect([particles.z[p], particles.parent[p]]).toEqual([200, 0]);
      expect(particles.x[p]).toBeCloseTo(0.6, 12);
      sum += particles.energy[p]!;
      across += particles.energy[p]! * (particles.angleX[p]! - 3);
    }
    expect(sum).toBeCloseTo(20, 12);
    // The momentum across of all is 0, but for one so soft that its slope is cut.
    if (Math.max(...particles.angleX.subarray(1, particles.count)) < 900)
      expect(Math.abs(across)).toBeLessThan(200);
  }
  expect(countDeviation(charged, events, 0.692)).toBeLessThan(4);
});
