import type { RandomStream } from "./stream.ts";

/** Exponential of mean 1, by inversion: one uniform; at most 36.7, where exp(-x) is 2^-53. */
export function exponential(random: RandomStream): number {
  return -Math.log(random.uniform());
}
