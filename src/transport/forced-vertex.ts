import type { CascadeTracks } from "../event/cascade-tracks.ts";
import { isCharged } from "../event/particle.ts";
import type { RandomStream } from "../random/stream.ts";

/** A place on a track of the cascade, and the energy of its particle there. */
export interface Vertex {
  track: number;
  /** Radiation lengths. */
  depth: number;
  energy: number;
}

/**
 * Chooser of one vertex on the tracks of a cascade. `trackIntegral` is the integral of a probability per radiation length, such as
 * nuclei times cross section, over all tracks: in the mean Eq. (8), and the weight of a vertex that `draw` then puts there with the
 * density of that probability. A vertex drawn with another, the bias, has the weight trackIntegral(bias) probability / bias at its energy.
 * On a track the probability is taken at its middle.
 */
export function prepareForcedVertex(tracks: CascadeTracks) {
  let cumulative = new Float64Array(1024);
  let count = 0;

  /** By default of electrons and positrons. */
  function trackIntegral(probability: (energy: number) => number, of = isCharged): number {
    count = tracks.count;
    if (cumulative.length < count) cumulative = new Float64Array(tracks.kind.length);
    let sum = 0;
    for (let k = 0; k < count; k++) {
      if (of(tracks.kind[k]!)) {
        const middle = 0.5 * (tracks.startEnergy[k]! + tracks.endEnergy[k]!);
        sum += (tracks.to[k]! - tracks.from[k]!) * probability(middle);
      }
      cumulative[k] = sum;
    }
    return sum;
  }

  /** Draws a vertex with the density of the last `trackIntegral`, which must not have been 0. One uniform. */
  function draw(random: RandomStream, vertex: Vertex): void {
    const target = random.uniform() * cumulative[count - 1]!;
    let low = 0;
    let high = count - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cumulative[middle]! > target) high = middle;
      else low = middle + 1;
    }
    const before = low === 0 ? 0 : cumulative[low - 1]!;
    const part = (target - before) / (cumulative[low]! - before);
    vertex.track = low;
    vertex.depth = tracks.from[low]! + part * (tracks.to[low]! - tracks.from[low]!);
    vertex.energy = tracks.energyAt(low, vertex.depth);
  }

  return { trackIntegral, draw };
}
