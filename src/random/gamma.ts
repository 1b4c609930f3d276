import { gaussian } from "./gaussian.ts";
import type { RandomStream } from "./stream.ts";

/**
 * Gamma of a shape > 0 and unit scale: mean and variance equal the shape. Marsaglia-Tsang 2000; below shape 1 their boost,
 * gamma(shape + 1) u^(1/shape), which underflows to 0 at shapes below 0.05.
 */
export function gamma(shape: number, random: RandomStream): number {
  if (shape < 1) return gamma(shape + 1, random) * Math.exp(Math.log(random.uniform()) / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = gaussian(random);
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    const u = random.uniform();
    if (u < 1 - 0.0331 * x * x * x * x) return d * v;
    if (Math.log(u) < 0.5 * x * x + d * (1 - v + Math.log(v))) return d * v;
  }
}

/** Gamma of a mean >= 0 and a variance of `spread` times it: what a calorimeter of resolution sqrt(spread / E) sees of an energy. */
export function gammaAround(mean: number, spread: number, random: RandomStream): number {
  return mean > 0 && spread > 0 ? spread * gamma(mean / spread, random) : mean;
}
