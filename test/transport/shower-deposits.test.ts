import { describe, expect, it } from "vitest";
import { CascadeTracks } from "../../src/event/cascade-tracks.ts";
import { Leftovers } from "../../src/event/leftovers.ts";
import { electron, photon } from "../../src/event/particle.ts";
import { prepareLowEnergyShower } from "../../src/physics/low-energy-shower.ts";
import { depositedFraction, showerParameters } from "../../src/physics/shower-profile.ts";
import { fillNoise } from "../../src/random/noise.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { prepareShowerDeposits } from "../../src/transport/shower-deposits.ts";
import { prepareTargetCascade } from "../../src/transport/target-cascade.ts";
import { GeV } from "../../src/units.ts";
import { matter, medium, preshowerDepth } from "./cascades.ts";

const random = new RandomStream(runKeyFromSeed("shower-deposits.test"));
const edges = [0, preshowerDepth, matter.depth];
const deposit = prepareShowerDeposits(medium, edges);

describe("the deposits", () => {
  it.each([
    [40, 0],
    [3, 2.2],
    [0.4, 0],
    [0.02, 1],
    [5, 7],
  ])(
    "of one leftover of %s GeV at %s are those of its profile, to the 2.4e-4 of the table",
    (energy, depth) => {
      const lists = { tracks: new CascadeTracks(), leftovers: new Leftovers() };
      lists.leftovers.add(electron, energy, depth, -1);
      const out = new Float64Array(2);
      for (let event = 0; event < 200; event++) {
        deposit(lists, random.seek(event, 0), out);
        const z = new Float64Array(2);
        fillNoise(random.seek(event, 0), z, 2);
        const shape = { alpha: 0, beta: 0 };
        if (energy < 1 * GeV) prepareLowEnergyShower(medium)(energy, z[0]!, shape);
        else showerParameters(energy, medium, z[0]!, z[1]!, shape);
        const upTo = (edge: number) => depositedFraction(shape.alpha, shape.beta, Math.max(0, edge - depth));
        const preshower = energy * upTo(preshowerDepth);
        expect(Math.abs(out[0]! - preshower)).toBeLessThan(4.5e-4 * energy); // wide shapes have α near 1
        expect(Math.abs(out[1]! - (energy * upTo(matter.depth) - preshower))).toBeLessThan(9e-4 * energy);
      }
    },
  );

  it("of tracks are even along them, and leave out what left the target", () => {
    const lists = { tracks: new CascadeTracks(), leftovers: new Leftovers() };
    lists.tracks.end(lists.tracks.add(electron, -1, preshowerDepth - 1, 50), preshowerDepth + 3, 46);
    lists.tracks.end(lists.tracks.add(electron, -1, 1, 50), 2, 49.5);
    lists.tracks.end(lists.tracks.add(electron, -1, 30, 20), 30, 20);
    lists.tracks.end(lists.tracks.add(photon, -1, 2, 20), 30, 20);
    lists.leftovers.add(photon, 5, matter.depth, 0);
    lists.leftovers.add(electron, 5, matter.depth, 0);
    const out = Float64Array.of(7, 7);
    deposit(lists, random, out);
    expect(out[0]).toBeCloseTo(1 + 0.5, 12);
    expect(out[1]).toBeCloseTo(3, 12);
  });

  it("add up over any depths to the energy of the beam, but for what leaves the back", () => {
    const cascade = prepareTargetCascade(matter, 3 * GeV);
    const fine = Array.from({ length: 41 }, (_, k) => (k * matter.depth) / 40);
    const depositFinely = prepareShowerDeposits(medium, [...fine, 200]);
    const out = new Float64Array(41);
    const two = new Float64Array(2);
    for (let event = 0; event < 300; event++) {
      cascade.run(100 * GeV, 0, random.seek(event, 0));
      const leaked = cascade.leakedEnergy();
      deposit(cascade, random.seek(event, 1), two);
      depositFinely(cascade, random.seek(event, 1), out);
      const all = out.reduce((sum, energy) => sum + energy, 0);
      // What leaves unconverted is beyond the depth of the target, and counted by the last bin.
      expect(Math.abs(all / 100 - 1)).toBeLessThan(1e-9 + leaked / 100);
      expect(two[0]! + two[1]!).toBeCloseTo(all - out[40]!, 6);
      expect(Math.min(...out)).toBeGreaterThanOrEqual(0);
    }
  });

  it("draw as many words for any energies of as many leftovers", () => {
    const [low, high] = [0.1, 9].map((energy) => {
      const lists = { tracks: new CascadeTracks(), leftovers: new Leftovers() };
      for (let k = 0; k < 3000; k++) lists.leftovers.add(electron, energy, 0.01 * k, -1);
      deposit(lists, random.seek(1, 2), new Float64Array(2));
      return random.word();
    });
    expect(low).toBe(high);
  });
});
