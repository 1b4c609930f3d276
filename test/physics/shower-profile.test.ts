import { describe, expect, it } from "vitest";
import {
  depositedFraction,
  type ShowerMedium,
  showerParameters,
  typicalShower,
} from "../../src/physics/shower-profile.ts";
import { GeV, MeV } from "../../src/units.ts";

/** The target: 1.5 mm lead and 1.5 mm scintillator (notes 4). */
const target: ShowerMedium = {
  criticalEnergy: 8.57 * MeV,
  chargeNumber: 75.5,
  samplingFrequency: 3.69,
  eOverMip: 0.652,
};
const preshowerDepth = 4.33;
const targetDepth = 40.6;

/** Unit normals by Box-Muller from a linear congruential generator. */
function normals(): () => number {
  let state = 4711;
  const uniform = () => ((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) + 0.5) / 4294967296;
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

function typical(energy: number) {
  const shape = { alpha: 0, beta: 0 };
  showerParameters(energy, target, 0, 0, shape);
  return { ...shape, maximum: (shape.alpha - 1) / shape.beta };
}

/** Deposits of many showers of one energy: in the preshower, sorted, and the mean behind the target. */
function simulate(energy: number, showers: number) {
  const normal = normals();
  const shape = { alpha: 0, beta: 0 };
  const preshower: number[] = [];
  let leak = 0;
  for (let k = 0; k < showers; k++) {
    showerParameters(energy, target, normal(), normal(), shape);
    preshower.push(energy * depositedFraction(shape.alpha, shape.beta, preshowerDepth));
    leak += energy * (1 - depositedFraction(shape.alpha, shape.beta, targetDepth));
  }
  preshower.sort((a, b) => a - b);
  const mean = preshower.reduce((sum, deposit) => sum + deposit, 0) / showers;
  const below = (limit: number) => preshower.filter((deposit) => deposit < limit).length / showers;
  return { mean, quantile: (q: number) => preshower[Math.floor(q * showers)]!, below, leak: leak / showers };
}

describe("reference: table of notes 4.1", () => {
  it.each([
    [100, 8.16, 5.25],
    [50, 7.47, 4.91],
    [20, 6.55, 4.47],
    [10, 5.86, 4.13],
    [5, 5.17, 3.79],
    [1, 3.56, 3.0],
  ])("%s GeV: maximum and shape to the printed digits", (energy, maximum, shape) => {
    expect(typical(energy * GeV).maximum).toBeCloseTo(maximum, 2);
    expect(typical(energy * GeV).alpha).toBeCloseTo(shape, 2);
  });

  // Energy, then preshower mean, 1 %, 50 %, 99 % in GeV. Two printed digits (up to 4 %) and our 30 000 showers (1 % on the quantiles).
  it.each([
    [100, 6.5, 1.45, 6.1, 15.0],
    [50, 4.6, 1.06, 4.3, 9.9],
    [20, 2.8, 0.68, 2.7, 5.7],
    [10, 1.9, 0.48, 1.8, 3.6],
    [5, 1.2, 0.32, 1.2, 2.3],
    [1, 0.42, 0.1, 0.42, 0.75],
  ])("%s GeV: energy in the preshower within 5 %", (energy, mean, low, middle, high) => {
    const showers = simulate(energy * GeV, 30_000);
    expect(Math.abs(showers.mean / mean - 1)).toBeLessThan(0.03);
    expect(Math.abs(showers.quantile(0.01) / low - 1)).toBeLessThan(0.07);
    expect(Math.abs(showers.quantile(0.5) / middle - 1)).toBeLessThan(0.05);
    expect(Math.abs(showers.quantile(0.99) / high - 1)).toBeLessThan(0.05);
  });

  it("shares below the preshower's thresholds at 5 and 1 GeV, within 4 standard errors and the printed digit", () => {
    const at5 = simulate(5 * GeV, 30_000);
    expect(Math.abs(at5.below(0.3) - 8e-3)).toBeLessThan(2.6e-3);
    expect(Math.abs(at5.below(0.5) - 4e-2)).toBeLessThan(9e-3);
    const at1 = simulate(1 * GeV, 30_000);
    expect(Math.abs(at1.below(0.3) - 0.2)).toBeLessThan(0.014);
    expect(Math.abs(at1.below(0.5) - 0.72)).toBeLessThan(0.015);
  });

  it("mean leak behind the target: 3.4, 1.2, 0.3 MeV at 100, 50, 20 GeV", () => {
    expect(simulate(100 * GeV, 30_000).leak / (3.4 * MeV)).toBeCloseTo(1, 1);
    expect(simulate(50 * GeV, 30_000).leak / (1.2 * MeV)).toBeCloseTo(1, 0);
    expect(simulate(20 * GeV, 30_000).leak / (0.3 * MeV)).toBeCloseTo(1, 0);
  });
});

describe("showerParameters", () => {
  it("spreads ln T and ln α by the published sigmas, with the published correlation", () => {
    const energy = 20 * GeV;
    const logY = Math.log(energy / target.criticalEnergy);
    const normal = normals();
    const shape = { alpha: 0, beta: 0 };
    const { alpha, maximum } = typical(energy);
    const [sum, count] = [{ tt: 0, aa: 0, ta: 0 }, 40_000];
    for (let k = 0; k < count; k++) {
      showerParameters(energy, target, normal(), normal(), shape);
      const t = Math.log((shape.alpha - 1) / shape.beta / maximum);
      const a = Math.log(shape.alpha / alpha);
      sum.tt += t * t;
      sum.aa += a * a;
      sum.ta += t * a;
    }
    // A variance from 40 000 numbers is good to 0.7 %; 3 % is 4 standard errors.
    expect(Math.sqrt(sum.tt / count) * (-2.5 + 1.25 * logY)).toBeCloseTo(1, 1);
    expect(Math.sqrt(sum.aa / count) * (-0.82 + 0.79 * logY)).toBeCloseTo(1, 1);
    expect(Math.abs(sum.ta / Math.sqrt(sum.tt * sum.aa) - (0.784 - 0.023 * logY))).toBeLessThan(0.015);
  });

  it("is the formula of Grindhammer and Peters for one draw", () => {
    const logY = Math.log((20 * GeV) / (8.57 * MeV));
    const correlation = 0.784 - 0.023 * logY;
    const [plus, minus] = [Math.sqrt((1 + correlation) / 2), Math.sqrt((1 - correlation) / 2)];
    const logT = Math.log(logY - 0.812 - 0.55 / 3.69 - 0.69 * (1 - 0.652));
    const logAlpha = Math.log(0.81 + (0.458 + 2.26 / 75.5) * logY - 0.476 / 3.69);
    const [z1, z2] = [0.7, -1.1];
    const shape = { alpha: 0, beta: 0 };
    showerParameters(20 * GeV, target, z1, z2, shape);
    const expectedLogT = logT + (plus * z1 + minus * z2) / (-2.5 + 1.25 * logY);
    const expectedLogAlpha = logAlpha + (plus * z1 - minus * z2) / (-0.82 + 0.79 * logY);
    expect(Math.log(shape.alpha)).toBeCloseTo(expectedLogAlpha, 12);
    expect(Math.log((shape.alpha - 1) / shape.beta)).toBeCloseTo(expectedLogT, 12);
  });

  it("becomes the homogeneous shower for infinitely fine sampling and ê = 1", () => {
    const lead: ShowerMedium = {
      criticalEnergy: 7.43 * MeV,
      chargeNumber: 82,
      samplingFrequency: Number.POSITIVE_INFINITY,
      eOverMip: 1,
    };
    const shape = { alpha: 0, beta: 0 };
    showerParameters(10 * GeV, lead, 0, 0, shape);
    const logY = Math.log((10 * GeV) / (7.43 * MeV));
    expect(shape.alpha).toBeCloseTo(0.81 + (0.458 + 2.26 / 82) * logY, 12);
    expect((shape.alpha - 1) / shape.beta).toBeCloseTo(logY - 0.812, 12);
  });

  it("stays a shower at any energy and any fluctuation: finite, α > 1, β > 0", () => {
    const shape = { alpha: 0, beta: 0 };
    for (const energy of [1e-4, 0.01, 0.063, 0.1, 0.5, 1, 30, 300]) {
      for (const z1 of [-6, 0, 6]) {
        for (const z2 of [-6, 0, 6]) {
          showerParameters(energy, target, z1, z2, shape);
          expect(shape.alpha).toBeGreaterThan(1);
          expect(shape.beta).toBeGreaterThan(0);
          expect(Number.isFinite(shape.alpha) && Number.isFinite(shape.beta)).toBe(true);
        }
      }
    }
  });

  it("has below 1 GeV the spread of 1 GeV", () => {
    const spread = (energy: number) => {
      const shape = { alpha: 0, beta: 0 };
      showerParameters(energy, target, 1, 0, shape);
      return (shape.alpha - 1) / shape.beta / typical(energy).maximum;
    };
    expect(spread(0.2 * GeV)).toBeCloseTo(spread(1 * GeV), 12);
    expect(spread(2 * GeV)).toBeLessThan(spread(1 * GeV));
  });
});

describe("depositedFraction", () => {
  it("is none at the start, all at the end, and rises", () => {
    const { alpha, beta } = typical(100 * GeV);
    expect(depositedFraction(alpha, beta, 0)).toBe(0);
    expect(depositedFraction(alpha, beta, 1000)).toBe(1);
    for (let depth = 0; depth < 40; depth++) {
      expect(depositedFraction(alpha, beta, depth + 1)).toBeGreaterThan(
        depositedFraction(alpha, beta, depth),
      );
    }
  });

  it("falls later for a shower of more energy", () => {
    const early = (energy: number) => {
      const { alpha, beta } = typical(energy);
      return depositedFraction(alpha, beta, preshowerDepth);
    };
    for (let energy = 0.2; energy < 200; energy *= 1.5)
      expect(early(1.5 * energy)).toBeLessThan(early(energy));
  });
});

describe("the typical shower", () => {
  it.each([0.01, 0.3, 1, 5, 100])("is the one without deviations: %s GeV", (energy) => {
    const shape = { alpha: 0, beta: 0 };
    typicalShower(energy * GeV, target, shape);
    expect(shape.alpha).toBeCloseTo(typical(energy * GeV).alpha, 14);
    expect(shape.beta).toBeCloseTo(typical(energy * GeV).beta, 14);
  });
});
