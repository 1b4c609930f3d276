import { ns } from "../units.ts";
import type { PulseShape } from "./pulse-shape.ts";

/** Where a pulse begins, over its peak, and the time from there on in which a template error is meant. */
const beginning = 0.01;
const span = 200 * ns;

/**
 * The two deformations of a pulse, at the steps of its table: what its height changes by if its rise, or its fall, is stretched in time about the peak,
 * d h(t / (1 + s)) / ds = -t h'(t) before the peak, or behind it. Height 1 and the peak at t = 0 stay.
 */
export function pulseDeformations({ heights, first, step }: PulseShape) {
  const rise = new Float64Array(heights.length);
  const fall = new Float64Array(heights.length);
  for (let k = 1; k < heights.length - 1; k++) {
    const time = first + k * step;
    const slope = (heights[k + 1]! - heights[k - 1]!) / (2 * step);
    (time < 0 ? rise : fall)[k] = -time * slope;
  }
  return { rise, fall };
}

/** Root mean square of each deformation of unit weight in the first 200 ns of a pulse, from 1 % of its height on. */
export function deformationSpread(pulse: PulseShape): { rise: number; fall: number } {
  const { heights, step } = pulse;
  const from = heights.findIndex((height) => height >= beginning);
  const count = Math.round(span / step);
  const { rise, fall } = pulseDeformations(pulse);
  const spread = (values: Float64Array): number => {
    let sum = 0;
    for (const value of values.subarray(from, from + count)) sum += value * value;
    return Math.sqrt(sum / count);
  };
  return { rise: spread(rise), fall: spread(fall) };
}
