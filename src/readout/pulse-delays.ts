import type { Pulses } from "../event/pulses.ts";
import { fillNoise } from "../random/noise.ts";
import type { RandomStream } from "../random/stream.ts";

/**
 * What pulses are late by in the samples: the offset of their channel, and the statistics of their photoelectrons, with a spread of `jitter` (that of 1 GeV)
 * over the root of the energy in GeV. Each pulse has photoelectrons of its own, also those of one particle on one channel: their sum then has the spread of its
 * energy, into however many pulses it is cut. Pulses below one count stay where they are: there the jitter is that of single photoelectrons, 9 ns at
 * 10 MeV, and to move such a pulse changes no sample by more than 0.3 counts (rms).
 */
export function prepareDelays(
  jitter: number,
  offset: Float64Array,
  energyPerCount: Float64Array,
): (pulses: Pulses, random: RandomStream) => Float64Array {
  const none = jitter === 0 && offset.every((late) => late === 0);
  let delays = new Float64Array(1024);
  return ({ channel, energy, count }, random) => {
    if (count > delays.length) delays = new Float64Array(2 * count);
    if (none) return delays;
    fillNoise(random, delays, count, jitter);
    for (let p = 0; p < count; p++) {
      const c = channel[p]!;
      const moves = energy[p]! >= energyPerCount[c]!;
      delays[p] = moves ? offset[c]! + delays[p]! / Math.sqrt(energy[p]!) : 0;
    }
    return delays;
  };
}
