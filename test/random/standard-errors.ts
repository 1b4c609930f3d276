/** Mean, variance and third central moment of `count` draws. */
export function moments(count: number, draw: () => number) {
  const values = new Float64Array(count);
  let sum = 0;
  for (let k = 0; k < count; k++) sum += values[k] = draw();
  const mean = sum / count;
  let variance = 0;
  let third = 0;
  for (const x of values) {
    const square = (x - mean) * (x - mean);
    variance += square / count;
    third += (square * (x - mean)) / count;
  }
  return { mean, variance, third };
}

/** How far an estimate lies from what is expected, in standard errors of the estimate. */
export function deviation(estimate: number, expected: number, error: number): number {
  return Math.abs(estimate - expected) / error;
}

/** The same for a count of `tries` that each succeed with the given probability. */
export function countDeviation(count: number, tries: number, probability: number): number {
  return deviation(count, tries * probability, Math.sqrt(tries * probability * (1 - probability)));
}

/** Pearson's chi-squared of counts against probabilities that sum to 1, less its mean, in standard deviations. */
export function chiSquareDeviation(counts: ArrayLike<number>, probabilities: readonly number[]): number {
  const total = Array.from(counts).reduce((sum, n) => sum + n, 0);
  const freedom = probabilities.length - 1;
  const chiSquare = probabilities.reduce((sum, p, k) => {
    const difference = counts[k]! - total * p;
    return sum + (difference * difference) / (total * p);
  }, 0);
  return (chiSquare - freedom) / Math.sqrt(2 * freedom);
}

/** Chi-squared of draws in bins of the given inner edges, against a distribution function. */
export function binnedDeviation(options: {
  count: number;
  draw: () => number;
  edges: readonly number[];
  below: (x: number) => number;
}): number {
  const { count, draw, edges, below } = options;
  const counts = new Float64Array(edges.length + 1);
  for (let i = 0; i < count; i++) {
    const x = draw();
    let low = 0;
    let high = edges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (x < edges[middle]!) high = middle;
      else low = middle + 1;
    }
    counts[low]! += 1;
  }
  const cumulative = [0, ...edges.map(below), 1];
  return chiSquareDeviation(
    counts,
    cumulative.slice(1).map((p, k) => p - cumulative[k]!),
  );
}

/** `count` edges at equal distances from `first` to `last`. */
export function edges(first: number, last: number, count: number): number[] {
  return Array.from({ length: count }, (_, k) => first + ((last - first) * k) / (count - 1));
}
