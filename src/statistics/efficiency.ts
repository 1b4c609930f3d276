import quantile from "@stdlib/stats-base-dists-beta-quantile";

/** A fraction of events that pass, with its central confidence interval; all dimensionless. */
export interface Efficiency {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Sums over the weights of the events that pass and of those that fail. */
export interface WeightSums {
  readonly sumPassed: number;
  readonly sumSquaresPassed: number;
  readonly sumFailed: number;
  readonly sumSquaresFailed: number;
}

/** One standard deviation of a Gaussian. */
const oneSigma = 0.6827;

/**
 * The efficiency passed / total with its exact binomial interval, Clopper-Pearson-1934: each tail holds at most
 * (1 - coverage) / 2, `low` is 0 when nothing passed, `high` is 1 when everything did. Counts need not be integer.
 * Without events the value is NaN and the interval is [0, 1]. 93 of 100: 0.930, from 0.894 to 0.955.
 */
export function clopperPearson(passed: number, total: number, coverage = oneSigma): Efficiency {
  if (!(passed >= 0 && passed <= total && total < Number.POSITIVE_INFINITY)) {
    throw new Error(`no efficiency of ${passed} passed out of ${total}`);
  }
  if (!(coverage > 0 && coverage < 1)) throw new Error(`coverage ${coverage} is not between 0 and 1`);
  if (total === 0) return { value: Number.NaN, low: 0, high: 1 };
  return { value: passed / total, ...interval(passed, total - passed, coverage) };
}

/**
 * The efficiency Σ_passed w / Σ w of weighted events, with the Clopper-Pearson interval of as many unit events as have
 * the same variance: n_eff = p (1-p) / V, V = [(1-p)² Σ_passed w² + p² Σ_failed w²] / (Σ w)². Where V = 0, because all
 * pass or all fail, n_eff = (Σ w)² / Σ w². Unit weights give clopperPearson. In pseudo-experiments the interval covers
 * about what it says or more; with sumSquares of all events alone, or raw counts, it can cover far less. It too covers less where
 * most of the weight that fails, or passes, is in so few events that a sample may hold none of them. Weights >= 0.
 */
export function weightedEfficiency(sums: WeightSums, coverage = oneSigma): Efficiency {
  const { sumPassed, sumSquaresPassed, sumFailed, sumSquaresFailed } = sums;
  for (const [name, sum] of Object.entries(sums)) {
    if (!(sum >= 0 && sum < Number.POSITIVE_INFINITY)) throw new Error(`no efficiency with ${name} = ${sum}`);
  }
  if (sumPassed > 0 !== sumSquaresPassed > 0 || sumFailed > 0 !== sumSquaresFailed > 0) {
    throw new Error("no efficiency: a sum of weights and its sum of squares must vanish together");
  }
  const total = sumPassed + sumFailed;
  if (total === 0) return clopperPearson(0, 0, coverage);
  const p = sumPassed / total;
  const q = sumFailed / total;
  const variance = (q * q * sumSquaresPassed + p * p * sumSquaresFailed) / (total * total);
  const effective =
    variance > 0 ? (p * q) / variance : (total * total) / (sumSquaresPassed + sumSquaresFailed);
  return { value: p, ...interval(p * effective, q * effective, coverage) };
}

function interval(passed: number, failed: number, coverage: number): { low: number; high: number } {
  const tail = (1 - coverage) / 2;
  return {
    low: passed === 0 ? 0 : quantile(tail, passed, failed + 1),
    high: failed === 0 ? 1 : quantile(1 - tail, passed + 1, failed),
  };
}
