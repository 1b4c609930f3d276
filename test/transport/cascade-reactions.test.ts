import { describe, expect, it } from "vitest";
import { photon } from "../../src/event/particle.ts";
import { poisson } from "../../src/random/poisson.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { prepareCascadeReactions } from "../../src/transport/cascade-reactions.ts";
import { prepareNaturalReactions } from "../../src/transport/natural-reactions.ts";
import { cascadeEnergy } from "../../src/transport/shower-deposits.ts";
import { prepareTargetCascade } from "../../src/transport/target-cascade.ts";
import { GeV } from "../../src/units.ts";
import { shippedCard } from "../shipped-card.ts";
import { matter } from "./cascades.ts";

const random = new RandomStream(runKeyFromSeed("cascade-reactions.test"));
// Ten times as many, to see some.
const scale = 10;
const reactions = prepareNaturalReactions(shippedCard([`photonuclear.scale=${scale}`]));
const cascadeReactions = prepareCascadeReactions(reactions);
const vertex = { depth: 0, photonEnergy: 0 };

/** Reactions per cascade of an energy, above some photon energies, and their mean depth. */
function react(energy: number, events: number, threshold = 10 * GeV) {
  const cascade = prepareTargetCascade(matter, threshold);
  const above = { all: 0, five: 0, depth: 0, worst: 0 };
  for (let event = 0; event < events; event++) {
    cascade.run(energy, 0, random.seek(event, threshold));
    let reacted = 0;
    const most = cascadeReactions.bound(energy);
    for (let n = poisson(most, random); n > 0; n--) {
      if (!cascadeReactions.draw(cascade, most, matter.depth, random, vertex)) continue;
      reacted += vertex.photonEnergy;
      above.all += 1 / (events * scale);
      if (vertex.photonEnergy > 5 * GeV) above.five += 1 / (events * scale);
      above.depth += vertex.depth;
    }
    above.worst = Math.max(above.worst, Math.abs(cascadeEnergy(cascade) + reacted - energy));
  }
  above.depth /= above.all * events * scale;
  return above;
}

describe("reactions in a followed cascade", () => {
  const of100 = react(100 * GeV, 20_000);

  it("take their photons out of the lists, and nothing else", () => {
    expect(of100.worst).toBeLessThan(1e-9 * 100);
  });

  it("are as many as in a whole shower, at any threshold, above 1 and above 5 GeV", () => {
    const expected = reactions.expected(100 * GeV) / scale;
    // Below 1 GeV down from a shower of 100 GeV by the LPM effect and the attenuation of a cascade: some percent.
    expect(Math.abs(of100.all / expected - 1)).toBeLessThan(0.08);
    const deep = react(100 * GeV, 5000, 2 * GeV);
    expect(deep.worst).toBeLessThan(1e-9 * 100);
    expect(Math.abs(deep.all / of100.all - 1)).toBeLessThan(0.08);
    expect(Math.abs(deep.five / of100.five - 1)).toBeLessThan(0.2);
    expect(Math.abs(deep.depth / of100.depth - 1)).toBeLessThan(0.08);
  });

  it("are at the depths of a whole shower", () => {
    random.seek(0, 1);
    let depth = 0;
    for (let n = 0; n < 20_000; n++)
      depth += reactions.drawDepth(reactions.drawEnergy(100 * GeV, random) / (100 * GeV), random) / 20_000;
    expect(Math.abs(of100.depth / depth - 1)).toBeLessThan(0.08);
  });

  it("are of no photon that a forced vertex has taken, and none below 1 GeV", () => {
    const cascade = prepareTargetCascade(matter);
    for (let event = 0; event < 3000; event++) {
      cascade.run(100 * GeV, 0, random.seek(event, 2));
      const { tracks } = cascade;
      const forced = tracks.kind.subarray(0, tracks.count).indexOf(photon);
      if (forced < 0) continue;
      const taken = tracks.startEnergy[forced]!;
      cascade.restartFrom(forced, tracks.to[forced]!, 0, random);
      const before = cascadeEnergy(cascade);
      expect(before).toBeCloseTo(100 - taken, 9);
      const found = cascadeReactions.draw(cascade, 0.3, matter.depth, random, vertex);
      expect(cascadeEnergy(cascade)).toBeCloseTo(before - (found ? vertex.photonEnergy : 0), 9);
      if (found) expect(vertex.photonEnergy).toBeGreaterThan(1);
    }
    expect(cascadeReactions.bound(1 * GeV)).toBe(0);
  });

  it("are none with the scale at 0", () => {
    const none = prepareCascadeReactions(prepareNaturalReactions(shippedCard(["photonuclear.scale=0"])));
    expect(none.bound(100 * GeV)).toBe(0);
  });
});
