import { describe, expect, it } from "vitest";
import { dimuon } from "../../generators/dimuon.ts";
import { muonMass } from "../../src/constants.ts";
import { allocate } from "../../src/event/columns.ts";
import { antimuon, electron, muon } from "../../src/event/particle.ts";
import { truthColumns, truthOf } from "../../src/event/truth.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import type { RunCard } from "../../src/simulation/run-card.ts";
import { cascadeEnergy } from "../../src/transport/shower-deposits.ts";
import { GeV, rad } from "../../src/units.ts";
import { deviation, moments } from "../random/standard-errors.ts";
import { oneMomentum, shippedCard } from "../shipped-card.ts";

const random = new RandomStream(runKeyFromSeed("dimuon.test"));
const shipped = shippedCard();

function prepare(card: RunCard = shipped, minimumPairEnergy = 10 * GeV) {
  const prepared = dimuon.prepare({ minimumPairEnergy }, card);
  const truth = truthOf(allocate(truthColumns, 1));
  return {
    ...prepared,
    event(number: number) {
      truth.particles.clear();
      truth.cascading = -1;
      prepared.write(truth, 0, random.seek(number, 0));
      return truth;
    },
  };
}

/** Mean of the weights of events whose photon is above an energy, and its error. */
function pairsOf({ event }: ReturnType<typeof prepare>, count: number, above: number) {
  let number = 0;
  const { mean, variance } = moments(count, () => {
    const { weight, vertexEnergy } = event(number++).columns;
    return vertexEnergy[0]! > above ? weight[0]! : 0;
  });
  return { mean, error: Math.sqrt(variance / count) };
}

describe("an event", () => {
  const { event } = prepare();

  it("conserves energy: beam electron = cascade + muons, to 1e-9", () => {
    let worst = 0;
    for (let number = 0; number < 20_000; number++) {
      const { particles, cascade } = event(number);
      let sum = cascadeEnergy(cascade!);
      for (let p = 2; p < particles.count; p++) sum += particles.energy[p]!;
      worst = Math.max(worst, Math.abs(sum - particles.energy[1]!));
    }
    expect(worst).toBeLessThan(1e-9 * 100 * GeV);
  });

  it("is a beam electron with its cascade, and two muons from the vertex at angles of about m_mu / E", () => {
    const openings: number[] = [];
    for (let number = 0; number < 500; number++) {
      const { particles, columns, cascading } = event(number);
      const { kind, z, energy, angleX, angleY } = particles;
      expect(cascading).toBe(1);
      expect(columns.trials[0]).toBe(1);
      expect(columns.beamEnergy[0]).toBe(Math.fround(energy[0]!));
      if (columns.weight[0] === 0) continue;
      expect(Array.from(kind.subarray(0, particles.count))).toEqual([electron, electron, antimuon, muon]);
      const photonEnergy = energy[2]! + energy[3]!;
      expect(columns.vertexEnergy[0]).toBe(Math.fround(photonEnergy));
      expect(photonEnergy).toBeGreaterThanOrEqual(10 * GeV);
      for (const p of [2, 3]) {
        expect(z[p]!).toBeGreaterThan(0);
        expect(z[p]!).toBeLessThanOrEqual(40.6 * 11.08);
        expect(columns.vertexDepth[0]).toBeCloseTo(z[p]! / 11.08, 5);
        expect([particles.time[p], particles.origin[p], particles.parent[p]]).toEqual([0, 0, 1]);
        expect(particles.x[p]).toBeCloseTo(particles.xAt(1, z[p]!), 10);
        expect(energy[p]!).toBeGreaterThanOrEqual(muonMass);
      }
      const opening = Math.hypot(angleX[2]! - angleX[3]!, angleY[2]! - angleY[3]!) / rad;
      openings.push((opening * photonEnergy) / muonMass);
    }
    // 1 / x+ + 1 / x- with a median u of 1: four and more for even pairs.
    openings.sort((one, other) => one - other);
    expect(openings[Math.floor(openings.length / 2)]!).toBeGreaterThan(3);
    expect(openings[Math.floor(openings.length / 2)]!).toBeLessThan(9);
  });

  it("is the same for the same number, and another for another", () => {
    const copy = () => structuredClone(event(7).columns);
    const first = copy();
    event(8);
    expect(event(8).columns).not.toEqual(first);
    expect(copy()).toEqual(first);
  });
});

