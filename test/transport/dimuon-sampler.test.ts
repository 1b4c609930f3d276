import { describe, expect, it } from "vitest";
import { muonMass } from "../../src/constants.ts";
import { integrate } from "../../src/math/integrate.ts";
import {
  dimuonCrossSection,
  dimuonSpectrum,
  leastMuonShare,
} from "../../src/physics/dimuon-cross-section.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { prepareDimuonSampler } from "../../src/transport/dimuon-sampler.ts";
import { GeV } from "../../src/units.ts";
import { binnedDeviation, deviation, edges, moments } from "../random/standard-errors.ts";

const lead = { charge: 82, massNumber: 207.2 };
const random = new RandomStream(runKeyFromSeed("dimuon-sampler.test"));
const drawPair = prepareDimuonSampler(lead);
const pair = { share: 0, plusX: 0, plusY: 0, minusX: 0, minusY: 0 };

/** Transverse momenta over m_mu of the two muons of the last pair, and of both together, which is what the nucleus takes. */
function transverse(photonEnergy: number) {
  const plus = (photonEnergy * pair.share) / muonMass;
  const minus = (photonEnergy * (1 - pair.share)) / muonMass;
  return {
    plus: Math.hypot(pair.plusX, pair.plusY) * plus,
    minus: Math.hypot(pair.minusX, pair.minusY) * minus,
    recoil: Math.hypot(pair.plusX * plus + pair.minusX * minus, pair.plusY * plus + pair.minusY * minus),
  };
}

function draws(photonEnergy: number, count: number, value: () => number): Float64Array {
  return Float64Array.from({ length: count }, () => {
    drawPair(photonEnergy, random, pair);
    return value();
  }).sort();
}
const quantile = (sorted: Float64Array, part: number) => sorted[Math.floor(part * sorted.length)]!;

describe("the share x+ of the positive muon", () => {
  it.each([10, 50, 100])("has the density of Eq. (18): %d GeV", (photonEnergy) => {
    const least = leastMuonShare(photonEnergy);
    const total = dimuonCrossSection(photonEnergy, lead);
    const below = (x: number) =>
      integrate((share) => dimuonSpectrum(share, photonEnergy, lead), least, x, 1e-7) / total;
    const draw = () => {
      drawPair(photonEnergy, random, pair);
      return pair.share;
    };
    const found = binnedDeviation({ count: 100_000, draw, edges: edges(0.03, 0.97, 48), below });
    expect(Math.abs(found)).toBeLessThan(4);
  });
});

describe("the angles", () => {
  it("t = 1 / (1 + u^2) has its density, averaged over x+ by Eq. (18)", () => {
    const photonEnergy = 50 * GeV;
    const least = leastMuonShare(photonEnergy);
    const density = (t: number, x: number) => {
      const product = x * (1 - x);
      const root = (0.2 * 207.2 ** 0.27 * muonMass) / (2 * product * photonEnergy);
      const damping = 1 + (root * root) / (t * t);
      return (1 - 2 * product + 4 * product * t * (1 - t)) / (damping * damping);
    };
    const upTo = (t: number) =>
      integrate(
        (x) =>
          (dimuonSpectrum(x, photonEnergy, lead) * integrate((s) => density(s, x), 0, t, 1e-6)) /
          integrate((s) => density(s, x), 0, 1, 1e-6),
        least,
        0.5,
        1e-5,
      );
    const total = upTo(1);
    const draw = () => {
      drawPair(photonEnergy, random, pair);
      const { plus, minus } = transverse(photonEnergy);
      // Where one is on the other side, u - rho cos(psi) / 2 < 0, its size is not enough; in the mean u of a few per mille.
      const u = 0.5 * (plus + minus);
      return 1 / (1 + u * u);
    };
    const found = binnedDeviation({
      count: 60_000,
      draw,
      edges: edges(0.1, 0.9, 17),
      below: (t) => upTo(t) / total,
    });
    expect(Math.abs(found)).toBeLessThan(4);
  });

  it("are about m_mu / E: the median of each is 0.9 to 1.1 of it, at any energy", () => {
    for (const photonEnergy of [10, 40, 100]) {
      const medians = draws(photonEnergy, 20_000, () => transverse(photonEnergy).plus);
      expect(quantile(medians, 0.5)).toBeGreaterThan(0.9);
      expect(quantile(medians, 0.5)).toBeLessThan(1.1);
    }
  });

  it("open as m_mu / E: four times as wide at a quarter of the energy, 10 % less for more even pairs", () => {
    const opening = (photonEnergy: number) =>
      quantile(
        draws(photonEnergy, 40_000, () => Math.hypot(pair.plusX - pair.minusX, pair.plusY - pair.minusY)),
        0.5,
      );
    const ratio = opening(20) / opening(80);
    expect(ratio).toBeGreaterThan(3.6);
    expect(ratio).toBeLessThan(4);
  });

  it("are balanced: the nucleus takes 10 MeV or so, and from pairs of u < 1 not more than its size lets it", () => {
    const [all, close] = [[] as number[], [] as number[]];
    for (let k = 0; k < 20_000; k++) {
      drawPair(50 * GeV, random, pair);
      const { plus, minus, recoil } = transverse(50 * GeV);
      all.push(recoil * muonMass);
      if (plus + minus < 2) close.push(recoil * muonMass);
    }
    const sorted = Float64Array.from(all).sort();
    // The least that must go to the nucleus, m_mu^2 / (2 x+ x- k), is about 0.5 MeV.
    expect(quantile(sorted, 0.5)).toBeGreaterThan(2e-3);
    expect(quantile(sorted, 0.5)).toBeLessThan(30e-3);
    // 1.9 / A^0.27 of m_mu is 48 MeV; 1 / R of lead is 28 MeV.
    expect(Math.max(...close)).toBeLessThan(50e-3);
    expect(Math.max(...close)).toBeGreaterThan(40e-3);
  });

  it("point anywhere around the photon, for the two alike", () => {
    const count = 40_000;
    for (const slope of ["plusX", "plusY", "minusX", "minusY"] as const) {
      const { mean, variance } = moments(count, () => {
        drawPair(50, random, pair);
        // The direction alone: the slope itself has a tail as 1 / theta^3.
        const name = slope.slice(0, -1) as "plus" | "minus";
        return pair[slope] / Math.hypot(pair[`${name}X`], pair[`${name}Y`]);
      });
      expect(deviation(mean, 0, Math.sqrt(variance / count))).toBeLessThan(4);
      expect(variance).toBeCloseTo(0.5, 1);
    }
    const [plus, minus] = [
      draws(50, count, () => transverse(50).plus),
      draws(50, count, () => transverse(50).minus),
    ];
    for (const part of [0.1, 0.5, 0.9])
      expect(Math.abs(quantile(plus, part) / quantile(minus, part) - 1)).toBeLessThan(0.04);
  });
});
