import { factorCholesky, solveCholesky } from "../math/cholesky.ts";

/**
 * Of pulses at given times, the fewest that a channel needs: the least significant of those behind the first is left out, again and
 * again, while it is below `significance` standard errors. Pulse 0, that of the trigger, stays. Returns its amplitude, counts, and keeps
 * the variance of that.
 */
export function prepareFewestPulses(most: number) {
  const kept = new Int32Array(most);
  const factor = new Float64Array(most * most);
  const amplitudes = new Float64Array(most);
  const unit = new Float64Array(most);
  const result = { amplitude: 0, variance: 0 };

  /** From the products of the pulses with each other and with the samples, and the variance of a sample. */
  function choose(
    gram: Float64Array,
    products: Float64Array,
    pulses: number,
    variance: number,
    significance: number,
  ) {
    let count = pulses;
    for (let m = 0; m < count; m++) kept[m] = m;
    for (;;) {
      for (let i = 0; i < count; i++) {
        for (let j = 0; j <= i; j++) factor[i * most + j] = gram[kept[i]! * most + kept[j]!]!;
        amplitudes[i] = products[kept[i]!]!;
      }
      // Those that cannot be told apart are told apart no better for being kept.
      const isRegular = factorCholesky(factor, count, most);
      let weakest = count - 1;
      let least = isRegular ? significance : Number.NEGATIVE_INFINITY;
      if (isRegular) {
        solveCholesky(factor, count, most, amplitudes);
        for (let i = 0; i < count; i++) {
          unit.fill(0);
          unit[i] = 1;
          solveCholesky(factor, count, most, unit);
          if (i === 0) {
            result.amplitude = amplitudes[0]!;
            result.variance = variance * unit[0]!;
          } else if (amplitudes[i]! < least * Math.sqrt(variance * unit[i]!)) {
            least = amplitudes[i]! / Math.sqrt(variance * unit[i]!);
            weakest = i;
          }
        }
      }
      if ((isRegular && least === significance) || count === 1) return result;
      for (let i = weakest; i < count - 1; i++) kept[i] = kept[i + 1]!;
      count--;
    }
  }
  return choose;
}
