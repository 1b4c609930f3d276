import { type Efficiency, weightedEfficiency } from "./efficiency.ts";

/**
 * Shares of weighted events below thresholds, Eq. (25): what is read of an event passes a threshold that it is less than. The thresholds
 * increase; at infinity all pass.
 */
export function prepareThresholdCurve(thresholds: readonly number[]) {
  const count = thresholds.length;
  // Of events between two neighbouring thresholds; the last place is of those at or above all.
  const sums = new Float64Array(count + 1);
  const squares = new Float64Array(count + 1);
  let events = 0;

  /** How many thresholds are at or below the value. */
  const placeOf = (value: number): number => {
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (value < thresholds[middle]!) high = middle;
      else low = middle + 1;
    }
    return low;
  };

  return {
    add(value: number, weight: number): void {
      const place = placeOf(value);
      events++;
      sums[place]! += weight;
      squares[place]! += weight * weight;
    },

    /** How many events there are, and of their weight the share below each threshold. */
    result(): { readonly events: number; readonly efficiencies: readonly Efficiency[] } {
      const below = (all: Float64Array, end: number): number =>
        all.subarray(0, end).reduce((sum, value) => sum + value, 0);
      const above = (all: Float64Array, from: number): number =>
        all.subarray(from).reduce((sum, value) => sum + value, 0);
      return {
        events,
        efficiencies: thresholds.map((_, k) =>
          weightedEfficiency({
            sumPassed: below(sums, k + 1),
            sumSquaresPassed: below(squares, k + 1),
            sumFailed: above(sums, k + 1),
            sumSquaresFailed: above(squares, k + 1),
          }),
        ),
      };
    },
  };
}
