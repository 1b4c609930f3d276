import { expect, it } from "vitest";
import {
  antineutron,
  hadronicDebris,
  longLivedKaon,
  neutron,
  photon,
  pion,
  shortLivedKaon,
} from "../../src/event/particle.ts";
import { Particles } from "../../src/event/particles.ts";
import { isForced, noPunchThrough } from "../../src/event/punch-through.ts";

it("takes neutral hadrons of the triggering particle from an energy on, and by default none", () => {
  const particles = new Particles();
  const forced = (kind: number, energy: number, origin = 0, above = 10) => {
    const p = particles.add(kind, energy);
    particles.origin[p] = origin;
    return isForced({ ...noPunchThrough(), above }, particles, p);
  };
  for (const kind of [neutron, antineutron, longLivedKaon]) {
    expect(forced(kind, 10)).toBe(true);
    expect(forced(kind, 9.99)).toBe(false);
    expect(forced(kind, 50, 1)).toBe(false);
    expect(forced(kind, 50, 0, noPunchThrough().above)).toBe(false);
  }
  for (const kind of [pion, photon, hadronicDebris, shortLivedKaon]) expect(forced(kind, 50)).toBe(false);
});
