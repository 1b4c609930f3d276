/**
 * Fisher information that one event has of a parameter by its bin alone, sum (dp/dt)^2 / p, from the bins' contents, of any
 * normalisation, at a lower and a higher value of the parameter, `step` apart: the derivative is that of the secant, p the mean of
 * both shares. Bins that are empty in both tell nothing; NaN of no events. N events have N times as much, and no unbiased estimate has an error below
 * 1 / sqrt(N I) (Cramer-Rao). Two bins of 0.4 and 0.6, and of 0.6 and 0.4, a step of 1 apart: 0.16.
 */
export function shapeInformation(lower: ArrayLike<number>, higher: ArrayLike<number>, step: number): number {
  const [all, others] = [total(lower), total(higher)];
  if (all === 0 || others === 0) return Number.NaN;
  let information = 0;
  for (let k = 0; k < lower.length; k++) {
    const [a, b] = [lower[k]! / all, higher[k]! / others];
    const slope = (b - a) / step;
    if (a + b > 0) information += (slope * slope) / (0.5 * (a + b));
  }
  return information;
}

function total(bins: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < bins.length; k++) sum += bins[k]!;
  return sum;
}
