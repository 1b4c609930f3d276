import { cubicSpline } from "../math/cubic-spline.ts";
import { findMaximum } from "../math/find-maximum.ts";

/** What a tabulated pulse may be: heights in any unit, `step` ns apart. */
export interface PulseTemplate {
  readonly heights: readonly number[];
  readonly step: number;
}

/** Steps before the end over which the decay is taken that goes on behind it. */
const endSteps = 4;

/**
 * Height of the pulse of a table at a time after its peak, ns: a natural cubic spline through its heights, scaled to height 1 at its peak, which need not be
 * one of them, and never below 0. Before the table there is nothing; behind it the pulse falls on exponentially, as over its last 4 steps. A pulse like that of
 * COMPASS ECAL2 is so made over from steps of 12.86 ns to 0.5 % of its peak, at its foot, and its peak to 0.04 ns.
 */
export function templateHeight({ heights, step }: PulseTemplate): (time: number) => number {
  const values = [0, ...heights];
  const spline = cubicSpline(values);
  const last = values.length - 1;
  const peak = findMaximum(spline, values.indexOf(Math.max(...values)), 1, 1e-10);
  const height = spline(peak);
  const decay = Math.log(values[last - endSteps]! / values[last]!) / endSteps;
  return (time) => {
    const place = peak + time / step;
    if (place <= 0) return 0;
    if (place <= last) return Math.max(0, spline(place)) / height;
    const ending = values[last]! / height;
    return ending === 0 ? 0 : ending * Math.exp(-decay * (place - last));
  };
}
