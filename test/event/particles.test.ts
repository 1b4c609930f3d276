import { describe, expect, it } from "vitest";
import { electron, muon, photon } from "../../src/event/particle.ts";
import { Particles } from "../../src/event/particles.ts";
import { GeV, mm, mrad, ns } from "../../src/units.ts";

const lists = [
  "kind",
  "energy",
  "x",
  "y",
  "z",
  "angleX",
  "angleY",
  "time",
  "origin",
  "end",
] as const satisfies readonly (keyof Particles)[];

describe("add", () => {
  it("starts a particle at the origin, along the axis, in time, without end", () => {
    const particles = new Particles();
    expect(particles.add(muon, 3 * GeV)).toBe(0);
    expect(particles.add(electron, 100 * GeV)).toBe(1);
    expect(particles.count).toBe(2);
    expect(lists.map((name) => particles[name][1])).toEqual([
      electron,
      100,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      Number.POSITIVE_INFINITY,
    ]);
  });

  it("keeps nothing of the event before", () => {
    const particles = new Particles();
    const p = particles.add(muon, 3 * GeV);
    for (const name of lists) particles[name][p] = 7;
    particles.clear();
    expect(particles.count).toBe(0);
    expect(particles.add(electron, 100 * GeV)).toBe(0);
    expect(lists.map((name) => particles[name][0])).toEqual([
      electron,
      100,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      Number.POSITIVE_INFINITY,
    ]);
  });

  it("grows without losing anything", () => {
    const particles = new Particles(1);
    for (let p = 0; p < 100; p++) {
      expect(particles.add(electron, 0)).toBe(p);
      lists.forEach((name, k) => {
        particles[name][p] = 1000 * p + k;
      });
    }
    for (let p = 0; p < 100; p++) {
      expect(lists.map((name) => particles[name][p])).toEqual(lists.map((_, k) => 1000 * p + k));
    }
  });
});

describe("addFrom", () => {
  /** A muon that starts at (1, -2, -500) mm and flies at (2, -4) mrad. */
  function tilted(particles: Particles): number {
    const p = particles.add(muon, 50 * GeV);
    particles.x[p] = 1 * mm;
    particles.y[p] = -2 * mm;
    particles.z[p] = -500 * mm;
    particles.angleX[p] = 2 * mrad;
    particles.angleY[p] = -4 * mrad;
    particles.time[p] = -17 * ns;
    particles.origin[p] = 3;
    particles.end[p] = 1000 * mm;
    return p;
  }

  it("puts a particle on the line of its parent, in its direction, time and origin, without its end", () => {
    const particles = new Particles();
    const parent = tilted(particles);
    const p = particles.addFrom(parent, 250 * mm, photon, 7 * GeV);
    expect(particles.kind[p]).toBe(photon);
    expect(particles.energy[p]).toBe(7);
    expect(particles.z[p]).toBe(250);
    expect(particles.x[p]).toBeCloseTo(1 + 2e-3 * 750, 12);
    expect(particles.y[p]).toBeCloseTo(-2 - 4e-3 * 750, 12);
    expect([particles.angleX[p], particles.angleY[p]]).toEqual([2, -4]);
    expect([particles.time[p], particles.origin[p], particles.end[p]]).toEqual([
      -17,
      3,
      Number.POSITIVE_INFINITY,
    ]);
    for (const z of [-500, 0, 999]) {
      expect(particles.xAt(p, z)).toBeCloseTo(particles.xAt(parent, z), 12);
      expect(particles.yAt(p, z)).toBeCloseTo(particles.yAt(parent, z), 12);
    }
  });

  it("is right when the list must grow for it", () => {
    const particles = new Particles(1);
    const parent = tilted(particles);
    const p = particles.addFrom(parent, 0, photon, 1 * GeV);
    expect(particles.x[p]).toBeCloseTo(2, 12);
    expect(particles.yAt(p, 0)).toBeCloseTo(particles.yAt(parent, 0), 12);
    expect(particles.origin[p]).toBe(3);
  });
});

describe("reaches", () => {
  it("holds from the start, included, to the end, not included", () => {
    const particles = new Particles();
    const p = particles.add(electron, 100 * GeV);
    particles.z[p] = -10;
    particles.end[p] = 20;
    expect([-10.001, -10, 0, 19.999, 20, 21].map((z) => particles.reaches(p, z))).toEqual([
      false,
      true,
      true,
      true,
      false,
      false,
    ]);
    particles.end[p] = -10; // replaced where it starts
    expect([-11, -10, 0].some((z) => particles.reaches(p, z))).toBe(false);
  });
});
