import type { RandomStream } from "./stream.ts";

/** ln k! of the counts too small for Stirling's series. */
const logFactorial = new Float64Array(16);
for (let k = 2; k < logFactorial.length; k++) {
  logFactorial[k] = logFactorial[k - 1]! + Math.log(k);
}

/**
 * ln of the probability of k >= 0 at a mean > 0, to 1e-11 or a few ulp of k. Stirling's series, written in k / mean so that
 * nothing large cancels. ln P(16, 16) = -2.3104.
 */
export function logPoissonProbability(k: number, mean: number): number {
  if (k < 16) return k * Math.log(mean) - mean - logFactorial[k]!;
  const series = (1 / 12 - (1 / 360 - 1 / (1260 * k * k)) / (k * k)) / k;
  return k * Math.log(mean / k) + (k - mean) - 0.5 * Math.log(2 * Math.PI * k) - series;
}

/**
 * Poisson count of a mean >= 0 (exact up to 1e9 or so). Below 10: as many uniforms as keep their product above exp(-mean),
 * count + 1 of them. From 10 on: transformed rejection PTRS of Hörmann 1993, about 2.3 uniforms.
 */
export function poisson(mean: number, random: RandomStream): number {
  if (mean < 10) {
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = random.uniform(); product > limit; product *= random.uniform()) count++;
    return count;
  }
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const squeeze = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = random.uniform() - 0.5;
    const v = random.uniform();
    const edge = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / edge + b) * u + mean + 0.43);
    if (edge >= 0.07 && v <= squeeze) return k;
    if (k < 0 || (edge < 0.013 && v > edge)) continue;
    const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
    if (Math.log((v * inverseAlpha) / (a / (edge * edge) + b)) <= logPoissonProbability(k, mean)) return k;
  }
}
