import { describe, expect, it } from "vitest";
import {
  addElectron,
  addHadron,
  addHaloParticle,
  addLowEnergyElectron,
  addMuon,
  beamStart,
  nominalBend,
} from "../../src/beam/beam-particle.ts";
import { antiproton, electron, kaon, muon, pion } from "../../src/event/particle.ts";
import { Particles } from "../../src/event/particles.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import type { Beam } from "../../src/tables/run-card.ts";
import { cm, GeV, m, mm, mrad } from "../../src/units.ts";
import {
  binnedDeviation,
  chiSquareDeviation,
  countDeviation,
  deviation,
  edges,
  moments,
} from "../random/standard-errors.ts";
import { shippedCard } from "../shipped-card.ts";

const { beam, magnets } = shippedCard();
const random = new RandomStream(runKeyFromSeed("beam-particle.test"));
const particles = new Particles();
const middle = magnets.exit - magnets.length / 2;
const count = 50_000;

/** Along the axis, of exactly the nominal momentum. */
const pencil: Beam = { ...beam, momentumSpread: 0, spotX: 0, spotY: 0, divergence: 0 };

/** The part before the magnets and the one behind them, of a new particle. */
function electronOf(changed: Beam, add = addElectron): [number, number] {
  particles.clear();
  const behind = add(changed, magnets, particles, random);
  return [0, behind];
}

describe("the magnets", () => {
  it("bend the nominal momentum by 20.99 mrad (notes 2), along the nominal axis", () => {
    expect(nominalBend(beam, magnets)).toBeCloseTo(20.985, 3);
    const [before, behind] = electronOf(pencil);
    expect(particles.xAt(before, beamStart)).toBe(0);
    expect(particles.xAt(behind, 0)).toBeCloseTo(0, 12);
    expect(particles.angleX[behind]).toBeCloseTo(0, 12);
  });

  it("reference: a 60 GeV electron lands 24 cm off at the target (notes 2)", () => {
    const slow: Beam = { ...pencil, lowEnergyMinimum: 60 * GeV, lowEnergyAngle: 0 };
    let slowest = Number.POSITIVE_INFINITY;
    let farthest = 0;
    let worst = 0;
    for (let k = 0; k < 5000; k++) {
      const [before, behind] = electronOf(slow, addLowEnergyElectron);
      const energy = particles.energy[behind]!;
      const excess = (0.299792458 * 7) / energy - (0.299792458 * 7) / 100; // rad
      worst = Math.max(
        worst,
        Math.abs(particles.xAt(behind, 0) - excess * 17.6 * m),
        Math.abs(particles.yAt(behind, 0)),
        Math.abs(particles.energy[before]! - energy),
      );
      slowest = Math.min(slowest, energy);
      farthest = Math.max(farthest, particles.xAt(behind, 0));
    }
    expect(worst).toBeLessThan(1e-9);
    expect(slowest).toBeLessThan(60.1 * GeV);
    expect(Math.abs(farthest - 24.6 * cm)).toBeLessThan(0.1 * cm);
  });

  it("end one particle and begin the next at the same place, with the same vertical angle", () => {
    const worst = { x: 0, y: 0, angle: 0 };
    for (let k = 0; k < 1000; k++) {
      const [before, behind] = electronOf(beam);
      if (k === 0) {
        expect(particles.count).toBe(2);
        expect(behind).toBe(1);
        expect([particles.kind[before], particles.kind[behind]]).toEqual([electron, electron]);
        expect([particles.z[before], particles.end[before], particles.z[behind]]).toEqual([
          beamStart,
          middle,
          middle,
        ]);
        expect(particles.end[behind]).toBe(Number.POSITIVE_INFINITY);
      }
      const energy = particles.energy[behind]!;
      const turn = nominalBend(beam, magnets) * ((100 * GeV) / energy - 1);
      worst.x = Math.max(worst.x, Math.abs(particles.xAt(before, middle) - particles.x[behind]!));
      worst.y = Math.max(worst.y, Math.abs(particles.yAt(before, middle) - particles.y[behind]!));
      worst.angle = Math.max(
        worst.angle,
        Math.abs(particles.angleX[behind]! - particles.angleX[before]! - turn),
        Math.abs(particles.angleY[behind]! - particles.angleY[before]!),
      );
    }
    expect(Math.max(worst.x, worst.y, worst.angle)).toBeLessThan(1e-10);
  });
});

