/** A stationary process x_t = sum over k of coefficients[k] x_(t-1-k) + e_t, of unit variance; `variance` is that of the white e_t. */
export interface Autoregression {
  readonly coefficients: readonly number[];
  readonly variance: number;
}

/**
 * The autoregression whose correlations at lags 1, 2, ... are those given; what they leave open beyond the last lag it goes on as
 * unpredictably as possible. Undefined if they are those of no process. Yule-Walker equations by the recursion of Levinson and Durbin.
 */
export function autoregression(correlations: readonly number[]): Autoregression | undefined {
  let coefficients: number[] = [];
  let variance = 1;
  for (const [m, correlation] of correlations.entries()) {
    const predicted = coefficients.reduce((sum, a, k) => sum + a * (correlations[m - 1 - k] ?? 1), 0);
    const reflection = (correlation - predicted) / variance;
    if (!(Math.abs(reflection) < 1)) return undefined;
    coefficients = [...coefficients.map((a, k) => a - reflection * coefficients[m - 1 - k]!), reflection];
    variance *= 1 - reflection * reflection;
  }
  return { coefficients, variance };
}
