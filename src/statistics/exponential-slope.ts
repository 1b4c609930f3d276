import { findRoot } from "../math/find-root.ts";
import { tiltedMean, tiltedVariance } from "../math/tilted-mean.ts";
import type { Estimate } from "./estimate.ts";

/** Sums over weighted values between two ends: of the weights w, w x, w², w² x and w² x². */
export interface Moments {
  readonly weight: number;
  readonly first: number;
  readonly squares: number;
  readonly squaresFirst: number;
  readonly squaresSecond: number;
}

/**
 * The slope s of a density proportional to e^(s x) between `low` and `high`, by the mean of weighted values there, which is the estimate of
 * greatest likelihood; with the error by the spread of their weights. Undefined without two values that differ.
 */
export function exponentialSlope(
  { weight, first, squares, squaresFirst, squaresSecond }: Moments,
  low: number,
  high: number,
): Estimate | undefined {
  const width = high - low;
  const mean = first / weight;
  const variance = (squaresSecond - 2 * mean * squaresFirst + mean * mean * squares) / (weight * weight);
  if (!(variance > 1e-18 * width * width)) return undefined;
  const steepest = 200;
  const place = (mean - low) / width;
  if (!(place > tiltedMean(-steepest) && place < tiltedMean(steepest))) return undefined;
  const slope = findRoot((k) => tiltedMean(k) - place, -steepest, steepest) / width;
  return { mean: slope, error: Math.sqrt(variance) / (width * width * tiltedVariance(slope * width)) };
}
