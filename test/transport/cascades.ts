import { avogadro } from "../../src/constants.ts";
import type { CascadeTracks } from "../../src/event/cascade-tracks.ts";
import { photon } from "../../src/event/particle.ts";
import { completeScreening } from "../../src/physics/bremsstrahlung.ts";
import { completelyScreened } from "../../src/physics/photon-attenuation.ts";
import type { RandomStream } from "../../src/random/stream.ts";
import type { CascadeModel, HardCascade } from "../../src/transport/hard-cascade.ts";
import { GeV, MeV } from "../../src/units.ts";
import { shippedCard } from "../shipped-card.ts";

const card = shippedCard();
const ecal = card.detector.ecal as Record<string, number>;

/** The target of the shipped card, as the cascade and as the parametrised showers see it. */
export const matter = {
  depth: card.target.depth,
  criticalEnergy: card.target.criticalEnergy,
  charge: card.target.charge,
  nucleiPerRadiationLength: (avogadro * card.target.nucleiMass) / card.target.massNumber,
};
export const medium = {
  criticalEnergy: card.target.criticalEnergy,
  chargeNumber: ecal.effectiveCharge!,
  samplingFrequency: ecal.samplingFrequency!,
  eOverMip: ecal.electronToMip!,
};
export const preshowerDepth = ecal.preshowerDepth!;

/** Complete screening at all energies, in the depth of the target: what the notes and Rossi's Approximation A have. */
export const screened = (threshold: number, change: Partial<CascadeModel> = {}): CascadeModel => ({
  depth: matter.depth,
  criticalEnergy: matter.criticalEnergy,
  spectrum: completeScreening,
  attenuation: completelyScreened,
  threshold,
  photonCut: 20 * MeV,
  ...change,
});

/** Mean of `values` and its standard error. */
export function meanAndError(values: ArrayLike<number>): { mean: number; error: number } {
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += values[k]!;
  const mean = sum / values.length;
  let squares = 0;
  for (let k = 0; k < values.length; k++) squares += (values[k]! - mean) * (values[k]! - mean);
  return { mean, error: Math.sqrt(squares / (values.length - 1) / values.length) };
}

/** Runs cascades of one energy, and lists for each what `measure` finds. */
export function overEvents(
  cascade: HardCascade,
  random: RandomStream,
  events: number,
  measure: (event: number) => number,
  energy = 100 * GeV,
): Float64Array {
  return Float64Array.from({ length: events }, (_, event) => {
    cascade.run(energy, 0, random.seek(event, 0));
    return measure(event);
  });
}

/** Length of the part of track k on which the energy is above a limit, which falls linearly. */
export function lengthAbove(tracks: CascadeTracks, k: number, limit: number): number {
  const [start, end] = [tracks.startEnergy[k]!, tracks.endEnergy[k]!];
  const length = tracks.to[k]! - tracks.from[k]!;
  if (end >= limit) return length;
  return start <= limit ? 0 : (length * (start - limit)) / (start - end);
}

/** Which tracks are of the particle that the cascade began with. */
export function isPrimary(tracks: CascadeTracks): boolean[] {
  const primary: boolean[] = [];
  for (let k = 0; k < tracks.count; k++) {
    const parent = tracks.parent[k]!;
    primary.push(parent < 0 || (primary[parent]! && tracks.kind[k] !== photon));
  }
  return primary;
}

/** Energy in all lists: kinetic energy left over or leaked, and what the tracks lost. */
export function energyOf(cascade: HardCascade): number {
  let sum = cascade.depositedAlongTracks();
  for (let k = 0; k < cascade.leftovers.count; k++) sum += cascade.leftovers.energy[k]!;
  return sum;
}
