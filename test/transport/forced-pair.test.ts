import { describe, expect, it } from "vitest";
import { photon } from "../../src/event/particle.ts";
import { dimuonYield } from "../../src/physics/dimuon-yield.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { type PairVertex, prepareForcedPair } from "../../src/transport/forced-pair.ts";
import { prepareHardCascade } from "../../src/transport/hard-cascade.ts";
import { cascadeEnergy } from "../../src/transport/shower-deposits.ts";
import { prepareTargetCascade } from "../../src/transport/target-cascade.ts";
import { GeV } from "../../src/units.ts";
import { deviation } from "../random/standard-errors.ts";
import { shippedCard } from "../shipped-card.ts";
import { matter, meanAndError, screened } from "./cascades.ts";

const random = new RandomStream(runKeyFromSeed("forced-pair.test"));
const { charge, criticalEnergy, nucleiPerRadiationLength } = matter;
const nucleus = { charge, massNumber: shippedCard().target.massNumber };
const beamEnergy = 100 * GeV;
const target = (minimumEnergy: number) => ({ nucleus, nucleiPerRadiationLength, minimumEnergy });
const pair: PairVertex = { share: 0, plusX: 0, plusY: 0, minusX: 0, minusY: 0, depth: 0, photonEnergy: 0 };

/** Per event: the weight, and that of pairs above 40 GeV, its depth and its share times it. */
function force(run: ReturnType<typeof prepareForcedPair>, events: number, purpose = 0) {
  const found = [0, 1, 2, 3].map(() => new Float64Array(events));
  for (let event = 0; event < events; event++) {
    const weight = run(beamEnergy, random.seek(event, purpose), pair);
    if (weight === 0) continue;
    const above = pair.photonEnergy > 40 * GeV ? weight : 0;
    found[0]![event] = weight;
    found[1]![event] = above;
    found[2]![event] = above * pair.depth;
    found[3]![event] = above * pair.share;
  }
  return found.map(meanAndError);
}

describe("the weight", () => {
  it("is in the mean the number of pairs by the cascade equations, with the same cross sections", () => {
    const run = prepareForcedPair(prepareHardCascade(screened(10 * GeV)), target(30 * GeV));
    const [weight] = force(run, 60_000);
    const expected = dimuonYield({ ...target(30 * GeV), criticalEnergy, beamEnergy });
    expect(weight!.error / weight!.mean).toBeLessThan(0.007);
    expect(deviation(weight!.mean, expected, weight!.error)).toBeLessThan(4);
  });

  // Notes 8.2, the target with the LPM effect.
  it("above 40 GeV is 1.02e-5 within 3 %, at 2.0 radiation lengths, whatever the minimum below it", () => {
    const cascade = prepareTargetCascade(matter);
    const low = force(prepareForcedPair(cascade, target(10 * GeV)), 100_000, 1);
    const high = force(prepareForcedPair(cascade, target(40 * GeV)), 60_000, 2);
    low.slice(1).forEach((found, k) => {
      const error = Math.hypot(found.error, high[k + 1]!.error);
      expect(deviation(found.mean, high[k + 1]!.mean, error)).toBeLessThan(4);
      expect(error / found.mean).toBeLessThan(0.02);
    });
    expect(Math.abs(high[1]!.mean / 1.02e-5 - 1)).toBeLessThan(0.03);
    expect(Math.abs(high[2]!.mean / high[1]!.mean - 2)).toBeLessThan(0.1);
    expect(high[3]!.mean / high[1]!.mean).toBeCloseTo(0.5, 1);
  });

  it("is 0 without a photon above the minimum, and the cascade is as it came", () => {
    const cascade = prepareTargetCascade(matter);
    const run = prepareForcedPair(cascade, target(20 * GeV));
    expect(run(19 * GeV, random.seek(0, 3), pair)).toBe(0);
    expect(cascadeEnergy(cascade)).toBeCloseTo(19, 9);
  });
});

describe("the cascade after it", () => {
  it("has lost the photon, and nothing else: beam = lists + pair", () => {
    const cascade = prepareTargetCascade(matter);
    const run = prepareForcedPair(cascade, target(10 * GeV));
    const { tracks, leftovers } = cascade;
    let seen = 0;
    for (let event = 0; event < 3000; event++) {
      if (run(beamEnergy, random.seek(event, 4), pair) === 0) continue;
      expect(Math.abs(cascadeEnergy(cascade) + pair.photonEnergy - beamEnergy)).toBeLessThan(
        1e-9 * beamEnergy,
      );
      let ends = 0;
      for (let k = 0; k < tracks.count; k++) {
        if (
          tracks.kind[k] !== photon ||
          tracks.to[k] !== pair.depth ||
          tracks.startEnergy[k] !== pair.photonEnergy
        )
          continue;
        ends++;
        for (let j = 0; j < tracks.count; j++) expect(tracks.parent[j]).not.toBe(k);
        for (let j = 0; j < leftovers.count; j++) expect(leftovers.parent[j]).not.toBe(k);
      }
      expect(ends).toBe(1);
      seen++;
    }
    expect(seen).toBeGreaterThan(2500);
  });

  it("is refused a minimum below which no photon is followed", () => {
    expect(() => prepareForcedPair(prepareTargetCascade(matter), target(9 * GeV))).toThrow("threshold is 10");
  });
});
