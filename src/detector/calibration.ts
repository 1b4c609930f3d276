import { gaussian } from "../random/gaussian.ts";
import { runKeyFromSeed } from "../random/run-key.ts";
import { RandomStream } from "../random/stream.ts";
import type { prepareCellShares } from "./cell-shares.ts";

/** The detector is one and the same in all runs: its calibration does not come from the run key. */
const key = runKeyFromSeed("calibration of the ECAL");

/**
 * Errors of the calibration of sections of `cells` cells, as factors on what is read: Gaussian with this spread, each section scaled such
 * that the mean over showers, whose cells have these weights, is right. Always the same for the same spread.
 */
export function calibrationErrors(spread: number, sections: number, weights: Float64Array): Float64Array {
  const random = new RandomStream(key);
  const cells = weights.length;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const factors = new Float64Array(sections * cells);
  for (let s = 0; s < sections; s++) {
    let mean = 0;
    for (let c = 0; c < cells; c++) {
      factors[s * cells + c] = 1 + spread * gaussian(random);
      mean += (weights[c]! * factors[s * cells + c]!) / total;
    }
    for (let c = 0; c < cells; c++) factors[s * cells + c]! /= mean;
  }
  return factors;
}

/** Mean shares of the cells over a Gaussian spot in the middle of the face. */
export function meanShares(
  { shares, covers }: ReturnType<typeof prepareCellShares>,
  side: number,
  spotX: number,
  spotY: number,
): Float64Array {
  const mean = new Float64Array(side * side);
  const here = new Float64Array(side * side);
  for (let i = -12; i <= 12; i++) {
    for (let j = -12; j <= 12; j++) {
      const [u, v] = [0.25 * i, 0.25 * j];
      if (!covers(u * spotX, v * spotY)) continue;
      shares(u * spotX, v * spotY, here);
      const weight = Math.exp(-0.5 * (u * u + v * v));
      for (let c = 0; c < here.length; c++) mean[c]! += weight * here[c]!;
    }
  }
  return mean;
}
