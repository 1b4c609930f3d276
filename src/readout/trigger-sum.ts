import type { Pulses } from "../event/pulses.ts";
import { type PulseForm, tabulatePulse, withWidth } from "./pulse-shape.ts";

/** How the trigger sees a sum of cells: as a pulse of a full width at half height, in a gate of a full width, ns. */
export interface TriggerSum {
  readonly width: number;
  readonly gate: number;
}

/** Steps of the tabulated pulse per point at which the sum is looked at. */
const stepsPerPoint = 4;

/**
 * Analog sum of cells that a discriminator of the trigger sees, Eq. (14): sum over the particles of E h(t - t_k), with h the pulse of `form`
 * made as narrow as `width`. What is prepared returns its highest value within the gate around the trigger, GeV, for the channels
 * below `channels`: the energy itself for one particle in time. 64 points to a width find the highest value to 3e-4.
 */
export function prepareTriggerSum(form: PulseForm, { width, gate }: TriggerSum) {
  const half = Math.ceil((32 * gate) / width);
  const spacing = gate / (2 * half);
  const { heights, first, step } = tabulatePulse({
    ...withWidth(form, width),
    samplingPeriod: (64 / stepsPerPoint) * spacing,
  });
  const sum = new Float64Array(2 * half + 1); // at -gate / 2 + k * spacing

  function add(energy: number, time: number): void {
    if (energy === 0) return;
    // Position of the first point in the table; each further point is `stepsPerPoint` on.
    const start = (-gate / 2 - time - first) / step;
    const from = start >= 0 ? 0 : Math.ceil(-start / stepsPerPoint);
    const exact = start + from * stepsPerPoint;
    let here = Math.floor(exact);
    const upper = energy * (exact - here);
    const lower = energy - upper;
    const last = heights.length - 1;
    for (let k = from; k < sum.length && here < last; k++, here += stepsPerPoint) {
      sum[k]! += lower * heights[here]! + upper * heights[here + 1]!;
    }
  }

  return ({ channel, time, energy, count }: Pulses, channels: number): number => {
    sum.fill(0);
    // The pulses of a beam particle stand one behind the other, at one time: they are one pulse of the sum.
    let together = 0;
    let at = 0;
    for (let p = 0; p < count; p++) {
      if (channel[p]! >= channels) continue;
      if (time[p]! !== at) {
        add(together, at);
        together = 0;
        at = time[p]!;
      }
      together += energy[p]!;
    }
    add(together, at);
    let highest = 0;
    for (let k = 0; k < sum.length; k++) highest = Math.max(highest, sum[k]!);
    return highest;
  };
}
