/** A mean and its standard error. */
export interface Estimate {
  readonly mean: number;
  readonly error: number;
}

/** The mean of `count` values, two or more, of which the sum and the sum of squares are known. */
export function estimate(sum: number, squares: number, count: number): Estimate {
  const mean = sum / count;
  // The difference may round below zero where all values are the same.
  const variance = Math.max(0, squares / count - mean * mean) / (count - 1);
  return { mean, error: Math.sqrt(variance) };
}
