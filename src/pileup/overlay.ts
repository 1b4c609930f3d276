import { addBeamElectron, addBeamHadron, addHaloParticle } from "../beam/beam-particle.ts";
import { beamRate, prepareIntensity } from "../beam/intensity.ts";
import { electron } from "../event/particle.ts";
import type { Truth } from "../event/truth.ts";
import { poisson } from "../random/poisson.ts";
import type { RandomStream } from "../random/stream.ts";
import type { Setup } from "../tables/run-card.ts";
import { us } from "../units.ts";

/**
 * Adds the other beam particles in the readout window: a homogeneous Poisson process at the rate of the moment, each with
 * its own type, momentum, position and time (Sec. III, VI.A). Without beam intensity there are none.
 */
export function prepareOverlay(setup: Setup) {
  const { beam, magnets, overlay } = setup;
  const intensity = prepareIntensity(beam);
  const window = overlay.windowEnd - overlay.windowStart;
  const perElectron = 1 + beam.hadronFraction + beam.haloFraction;
  return (truth: Truth, i: number, random: RandomStream): void => {
    const { particles, columns } = truth;
    const rate = beamRate(intensity(random), beam);
    const others = poisson(rate * window * perElectron, random);
    let nearest = Number.NaN;
    for (let k = 1; k <= others; k++) {
      const time = overlay.windowStart + random.uniform() * window;
      const type = random.uniform() * perElectron;
      const first = particles.count;
      if (type < 1) addBeamElectron(beam, magnets, particles, random);
      else if (type < 1 + beam.hadronFraction) addBeamHadron(beam, magnets, particles, random);
      else addHaloParticle(beam, particles, random);
      for (let p = first; p < particles.count; p++) {
        particles.time[p] = time;
        particles.origin[p] = k;
      }
      if (particles.kind[first] === electron && !(Math.abs(time) >= Math.abs(nearest))) nearest = time;
    }
    columns.beamRate[i] = rate * us;
    columns.pileupParticles[i] = others;
    columns.nearestPileupTime[i] = nearest;
  };
}
