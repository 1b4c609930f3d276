import { describe, expect, it } from "vitest";
import { CascadeTracks } from "../../src/event/cascade-tracks.ts";
import { electron, isCharged, photon } from "../../src/event/particle.ts";
import { aprimeCrossSectionAbove } from "../../src/physics/aprime-cross-section.ts";
import { aprimeYield } from "../../src/physics/aprime-yield.ts";
import { tsaiWhitis } from "../../src/physics/bremsstrahlung.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { prepareForcedVertex, type Vertex } from "../../src/transport/forced-vertex.ts";
import { prepareHardCascade } from "../../src/transport/hard-cascade.ts";
import { prepareShowerDeposits } from "../../src/transport/shower-deposits.ts";
import { prepareTargetCascade } from "../../src/transport/target-cascade.ts";
import { GeV, MeV } from "../../src/units.ts";
import { chiSquareDeviation, deviation } from "../random/standard-errors.ts";
import { shippedCard } from "../shipped-card.ts";
import { isPrimary, matter, meanAndError, medium, overEvents, preshowerDepth, screened } from "./cascades.ts";

const random = new RandomStream(runKeyFromSeed("forced-vertex.test"));
const vertex: Vertex = { track: 0, depth: 0, energy: 0 };
const beam = 100 * GeV;

describe("on three tracks", () => {
  const tracks = new CascadeTracks();
  for (const [kind, from, to, start, end] of [
    [electron, 0, 1, 100, 90],
    [photon, 1, 4, 40, 40],
    [electron, 1, 3, 50, 46],
  ] as const) {
    tracks.end(tracks.add(kind, -1, from, start), to, end);
  }
  const { trackIntegral, draw } = prepareForcedVertex(tracks);

  it("the integral is that of the probability at the middle, over charged particles, or as asked", () => {
    expect(trackIntegral((energy) => energy)).toBeCloseTo(95 + 2 * 48, 12);
    expect(trackIntegral(() => 1)).toBe(3);
    expect(
      trackIntegral(
        (energy) => energy,
        (kind) => kind === photon,
      ),
    ).toBe(120);
  });

  it("the vertex falls on each with its part of the integral, evenly in depth, at the energy there", () => {
    trackIntegral((energy) => energy);
    const counts = new Float64Array(6);
    for (let k = 0; k < 60_000; k++) {
      draw(random, vertex);
      const [from, to] = [tracks.from[vertex.track]!, tracks.to[vertex.track]!];
      const part = (vertex.depth - from) / (to - from);
      counts[(vertex.track === 0 ? 0 : 3) + Math.floor(3 * part)]! += 1;
      expect(vertex.track).not.toBe(1);
      expect(vertex.energy).toBeCloseTo(tracks.energyAt(vertex.track, vertex.depth), 12);
    }
    const [first, second] = [95 / 191 / 3, 96 / 191 / 3];
    expect(Math.abs(chiSquareDeviation(counts, [first, first, first, second, second, second]))).toBeLessThan(
      4,
    );
  });
});

/** A' of 20 MeV above 10 GeV: probability per radiation length at epsilon = 1, Eq. (9), linear between energies 0.25 GeV apart. */
const nucleus = { charge: matter.charge, massNumber: shippedCard().target.massNumber };
const nuclei = matter.nucleiPerRadiationLength;
const table = Float64Array.from({ length: 401 }, (_, k) =>
  k <= 40 ? 0 : nuclei * aprimeCrossSectionAbove(10 * GeV, 20 * MeV, 0.25 * k * GeV, nucleus),
);
function emission(energy: number): number {
  const place = Math.min(399, Math.floor(4 * energy));
  return table[place]! + (4 * energy - place) * (table[place + 1]! - table[place]!);
}

