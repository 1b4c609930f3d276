import { landauDensity, landauMostProbable } from "../physics/landau.ts";
import { fromDensity } from "../random/from-density.ts";
import type { RandomStream } from "../random/stream.ts";

/**
 * Sampler of the energy lost in a thin layer: Landau, with most probable value and width xi given at each draw. `longest`
 * is where the tail is cut, in units of xi: delta rays of more energy leave the scintillator.
 */
export function prepareLandau(longest: number) {
  const nodes = 600;
  const low = -4;
  const lambdas = Float64Array.from({ length: nodes }, (_, k) => low + ((longest - low) * k) / (nodes - 1));
  const lambda = fromDensity(lambdas, lambdas.map(landauDensity));
  return (mostProbable: number, xi: number, random: RandomStream): number =>
    Math.max(0, mostProbable + xi * (lambda(random) - landauMostProbable));
}
