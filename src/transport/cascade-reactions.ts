import { photon, positron } from "../event/particle.ts";
import type { CascadeLists } from "../event/truth.ts";
import { leastReactingPhoton } from "../physics/photonuclear-cross-section.ts";
import type { RandomStream } from "../random/stream.ts";
import type { ReactionVertex } from "./forced-photonuclear.ts";
import type { NaturalReactions } from "./natural-reactions.ts";
import { prepareSubtreeRemoval } from "./remove-subtree.ts";

/** Way of a photon of some GeV until it makes a pair, in radiation lengths. */
const photonWay = 9 / 7;

/**
 * Photonuclear reactions in a followed cascade. A photon reacts once at most: above the threshold on its track, below it in the place of the pair that it
 * makes, which is left over; the showers of electrons and positrons that are left over have theirs as whole showers do. What reacts goes out of
 * the lists, with all that came of it.
 */
export function prepareCascadeReactions({ perLength, expected, drawEnergy, drawDepth }: NaturalReactions) {
  let cumulative = new Float64Array(1024);
  let isFrom = new Uint8Array(1024);
  // Of the lists at hand: a generator has the same ones for all events.
  let known: CascadeLists | undefined;
  let removeAfter: (track: number) => void;

  /** The photon of which leftovers k and k + 1 are the pair, if it is below the threshold; else 0. */
  function photonOf({ tracks, leftovers }: CascadeLists, k: number): number {
    const { kind, depth, parent, energy, count } = leftovers;
    if (k + 1 >= count || kind[k] !== positron || kind[k + 1] === positron) return 0;
    if (depth[k] !== depth[k + 1] || parent[k] !== parent[k + 1]) return 0;
    const source = parent[k]!;
    return source >= 0 && tracks.kind[source] !== photon ? energy[k]! + energy[k + 1]! : 0;
  }

  /** Mean number of reactions: first of the tracks, then of each leftover by itself, then of each as the first of a pair. */
  function addUp(lists: CascadeLists, back: number): number {
    const { tracks, leftovers } = lists;
    const count = tracks.count + 2 * leftovers.count;
    if (cumulative.length < count) cumulative = new Float64Array(2 * count);
    let sum = 0;
    let place = 0;
    for (let k = 0; k < tracks.count; k++) {
      const energy = tracks.startEnergy[k]!;
      if (tracks.kind[k] === photon && energy > leastReactingPhoton)
        sum += (tracks.to[k]! - tracks.from[k]!) * perLength(energy);
      cumulative[place++] = sum;
    }
    for (let k = 0; k < leftovers.count; k++) {
      const shows = leftovers.kind[k] !== photon && leftovers.depth[k]! < back;
      if (shows) sum += expected(leftovers.energy[k]!);
      cumulative[place++] = sum;
    }
    for (let k = 0; k < leftovers.count; k++) {
      const energy = photonOf(lists, k);
      if (energy > leastReactingPhoton && leftovers.depth[k]! < back) sum += photonWay * perLength(energy);
      cumulative[place++] = sum;
    }
    return sum;
  }

  /** Energy in the lists of all that came of a photon. */
  function energyFrom({ tracks, leftovers }: CascadeLists, track: number): number {
    if (isFrom.length < tracks.count) isFrom = new Uint8Array(2 * tracks.count);
    let sum = 0;
    for (let k = 0; k < tracks.count; k++) {
      const parent = tracks.parent[k]!;
      isFrom[k] = k === track || (parent >= 0 && isFrom[parent] === 1) ? 1 : 0;
      if (isFrom[k] === 1) sum += tracks.startEnergy[k]! - tracks.endEnergy[k]!;
    }
    for (let k = 0; k < leftovers.count; k++) {
      const parent = leftovers.parent[k]!;
      if (parent >= 0 && isFrom[parent] === 1) sum += leftovers.energy[k]!;
    }
    return sum;
  }

  function removePair({ leftovers }: CascadeLists, first: number): void {
    for (let k = first + 2; k < leftovers.count; k++) leftovers.move(k, k - 2, leftovers.parent[k]!);
    leftovers.count -= 2;
  }

  /** More than the mean number of reactions in a cascade of this energy ever is: twice that of a shower, and of a photon that flies far. */
  function bound(energy: number): number {
    return energy <= leastReactingPhoton ? 0 : 2 * expected(energy) + 3 * perLength(leastReactingPhoton);
  }

  /**
   * Draws one reaction with the probability mean / `most`, and takes its photon out of the lists; `back` is the depth of the target. False if there is
   * none: by that probability, behind the target, or of a photon that a forced vertex has taken, or of which something has
   * reacted already.
   */
  function draw(
    lists: CascadeLists,
    most: number,
    back: number,
    random: RandomStream,
    vertex: ReactionVertex,
  ): boolean {
    const { tracks, leftovers } = lists;
    const sum = addUp(lists, back);
    const target = most * random.uniform();
    if (target >= sum) return false;
    let place = 0;
    while (cumulative[place]! <= target) place++;
    if (place < tracks.count) {
      const energy = tracks.startEnergy[place]!;
      if (energyFrom(lists, place) < (1 - 1e-9) * energy) return false;
      const from = tracks.from[place]!;
      vertex.depth = from + random.uniform() * (tracks.to[place]! - from);
      vertex.photonEnergy = energy;
      tracks.end(place, vertex.depth, vertex.photonEnergy);
      if (known !== lists) {
        known = lists;
        removeAfter = prepareSubtreeRemoval(tracks, leftovers);
      }
      removeAfter(place);
      return true;
    }
    const alone = place - tracks.count;
    if (alone < leftovers.count) {
      const energy = leftovers.energy[alone]!;
      const reacting = drawEnergy(energy, random);
      const depth = leftovers.depth[alone]! + drawDepth(reacting / energy, random);
      if (depth >= back) return false;
      vertex.depth = depth;
      vertex.photonEnergy = reacting;
      leftovers.energy[alone] = energy - reacting;
      return true;
    }
    const first = alone - leftovers.count;
    vertex.depth = leftovers.depth[first]!;
    vertex.photonEnergy = photonOf(lists, first);
    removePair(lists, first);
    return true;
  }

  return { bound, draw };
}
