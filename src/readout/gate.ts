import type { Pulses } from "../event/pulses.ts";
import { gaussian } from "../random/gaussian.ts";
import type { RandomStream } from "../random/stream.ts";
import type { Reconstructed } from "./reconstructed.ts";

/**
 * Charge integrated over a gate around the trigger: the reading of counters that no MSADC samples.
 * Adds up what lies within half the gate of the trigger, plus noise; the time is that of the largest pulse, NaN without one.
 */
export function prepareGate(channels: number, gate: number, noise: number) {
  const largest = new Float64Array(channels);
  return (pulses: Pulses, random: RandomStream, result: Reconstructed): void => {
    for (let c = 0; c < channels; c++) {
      result.energy[c] = noise === 0 ? 0 : noise * gaussian(random);
      result.time[c] = Number.NaN;
      largest[c] = 0;
    }
    for (let p = 0; p < pulses.count; p++) {
      const time = pulses.time[p]!;
      if (Math.abs(time) > gate / 2) continue;
      const c = pulses.channel[p]!;
      const energy = pulses.energy[p]!;
      result.energy[c]! += energy;
      if (energy > largest[c]!) {
        largest[c] = energy;
        result.time[c] = time;
      }
    }
  };
}