describe("the weight", () => {
  const set = [...oneMomentum, "dimuons.tridentFraction=0"];

  it("does not depend on the minimum above it: photons above 40 GeV, from 10 or 40 GeV on", () => {
    const from10 = pairsOf(prepare(shippedCard(set)), 60_000, 40 * GeV);
    const from40 = pairsOf(prepare(shippedCard(set), 40 * GeV), 40_000, 40 * GeV);
    const error = Math.hypot(from10.error, from40.error);
    expect(error / from40.mean).toBeLessThan(0.02);
    expect(deviation(from10.mean, from40.mean, error)).toBeLessThan(4);
    // Notes 8.2.
    expect(Math.abs(from40.mean / 1.02e-5 - 1)).toBeLessThan(0.03);
  });

  it("below the threshold of the cascade follows photons down to the minimum", () => {
    const { event } = prepare(shippedCard(set), 2 * GeV);
    const energies = Array.from({ length: 500 }, (_, number) => event(number).columns.vertexEnergy[0]!);
    expect(Math.min(...energies)).toBeGreaterThanOrEqual(2 * GeV);
    expect(Math.min(...energies)).toBeLessThan(5 * GeV);
  });

  it("holds the direct trident as a fraction more", () => {
    const weightOf = (fraction: number) =>
      prepare(shippedCard([`dimuons.tridentFraction=${fraction}`])).event(3).columns.weight[0]!;
    expect(weightOf(0.25) / weightOf(0)).toBeCloseTo(1.25, 6);
    expect(prepare().facts.find(({ name }) => name === "tridentFraction")!.value).toBe(0.05);
  });

  it("is 0 for an electron of less energy than the minimum, which then showers as it came", () => {
    const tail = ["beam.lowEnergyFraction=1", "beam.lowEnergyMinimum=50 GeV"];
    const { event } = prepare(shippedCard(tail), 80 * GeV);
    let none = 0;
    for (let number = 0; number < 300; number++) {
      const { particles, columns, cascade } = event(number);
      if (columns.weight[0] !== 0) continue;
      none++;
      expect(particles.count).toBe(2);
      expect(cascadeEnergy(cascade!)).toBeCloseTo(particles.energy[1]!, 9);
      expect([columns.vertexDepth[0], columns.vertexEnergy[0]]).toEqual([Number.NaN, Number.NaN]);
    }
    expect(none).toBeGreaterThan(100);
    expect(none).toBeLessThan(300);
  });
});

describe("the facts of a run", () => {
  it("give the cross section and the pairs per electron, in the mean of the weights without the trident", () => {
    const card = shippedCard([...oneMomentum, "dimuons.tridentFraction=0"]);
    const prepared = prepare(card, 30 * GeV);
    const facts = Object.fromEntries(prepared.facts.map(({ name, value }) => [name, value]));
    // Sec. V.A: 886 ub at 100 GeV.
    expect(facts.crossSection! / 886).toBeCloseTo(1, 2);
    const found = pairsOf(prepared, 40_000, 0);
    // The LPM effect is in the cascade and not in the fact; here it does little.
    expect(Math.abs(found.mean / facts.pairsPerElectron! - 1)).toBeLessThan(
      0.005 + 4 * (found.error / found.mean),
    );
  });
});

describe("the options", () => {
  it("are a minimum, by default 10 GeV", () => {
    expect(dimuon.options.parse({})).toEqual({ minimumPairEnergy: 10 });
    for (const minimumPairEnergy of ["0.9 GeV", "91 GeV", "10"])
      expect(dimuon.options.safeParse({ minimumPairEnergy }).success).toBe(false);
  });

  it("say so if the beam has not the minimum energy", () => {
    const slow = shippedCard([
      "beam.momentum=50 GeV",
      "cuts.beam-momentum.above=48 GeV",
      "cuts.beam-momentum.below=52 GeV",
      "cuts.missing-energy.beam=50 GeV",
    ]);
    expect(() => prepare(slow, 50 * GeV)).toThrow(
      "--minimum-pair-energy: 50 GeV is not below the energy of the beam, 50 GeV: no pair would be left",
    );
  });
});
