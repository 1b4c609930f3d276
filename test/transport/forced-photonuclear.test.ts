import { describe, expect, it } from "vitest";
import { photon } from "../../src/event/particle.ts";
import { photonuclearYield } from "../../src/physics/photonuclear-yield.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { prepareForcedPhotonuclear, type ReactionVertex } from "../../src/transport/forced-photonuclear.ts";
import { prepareHardCascade } from "../../src/transport/hard-cascade.ts";
import { cascadeEnergy } from "../../src/transport/shower-deposits.ts";
import { prepareTargetCascade } from "../../src/transport/target-cascade.ts";
import { GeV } from "../../src/units.ts";
import { deviation } from "../random/standard-errors.ts";
import { shippedCard } from "../shipped-card.ts";
import { matter, meanAndError, screened } from "./cascades.ts";

const random = new RandomStream(runKeyFromSeed("forced-photonuclear.test"));
const { criticalEnergy, nucleiPerRadiationLength } = matter;
const { massNumber } = shippedCard().target;
const beamEnergy = 100 * GeV;
const target = (minimumEnergy: number, bias = 0) => ({
  massNumber,
  nucleiPerRadiationLength,
  minimumEnergy,
  bias,
});
const reaction: ReactionVertex = { depth: 0, photonEnergy: 0 };

/** Weights per event: of all, above each energy, and the depth times the weight. */
function force(bias: number, events: number, purpose: number, above = [20, 50]) {
  const run = prepareForcedPhotonuclear(prepareHardCascade(screened(10 * GeV)), target(10 * GeV, bias));
  const found = Array.from({ length: above.length + 2 }, () => new Float64Array(events));
  for (let event = 0; event < events; event++) {
    const weight = run(beamEnergy, random.seek(event, purpose), reaction);
    if (weight === 0) continue;
    found[0]![event] = weight;
    found[1]![event] = weight * reaction.depth;
    above.forEach((energy, k) => {
      if (reaction.photonEnergy > energy * GeV) found[k + 2]![event] = weight;
    });
  }
  return found.map(meanAndError);
}

describe("the weight", () => {
  const plain = force(0, 60_000, 1);
  const hard = force(2.5, 60_000, 2);
  const soft = force(-1.5, 60_000, 3);

  it("is in the mean the number of reactions by the cascade equations", () => {
    const expected = photonuclearYield({ ...target(10 * GeV), criticalEnergy, beamEnergy });
    expect(plain[0]!.error / plain[0]!.mean).toBeLessThan(0.01);
    expect(deviation(plain[0]!.mean, expected, plain[0]!.error)).toBeLessThan(4);
  });

  it("gives the same with any bias: in number, depth and above 20 and 50 GeV", () => {
    for (const biased of [hard, soft])
      biased.forEach(({ mean, error }, k) => {
        expect(deviation(mean, plain[k]!.mean, Math.hypot(error, plain[k]!.error))).toBeLessThan(4);
        expect(error / mean).toBeLessThan(0.12);
      });
  });

  it("errs less above 50 GeV with a bias to hard ones", () => {
    expect(hard[3]!.error).toBeLessThan(0.8 * plain[3]!.error);
  });

  it("is 0 without a photon above the minimum, and the cascade is as it came", () => {
    const cascade = prepareTargetCascade(matter);
    const run = prepareForcedPhotonuclear(cascade, target(20 * GeV));
    expect(run(19 * GeV, random.seek(0, 4), reaction)).toBe(0);
    expect(cascadeEnergy(cascade)).toBeCloseTo(19, 9);
  });
});

describe("the cascade after it", () => {
  it("has lost the photon, and nothing else: beam = lists + photon", () => {
    const cascade = prepareTargetCascade(matter);
    const run = prepareForcedPhotonuclear(cascade, target(10 * GeV));
    for (let event = 0; event < 3000; event++) {
      if (run(beamEnergy, random.seek(event, 5), reaction) === 0) continue;
      expect(Math.abs(cascadeEnergy(cascade) + reaction.photonEnergy - beamEnergy)).toBeLessThan(
        1e-9 * beamEnergy,
      );
      const { tracks } = cascade;
      let ends = 0;
      for (let k = 0; k < tracks.count; k++)
        if (tracks.kind[k] === photon && tracks.to[k] === reaction.depth) ends++;
      expect(ends).toBe(1);
    }
  });

  it("is refused a minimum below which no photon is followed", () => {
    expect(() => prepareForcedPhotonuclear(prepareTargetCascade(matter), target(9 * GeV))).toThrow(
      "threshold is 10",
    );
  });
});
