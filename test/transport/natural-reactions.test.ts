import { describe, expect, it } from "vitest";
import { photon } from "../../src/event/particle.ts";
import { photonuclearYield } from "../../src/physics/photonuclear-yield.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { prepareNaturalReactions } from "../../src/transport/natural-reactions.ts";
import { prepareTargetCascade } from "../../src/transport/target-cascade.ts";
import { GeV } from "../../src/units.ts";
import { moments } from "../random/standard-errors.ts";
import { shippedCard } from "../shipped-card.ts";
import { matter } from "./cascades.ts";

const random = new RandomStream(runKeyFromSeed("natural-reactions.test"));
const card = shippedCard();
const reactions = prepareNaturalReactions(card);
const { criticalEnergy, nucleiPerRadiationLength } = matter;
const factor = 1.15 * 1.12;
const yieldOf = (beamEnergy: number, minimumEnergy = 1 * GeV) =>
  factor *
  photonuclearYield({
    beamEnergy,
    minimumEnergy,
    massNumber: card.target.massNumber,
    nucleiPerRadiationLength,
    criticalEnergy,
  });

describe("the number of reactions", () => {
  it.each([2, 5, 20, 50, 100, 150])(
    "of a shower of %d GeV is that of the cascade equations within 3 %%",
    (energy) => {
      expect(Math.abs(reactions.expected(energy * GeV) / yieldOf(energy * GeV) - 1)).toBeLessThan(0.03);
    },
  );

  it("is 0 up to 1 GeV, and with the scale of the card at 0", () => {
    expect(reactions.expected(1 * GeV)).toBe(0);
    expect(reactions.expected(0.01 * GeV)).toBe(0);
    expect(prepareNaturalReactions(shippedCard(["photonuclear.scale=0"])).expected(100 * GeV)).toBe(0);
  });
});

describe("their energies", () => {
  it.each([
    [100, [2, 5, 10, 20, 50]],
    [10, [2, 5]],
  ])("in a shower of %d GeV are those of the cascade equations", (shower, above) => {
    const draws = 100_000;
    random.seek(0, shower);
    const found = Float64Array.from({ length: draws }, () => reactions.drawEnergy(shower, random));
    expect(Math.min(...found.subarray(0, 10_000))).toBeGreaterThan(1);
    expect(Math.max(...found.subarray(0, 10_000))).toBeLessThan(shower);
    for (const energy of above) {
      const count = found.filter((k) => k > energy).length;
      const expected = (draws * yieldOf(shower, energy)) / yieldOf(shower);
      expect(Math.abs(count - expected)).toBeLessThan(0.03 * expected + 4 * Math.sqrt(expected));
    }
  });
});

describe("their depths", () => {
  it.each([
    [100, 3000],
    [20, 10_000],
  ])("in a shower of %d GeV have mean and spread of the tracks of a followed cascade", (energy, events) => {
    const cascade = prepareTargetCascade(matter, 1 * GeV);
    const shares = [0.02, 0.05, 0.1, 0.2, 0.4, 1].filter((share) => share * energy > 2);
    const sums = shares.map(() => ({ length: 0, depth: 0, square: 0, share: 0 }));
    for (let event = 0; event < events; event++) {
      cascade.run(energy, 0, random.seek(event, 1));
      const { tracks } = cascade;
      for (let k = 0; k < tracks.count; k++) {
        const share = tracks.startEnergy[k]! / energy;
        if (tracks.kind[k] !== photon || share * energy < 1.5) continue;
        const sum = sums[shares.findIndex((edge) => share <= edge)]!;
        const [from, to] = [tracks.from[k]!, tracks.to[k]!];
        sum.length += to - from;
        sum.depth += (to * to - from * from) / 2;
        sum.square += (to * to * to - from * from * from) / 3;
        sum.share += (to - from) * Math.log(share);
      }
    }
    for (const { length, depth, square, share } of sums) {
      const mean = depth / length;
      const rms = Math.sqrt(square / length - mean * mean);
      random.seek(0, 2);
      const drawn = moments(20_000, () => reactions.drawDepth(Math.exp(share / length), random));
      expect(Math.abs(drawn.mean / mean - 1)).toBeLessThan(0.06);
      expect(Math.abs(Math.sqrt(drawn.variance) / rms - 1)).toBeLessThan(0.12);
    }
  });
});
