import { describe, expect, it } from "vitest";
import { muonLifetime, muonMass } from "../../src/constants.ts";
import {
  drawElectronShare,
  drawMichelElectron,
  drawMuonAtRest,
  muonDecayLength,
  negativeMuonInIron,
} from "../../src/physics/muon-decay.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { GeV, m } from "../../src/units.ts";
import { binnedDeviation, countDeviation, deviation, moments } from "../random/standard-errors.ts";

const random = new RandomStream(runKeyFromSeed("muon-decay.test"));
const count = 40_000;

it("reference (notes 8.4): 1.60e-6 decays per metre at 100 GeV", () => {
  expect(m / muonDecayLength(100 * GeV)).toBeCloseTo(1.604e-6, 9);
  expect(muonDecayLength(muonMass)).toBe(0);
});

describe("the electron", () => {
  it("of a decay in flight has y from 5/3 - 3y² + 4y³/3", () => {
    random.seek(1, 0);
    const below = (y: number) => (5 * y) / 3 - y * y * y + (y * y * y * y) / 3;
    const draw = () => drawElectronShare(random);
    expect(
      binnedDeviation({ count, draw, edges: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8], below }),
    ).toBeLessThan(4);
    const { mean, variance } = moments(count, draw);
    expect(deviation(mean, 7 / 20, Math.sqrt(variance / count))).toBeLessThan(4);
  });

  // The spectrum in flight is that at rest, boosted, with an even angle: y = x (1 + cos θ) / 2.
  it("of a decay at rest follows Michel, and boosted gives the spectrum in flight", () => {
    random.seek(2, 0);
    const draw = () => drawMichelElectron(random) / (0.5 * muonMass);
    const below = (x: number) => 2 * x * x * x - x * x * x * x;
    expect(
      binnedDeviation({ count, draw, edges: [0.3, 0.45, 0.6, 0.7, 0.8, 0.9, 0.95], below }),
    ).toBeLessThan(4);
    const boosted = () => draw() * random.uniform();
    const inFlight = (y: number) => (5 * y) / 3 - y * y * y + (y * y * y * y) / 3;
    expect(
      binnedDeviation({
        count,
        draw: boosted,
        edges: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8],
        below: inFlight,
      }),
    ).toBeLessThan(4);
  });
});

describe("a muon at rest in iron", () => {
  const rest = { time: 0, electron: 0 };
  const times = (negative: boolean) => {
    let electrons = 0;
    const { mean } = moments(count, () => {
      drawMuonAtRest(negative, negativeMuonInIron, random, rest);
      if (rest.electron > 0) electrons++;
      return rest.time;
    });
    return { mean, electrons };
  };

  it("lives 2197 ns and decays if positive", () => {
    const { mean, electrons } = times(false);
    expect(deviation(mean, muonLifetime, muonLifetime / Math.sqrt(count))).toBeLessThan(4);
    expect(electrons).toBe(count);
  });

  // Suzuki-1987: 206 ns; the share that decays is the ratio of lives, times 0.975 for a bound muon.
  it("lives 206 ns and is captured in 91 % of the cases if negative", () => {
    const { mean, electrons } = times(true);
    expect(deviation(mean, 206, 206 / Math.sqrt(count))).toBeLessThan(4);
    expect(countDeviation(electrons, count, negativeMuonInIron.decays)).toBeLessThan(4);
    expect(negativeMuonInIron.decays).toBeCloseTo((0.975 * 206) / 2197, 3);
  });
});