describe("a beam electron", () => {
  /** Mean and spread of a property of the core, against what is expected. */
  function spreadOf(property: (before: number, behind: number) => number, mean: number, sigma: number) {
    const sample = moments(count, () => property(...electronOf(beam)));
    expect(deviation(sample.mean, mean, sigma / Math.sqrt(count))).toBeLessThan(4);
    expect(deviation(sample.variance, sigma * sigma, sigma * sigma * Math.sqrt(2 / count))).toBeLessThan(4);
  }

  it("has the momentum, the angles and the spot of the card, each Gaussian", () => {
    random.seek(1, 0);
    spreadOf((before) => particles.energy[before]!, 100 * GeV, 1 * GeV);
    spreadOf((before) => particles.angleX[before]!, 0, 0.2 * mrad);
    spreadOf((before) => particles.angleY[before]!, 0, 0.2 * mrad);
    spreadOf((before) => particles.xAt(before, 0), 0, 8 * mm); // as if the magnets were off
    spreadOf((_, behind) => particles.yAt(behind, 0), 0, 8 * mm);
  });

  // The magnets spread 1 % of the momentum over 0.21 mrad, 3.7 mm at the target: the spot is 8.8 mm wide there, not the 8 mm of
  // the card, and 0.04 mm off, since 1/p is larger on average.
  it("has a spot at the target that is wider in the bend, by the spread of its momentum", () => {
    random.seek(2, 0);
    const dispersion = nominalBend(beam, magnets) * 0.01 * 17.6; // mm
    spreadOf((_, behind) => particles.xAt(behind, 0), dispersion * 0.01, Math.hypot(8, dispersion));
    spreadOf((_, behind) => particles.angleX[behind]!, 0, Math.hypot(0.2, 0.20985));
  });

  it("of the tail is flat in energy from 50 to 95 GeV", () => {
    random.seek(3, 0);
    const energies = Array.from(
      { length: count },
      () => particles.energy[electronOf(beam, addLowEnergyElectron)[1]]!,
    );
    let k = 0;
    const flat = binnedDeviation({
      count,
      draw: () => energies[k++]!,
      edges: edges(50, 95, 11).slice(1, -1),
      below: (energy) => (energy - 50) / 45,
    });
    expect(Math.abs(flat)).toBeLessThan(4);
    expect(Math.min(...energies)).toBeGreaterThanOrEqual(50 * GeV);
    expect(Math.max(...energies)).toBeLessThanOrEqual(95 * GeV);
  });

  it("of the tail has an exponential polar angle of mean 5 mrad, at any azimuth, and points at the spot", () => {
    random.seek(4, 0);
    let [x, y] = [0, 0];
    const polar = moments(count, () => {
      const [before] = electronOf(pencil, addLowEnergyElectron);
      x += particles.angleX[before]!;
      y += particles.angleY[before]!;
      return Math.hypot(particles.angleX[before]!, particles.angleY[before]!);
    });
    expect(deviation(polar.mean, 5 * mrad, 5 / Math.sqrt(count))).toBeLessThan(4);
    expect(deviation(polar.variance, 25, 25 * Math.sqrt(8 / count))).toBeLessThan(4);
    // Each component has the variance of the polar angle's mean square over two, 25.
    expect(deviation(x / count, 0, 5 / Math.sqrt(count))).toBeLessThan(4);
    expect(deviation(y / count, 0, 5 / Math.sqrt(count))).toBeLessThan(4);
    const [before] = electronOf(pencil, addLowEnergyElectron);
    expect(particles.xAt(before, 0)).toBeCloseTo(0, 10);
    expect(particles.yAt(before, 0)).toBeCloseTo(0, 10);
    expect(Math.abs(particles.x[before]!)).toBeGreaterThan(0);
  });

  it("never depends on what is in the list", () => {
    const alone = electronOf(beam)[1];
    random.seek(5, 0);
    particles.clear();
    addElectron(beam, magnets, particles, random);
    const energy = particles.energy[alone];
    random.seek(5, 0);
    particles.clear();
    particles.add(muon, 1 * GeV);
    expect(addElectron(beam, magnets, particles, random)).toBe(2);
    expect(particles.energy[2]).toBe(energy);
  });
});

describe("a hadron or a muon of the beam", () => {
  it("is on the way of an electron of its momentum, behind the magnets too", () => {
    for (const [add, kinds] of [
      [addHadron, [pion, kaon, antiproton]],
      [addMuon, [muon]],
    ] as const) {
      random.seek(6, 0);
      const [before, behind] = electronOf(beam, add);
      expect(kinds).toContain(particles.kind[before]);
      expect(particles.kind[behind]).toBe(particles.kind[before]);
      expect(particles.end[before]).toBe(middle);
      expect(particles.z[behind]).toBe(middle);
      const sample = moments(count, () => particles.energy[electronOf(beam, add)[1]]!);
      expect(deviation(sample.mean, 100 * GeV, 1 / Math.sqrt(count))).toBeLessThan(4);
      expect(deviation(sample.variance, 1, Math.sqrt(2 / count))).toBeLessThan(4);
    }
  });

  it("is a kaon in 5 %, an antiproton in 2 % of the hadrons, else a pion", () => {
    random.seek(7, 0);
    const found = new Map<number, number>();
    for (let k = 0; k < count; k++) {
      electronOf(beam, addHadron);
      found.set(particles.kind[0]!, (found.get(particles.kind[0]!) ?? 0) + 1);
    }
    for (const [kind, share] of [
      [pion, 0.93],
      [kaon, 0.05],
      [antiproton, 0.02],
    ] as const)
      expect(countDeviation(found.get(kind)!, count, share)).toBeLessThan(4);
    expect(found.size).toBe(3);
  });
});

describe("a halo particle", () => {
  it("is of the nominal momentum along the axis, evenly on a square of 30 cm to each side", () => {
    random.seek(8, 0);
    const bins = new Float64Array(36);
    let electrons = 0;
    for (let k = 0; k < count; k++) {
      const [first, last] = electronOf(beam, addHaloParticle);
      if (particles.kind[first] === electron) electrons++;
      for (const p of [first, last]) {
        const wrong = particles.energy[p] !== 100 || particles.angleX[p] !== 0 || particles.angleY[p] !== 0;
        if (wrong || particles.z[first] !== beamStart) throw new Error(`particle ${k} is wrong`);
        if (particles.x[p] !== particles.x[first]) throw new Error(`particle ${k} goes aside`);
      }
      if ((particles.kind[first] === electron) !== (last === 1)) throw new Error(`particle ${k} is not cut`);
      const column = Math.floor((particles.x[first]! + 300) / 100);
      const row = Math.floor((particles.y[first]! + 300) / 100);
      bins[6 * row + column]! += 1;
    }
    expect(countDeviation(electrons, count, 0.1)).toBeLessThan(4);
    expect(bins.reduce((sum, n) => sum + n, 0)).toBe(count);
    expect(Math.abs(chiSquareDeviation(bins, Array(36).fill(1 / 36)))).toBeLessThan(4);
  });
});
