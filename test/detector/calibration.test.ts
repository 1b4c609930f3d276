import { describe, expect, it } from "vitest";
import { calibrationErrors, meanShares } from "../../src/detector/calibration.ts";
import { prepareCellShares } from "../../src/detector/cell-shares.ts";
import { mm } from "../../src/units.ts";
import { shippedCard } from "../shipped-card.ts";

const { lateralFractions, lateralRadii, cellSize } = shippedCard().detector.ecal as {
  lateralFractions: number[];
  lateralRadii: number[];
  cellSize: number;
};
const profile = lateralFractions.map((fraction, k) => ({ fraction, radius: lateralRadii[k]! }));
const shares = prepareCellShares(profile, cellSize, 6);
const weights = meanShares(shares, 6, 8 * mm, 8 * mm);

describe("the calibration", () => {
  it("is the same whenever it is asked for", () => {
    expect(calibrationErrors(0.01, 2, weights)).toEqual(calibrationErrors(0.01, 2, weights));
  });

  it("is exact without a spread, and right on average over showers in either section with one", () => {
    for (const factor of calibrationErrors(0, 2, weights)) expect(factor).toBeCloseTo(1, 14);
    const factors = calibrationErrors(0.02, 2, weights);
    for (const section of [factors.subarray(0, 36), factors.subarray(36)]) {
      const mean = section.reduce((sum, factor, c) => sum + factor * weights[c]!, 0);
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      expect(mean / total).toBeCloseTo(1, 12);
    }
  });

  it("spreads by what is asked for: 72 cells give it within 4 standard errors of 8 %", () => {
    const factors = calibrationErrors(0.01, 2, new Float64Array(36).fill(1));
    const rms = Math.sqrt(factors.reduce((sum, factor) => sum + (factor - 1) ** 2, 0) / 70);
    expect(Math.abs(rms / 0.01 - 1)).toBeLessThan(0.34);
    expect(new Set(factors).size).toBe(72);
  });
});

describe("the mean shares", () => {
  it("are those of the four cells around the middle, and mirror", () => {
    const four = [14, 15, 20, 21].map((c) => weights[c]!);
    for (const weight of four) expect(weight / four[0]!).toBeCloseTo(1, 6);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    expect(four.reduce((sum, weight) => sum + weight, 0) / total).toBeGreaterThan(0.95);
  });

  it("of a spot of no size are those of the middle", () => {
    const point = meanShares(shares, 6, 0, 0);
    const middle = new Float64Array(36);
    shares.shares(0, 0, middle);
    for (let c = 0; c < 36; c++) expect(point[c]! / point[14]!).toBeCloseTo(middle[c]! / middle[14]!, 10);
  });
});

/** Constant term for a spread of 1: rms over places of the sum of shares times independent factors. */
function constantTerm(places: readonly (readonly [number, number, number])[]): number {
  const here = new Float64Array(36);
  const mean = new Float64Array(36);
  let squares = 0;
  let all = 0;
  for (const [x, y, weight] of places) {
    shares.shares(x, y, here);
    const sum = here.reduce((total, share) => total + share, 0);
    all += weight;
    for (let c = 0; c < 36; c++) {
      mean[c]! += (weight * here[c]!) / sum;
      squares += weight * (here[c]! / sum) ** 2;
    }
  }
  return Math.sqrt(squares / all - mean.reduce((sum, share) => sum + (share / all) ** 2, 0));
}

// What the card says of 1 %. The means over places are taken off: scale and normalisation do that.
it("makes a constant term of 0.75 of the spread over the face, of 0.47 in the spot of the beam", () => {
  const steps = Array.from({ length: 100 }, (_, k) => (2 * (k + 0.5)) / 100 - 1);
  const face = steps.flatMap((u) => steps.map((v) => [105 * u, 105 * v, 1] as const));
  const spot = steps.flatMap((u) =>
    steps.map((v) => [32 * u, 32 * v, Math.exp(-8 * (u * u + v * v))] as const),
  );
  expect(Math.abs(constantTerm(face) - 0.75)).toBeLessThan(0.02);
  expect(Math.abs(constantTerm(spot) - 0.47)).toBeLessThan(0.01);
});
