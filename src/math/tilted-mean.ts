/** Mean of x on [0, 1] with a density proportional to e^(k x): 1/2 at k = 0, towards an end for a steep one. */
export function tiltedMean(k: number): number {
  // 1 / (1 - e^-k) - 1 / k; k/12 + 1/2 where that loses digits.
  return Math.abs(k) < 1e-3 ? 0.5 + k / 12 : -1 / Math.expm1(-k) - 1 / k;
}

/** Variance of x with that density, the derivative of the mean. */
export function tiltedVariance(k: number): number {
  if (Math.abs(k) < 1e-2) return 1 / 12 - (k * k) / 240;
  const half = 2 * Math.sinh(k / 2);
  return 1 / (k * k) - 1 / (half * half);
}
