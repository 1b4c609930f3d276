import { CascadeTracks } from "../event/cascade-tracks.ts";
import { Leftovers } from "../event/leftovers.ts";
import { electron, photon, positron } from "../event/particle.ts";
import { integrate } from "../math/integrate.ts";
import type { RadiationSpectrum } from "../physics/bremsstrahlung.ts";
import type { PhotonAttenuation } from "../physics/photon-attenuation.ts";
import type { RandomStream } from "../random/stream.ts";
import { TeV } from "../units.ts";
import { pairShare } from "./pair-share.ts";
import { prepareSubtreeRemoval } from "./remove-subtree.ts";

/** What the hard cascade needs to know of a target. */
export interface CascadeModel {
  /** Depth of the target in radiation lengths. */
  readonly depth: number;
  /** Loss of an electron by ionisation per radiation length: Rossi's critical energy. 8.57 MeV in the target. */
  readonly criticalEnergy: number;
  readonly spectrum: RadiationSpectrum;
  readonly attenuation: PhotonAttenuation;
  /** Electrons and positrons below it are left to parametrised showers. */
  readonly threshold: number;
  /** Photons below it are not followed: their energy stays where they are radiated. */
  readonly photonCut: number;
}

export type HardCascade = ReturnType<typeof prepareHardCascade>;

/**
 * Electromagnetic cascade in depth: electrons and positrons radiate and ionise, photons make pairs, one by one. The one rule for
 * leftovers: a photon of any energy above the cut travels until it makes a pair, and an electron or positron below the threshold
 * is left where it is. A Compton effect counts as a pair. Energies are kinetic; angles, and the rest of the mass, are neglected. Energy is kept to rounding.
 */
export function prepareHardCascade(model: CascadeModel) {
  const { depth: back, spectrum, attenuation, threshold, photonCut } = model;
  if (!(threshold > photonCut)) throw new Error(`threshold ${threshold} is not above the cut ${photonCut}`);
  const tracks = new CascadeTracks();
  const leftovers = new Leftovers();
  const pending = new Leftovers(64);
  const logCut = Math.log(photonCut);

  // Loss per radiation length by ionisation and by photons below the cut, linear in ln E between nodes up to 10 TeV.
  const logThreshold = Math.log(threshold);
  const lossNodes = 256;
  const perUnit = lossNodes / Math.max(1, Math.log(10 * TeV) - logThreshold);
  const losses = Float64Array.from({ length: lossNodes + 1 }, (_, node) => {
    const energy = Math.exp(logThreshold + node / perUnit);
    const soft = (4 / 3) * integrate((k) => spectrum(k / energy, energy), 0, photonCut, 1e-6);
    return model.criticalEnergy + soft;
  });

  /** Follows a photon from where it is radiated to where it makes a pair. */
  function convert(energy: number, logEnergy: number, depth: number, parent: number, random: RandomStream) {
    let at = depth - Math.log(random.uniform()) / attenuation(logEnergy);
    const leaves = at >= back;
    if (leaves) at = back;
    let source = parent;
    if (energy > threshold) {
      source = tracks.add(photon, parent, depth, energy);
      tracks.end(source, at, energy);
    }
    if (leaves) {
      leftovers.add(photon, energy, back, source);
      return;
    }
    const first = pairShare(random) * energy;
    const second = energy - first;
    if (first > threshold) pending.add(positron, first, at, source);
    else leftovers.add(positron, first, at, source);
    if (second > threshold) pending.add(electron, second, at, source);
    else leftovers.add(electron, second, at, source);
  }

  /** Follows an electron or positron above the threshold until it is below it, or behind the target. */
  function radiate(kind: number, energy: number, depth: number, parent: number, random: RandomStream) {
    let remaining = energy;
    let at = depth;
    let source = parent;
    do {
      const track = tracks.add(kind, source, at, remaining);
      source = track;
      // Emissions are drawn from the envelope 4/(3y), at the energy before the step, and thinned: exact however much is lost on the way.
      for (;;) {
        const logEnergy = Math.log(remaining);
        const logRange = logEnergy - logCut;
        const place = (logEnergy - logThreshold) * perUnit;
        const node = Math.min(lossNodes - 1, Math.floor(place));
        const loss = losses[node]! + (place - node) * (losses[node + 1]! - losses[node]!);
        const step = (-0.75 * Math.log(random.uniform())) / logRange;
        const toThreshold = (remaining - threshold) / loss;
        const toBack = back - at;
        if (step >= toThreshold || step >= toBack) {
          const stops = toThreshold <= toBack;
          remaining = stops ? threshold : remaining - loss * toBack;
          at = stops ? at + toThreshold : back;
          tracks.end(track, at, remaining);
          leftovers.add(kind, remaining, at, track);
          return;
        }
        at += step;
        remaining -= loss * step;
        const logPhoton = logCut + random.uniform() * logRange;
        const photonEnergy = Math.exp(logPhoton);
        const y = photonEnergy / remaining;
        if (y >= 1 || random.uniform() >= spectrum(y, remaining)) continue;
        tracks.end(track, at, remaining);
        remaining -= photonEnergy;
        convert(photonEnergy, logPhoton, at, track, random);
        break;
      }
    } while (remaining > threshold);
    leftovers.add(kind, remaining, at, source);
  }

  function start(kind: number, energy: number, depth: number, parent: number, random: RandomStream): void {
    if (kind === photon) convert(energy, Math.log(energy), depth, parent, random);
    else if (energy > threshold) radiate(kind, energy, depth, parent, random);
    else leftovers.add(kind, energy, depth, parent);
    while (pending.count > 0) {
      const k = --pending.count;
      radiate(pending.kind[k]!, pending.energy[k]!, pending.depth[k]!, pending.parent[k]!, random);
    }
  }

  /** Simulates the cascade of an electron, positron or photon that starts at a depth in the target. */
  function run(energy: number, depth: number, random: RandomStream, kind = electron): void {
    tracks.clear();
    leftovers.clear();
    start(kind, energy, depth, -1, random);
  }

  const removeAfter = prepareSubtreeRemoval(tracks, leftovers);

  /**
   * Ends a track at a depth on it, takes away all that came after that of its particle, and simulates anew what a vertex there leaves
   * of the particle: `energy`, or nothing if 0. What the vertex took itself is in no list: beam energy less all lists is its energy.
   */
  function restartFrom(track: number, depth: number, energy: number, random: RandomStream): void {
    tracks.end(track, depth, tracks.energyAt(track, depth));
    removeAfter(track);
    if (energy > 0) start(tracks.kind[track]!, energy, depth, track, random);
  }

  /** Energy that the tracks lost by ionisation and by photons below the cut, GeV. */
  function depositedAlongTracks(): number {
    let sum = 0;
    for (let k = 0; k < tracks.count; k++) sum += tracks.startEnergy[k]! - tracks.endEnergy[k]!;
    return sum;
  }

  /** Energy that left the back of the target above the threshold, or as a photon, GeV. */
  function leakedEnergy(): number {
    let sum = 0;
    for (let k = 0; k < leftovers.count; k++) if (leftovers.depth[k]! >= back) sum += leftovers.energy[k]!;
    return sum;
  }

  return { tracks, leftovers, threshold, run, restartFrom, depositedAlongTracks, leakedEnergy };
}
