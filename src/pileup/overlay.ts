import { type BeamComponent, beamComponents } from "../beam/components.ts";
import { beamRate, prepareIntensity } from "../beam/intensity.ts";
import { electron } from "../event/particle.ts";
import type { Truth } from "../event/truth.ts";
import { poisson } from "../random/poisson.ts";
import { purpose } from "../random/purpose.ts";
import type { RandomStream } from "../random/stream.ts";
import type { Setup } from "../tables/run-card.ts";
import { us } from "../units.ts";

/**
 * Adds the other beam particles in the readout window: a homogeneous Poisson process of each component at the rate of the moment,
 * each particle with its own type, momentum, position and time (Sec. III, VI.A). Without beam intensity there are none.
 * `random` is sought for each component anew, so that none moves the draws of another: some of them alone are the same particles.
 */
export function prepareOverlay(setup: Setup, of: readonly BeamComponent[] = beamComponents) {
  const { beam, magnets, overlay } = setup;
  const intensity = prepareIntensity(beam);
  const intensityStream = purpose("beam/intensity");
  const { windowStart } = overlay;
  const window = overlay.windowEnd - windowStart;
  const components = of.map(({ name, abundance, add }) => ({
    add,
    perElectron: abundance(beam),
    stream: purpose(`beam/${name}`),
  }));
  return ({ particles, columns }: Truth, i: number, random: RandomStream): void => {
    const event = columns.event[i]!;
    const rate = beamRate(intensity(random.seek(event, intensityStream)), beam);
    let others = 0;
    let nearest = Number.NaN;
    for (const { add, perElectron, stream } of components) {
      const mean = rate * window * perElectron;
      if (mean === 0) continue;
      random.seek(event, stream);
      for (let n = poisson(mean, random); n > 0; n--) {
        others++;
        const time = windowStart + random.uniform() * window;
        const first = particles.count;
        add(beam, magnets, particles, random);
        for (let p = first; p < particles.count; p++) {
          particles.time[p] = time;
          particles.origin[p] = others;
        }
        if (particles.kind[first] === electron && !(Math.abs(time) >= Math.abs(nearest))) nearest = time;
      }
    }
    columns.beamRate[i] = rate * us;
    columns.pileupParticles[i] = others;
    columns.nearestPileupTime[i] = nearest;
  };
}
