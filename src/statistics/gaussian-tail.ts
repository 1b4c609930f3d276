import { incompleteGammaUpper } from "../math/incomplete-gamma.ts";

/** Probability that a Gaussian is more than x standard deviations above its mean, for any x. At 3: 1.3499e-3. */
export function gaussianTail(x: number): number {
  const half = 0.5 * incompleteGammaUpper(0.5, 0.5 * x * x);
  return x >= 0 ? half : 1 - half;
}
