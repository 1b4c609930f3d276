/**
 * Standard error of a statistic of events in some groups of about equal size, by the jackknife (Efron-Stein-1981): from what it is
 * without each group in turn. Good for any smooth function of sums, correlations between them included; the error itself is good to
 * 1 / sqrt(2 (groups - 1)), a sixth for 20 groups. Of a mean it is the standard error of the mean. NaN where the statistic is NaN.
 */
export function jackknifeError(groups: number, without: (group: number) => number): number {
  const values = Array.from({ length: groups }, (_, group) => without(group));
  const mean = values.reduce((sum, value) => sum + value, 0) / groups;
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return Math.sqrt((squares * (groups - 1)) / groups);
}
