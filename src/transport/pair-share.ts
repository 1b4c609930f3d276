import type { RandomStream } from "../random/stream.ts";

/**
 * Draws the share x of the photon's energy from 1 - (4/3) x (1 - x) = 2/3 + (4/3) (x - 1/2)²: in six of seven cases uniform, else of a
 * density (x - 1/2)². One uniform.
 */
export function pairShare(random: RandomStream): number {
  const u = 7 * random.uniform();
  return u < 6 ? u / 6 : 0.5 + 0.5 * Math.cbrt(2 * (u - 6) - 1);
}
