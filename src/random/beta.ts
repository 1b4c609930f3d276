import { gamma } from "./gamma.ts";
import type { RandomStream } from "./stream.ts";

/**
 * A share between 0 and 1 of a mean and a spread (rms), distributed as a Beta. The spread is at most √(m (1 - m) / 3), at which a mean of a half has
 * the uniform distribution.
 */
export function beta(mean: number, spread: number, random: RandomStream): number {
  if (!(mean > 0)) return 0;
  if (mean >= 1) return 1;
  if (!(spread > 0)) return mean;
  const shapes = Math.max(2, (mean * (1 - mean)) / (spread * spread) - 1);
  const one = gamma(mean * shapes, random);
  const other = gamma((1 - mean) * shapes, random);
  const sum = one + other;
  return sum > 0 ? one / sum : mean;
}