describe("Eq. (8)", () => {
  it("is the mean weight: with the primary alone, by Tsai and Whitis, that of `aprimeYield`", () => {
    const cascade = prepareHardCascade(screened(10 * GeV, { spectrum: tsaiWhitis, criticalEnergy: 0 }));
    const { tracks } = cascade;
    const weights = overEvents(cascade, random, 20_000, () => {
      const primary = isPrimary(tracks);
      let sum = 0;
      for (let k = 0; k < tracks.count; k++) {
        if (!primary[k]) continue;
        const middle = 0.5 * (tracks.startEnergy[k]! + tracks.endEnergy[k]!);
        sum += (tracks.to[k]! - tracks.from[k]!) * emission(middle);
      }
      return sum;
    });
    const { mean, error } = meanAndError(weights);
    const expected = aprimeYield({
      mass: 20 * MeV,
      beamEnergy: beam,
      minimumEnergy: 10 * GeV,
      nucleus,
      nucleiPerRadiationLength: nuclei,
      depth: matter.depth,
    });
    expect(deviation(mean, expected, error)).toBeLessThan(4);
    expect(error / mean).toBeLessThan(0.01);
  });

  it("is the cross section over the track length in narrow bins of energy, of all electrons and positrons", () => {
    const { tracks, run } = prepareTargetCascade(matter);
    const { trackIntegral } = prepareForcedVertex(tracks);
    const lengths = new Float64Array(450);
    let sum = 0;
    for (let event = 0; event < 2000; event++) {
      run(beam, 0, random.seek(event, 0));
      sum += trackIntegral(emission);
      for (let k = 0; k < tracks.count; k++) {
        if (!isCharged(tracks.kind[k]!)) continue;
        // In 50 steps along the track, whose energy falls.
        const length = tracks.to[k]! - tracks.from[k]!;
        for (let step = 0; step < 50; step++) {
          const energy = tracks.energyAt(k, tracks.from[k]! + ((step + 0.5) / 50) * length);
          lengths[Math.floor(5 * (energy - 10))]! += length / 50;
        }
      }
    }
    const binned = lengths.reduce((total, length, k) => total + length * emission(10 + (k + 0.5) / 5), 0);
    expect(sum / binned).toBeCloseTo(1, 3);
  });
});

describe("the bias", () => {
  const cascade = prepareTargetCascade(matter);
  const { trackIntegral, draw } = prepareForcedVertex(cascade.tracks);
  const deposit = prepareShowerDeposits(medium, [0, preshowerDepth, matter.depth]);
  const sections = new Float64Array(2);

  /** Per event: weight, and weight times depth, energy, energy in the preshower after the vertex, and ones with the most of it. */
  function force(bias: (energy: number) => number, events: number) {
    const found = ["weight", "depth", "energy", "preshower", "hard"].map(() => new Float64Array(events));
    for (let event = 0; event < events; event++) {
      cascade.run(beam, 0, random.seek(event, 1));
      const integral = trackIntegral(bias);
      draw(random, vertex);
      const weight = (integral * emission(vertex.energy)) / bias(vertex.energy);
      // A recoil of a tenth: what it is does not matter here.
      cascade.restartFrom(vertex.track, vertex.depth, 0.1 * vertex.energy, random);
      deposit(cascade, random, sections);
      found[0]![event] = weight;
      found[1]![event] = weight * vertex.depth;
      found[2]![event] = weight * vertex.energy;
      found[3]![event] = weight * sections[0]!;
      found[4]![event] = vertex.energy > 50 * GeV ? weight : 0;
    }
    return found.map(meanAndError);
  }

  it("changes neither the yield nor what the vertices look like: proportional, constant, and as E³", () => {
    const expected = force(emission, 12_000);
    const others = [
      force(() => 1, 20_000),
      force((energy) => (energy < 10 * GeV ? 0 : energy * energy * energy), 20_000),
    ];
    for (const other of others) {
      other.forEach(({ mean, error }, k) => {
        const both = Math.sqrt(error * error + expected[k]!.error * expected[k]!.error);
        expect(deviation(mean, expected[k]!.mean, both)).toBeLessThan(4);
        expect(both / mean).toBeLessThan(0.06);
      });
    }
  });
});
