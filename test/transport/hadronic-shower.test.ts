import { describe, expect, it } from "vitest";
import { antineutron, kaon, neutron, pion, proton } from "../../src/event/particle.ts";
import { electromagneticDepthShare, hadronicDepthShare } from "../../src/physics/hadron-shower.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { isBaryon, newHadronicShower, prepareHadronicShowers } from "../../src/transport/hadronic-shower.ts";
import { GeV } from "../../src/units.ts";
import { deviation, moments } from "../random/standard-errors.ts";
import { shippedCard } from "../shipped-card.ts";

const showers = prepareHadronicShowers(shippedCard().hadronShowers);
const random = new RandomStream(runKeyFromSeed("hadronic-shower.test")).seek(1, 1);
const shower = newHadronicShower();

describe("a hadronic shower", () => {
  it.each([
    [10, 0.155],
    [100, 0.12],
  ])("of a pion of %s GeV has its mean share of neutral pions, with a spread of %s", (energy, spread) => {
    const count = 20_000;
    const found = moments(count, () => {
      showers.draw(pion, energy * GeV, random, shower);
      return shower.electromagnetic;
    });
    const mean = 1 - Math.exp(-0.18 * Math.log(energy));
    expect(deviation(found.mean, mean, spread / Math.sqrt(count))).toBeLessThan(4);
    expect(Math.abs(Math.sqrt(found.variance) / spread - 1)).toBeLessThan(0.03);
  });

  it("goes in depth as Bock has it, stretched by its own length", () => {
    for (let event = 0; event < 200; event++) {
      showers.draw(kaon, 50 * GeV, random, shower);
      expect(showers.electromagneticTo(shower, 12)).toBeCloseTo(electromagneticDepthShare(50, 12), 3);
      const stretched = hadronicDepthShare(50, 1.5 / shower.stretch);
      expect(showers.hadronicTo(shower, 1.5)).toBeCloseTo(stretched, 3);
      expect([showers.electromagneticTo(shower, -1), showers.hadronicTo(shower, 0)]).toEqual([0, 0]);
    }
  });

  it("spreads in length by 0.2 in its logarithm", () => {
    const found = moments(20_000, () => {
      showers.draw(pion, 50 * GeV, random, shower);
      return Math.log(shower.stretch);
    });
    expect(Math.abs(Math.sqrt(found.variance) / 0.2 - 1)).toBeLessThan(0.03);
  });

  it("of baryons has fewer neutral pions, and none at 2 GeV", () => {
    expect([pion, kaon].map(isBaryon)).toEqual([false, false]);
    expect([proton, neutron, antineutron].map(isBaryon)).toEqual([true, true, true]);
    expect(showers.meanElectromagnetic(proton, 50)).toBeLessThan(showers.meanElectromagnetic(pion, 50));
    expect(showers.meanElectromagnetic(neutron, 2)).toBe(0);
  });
});
