import type { RandomStream } from "../random/stream.ts";
import type { AprimeProduction } from "./aprime-production.ts";
import type { AprimeDraw } from "./aprime-sampler.ts";
import { prepareForcedVertex } from "./forced-vertex.ts";
import type { HardCascade } from "./hard-cascade.ts";

/** One emission: where in the target, and of which electron or positron. */
export interface Emission extends AprimeDraw {
  /** Radiation lengths. */
  depth: number;
  /** Energy of the electron or positron just before, GeV. */
  electronEnergy: number;
}

/**
 * Forces one A' upon the cascade of a beam electron: it is emitted on one of the tracks of its electrons and positrons, with the density
 * of the cross section, and what the emitter leaves showers anew from there. Returns the weight, the probability of an emission
 * at epsilon = 1: in the mean over cascades Eq. (8). Without any track that can emit it is 0, and the cascade as it was.
 */
export function prepareForcedEmission(
  cascade: HardCascade,
  production: AprimeProduction,
  nucleiPerRadiationLength: number,
) {
  const { trackIntegral, draw } = prepareForcedVertex(cascade.tracks);
  const probability = (energy: number): number =>
    nucleiPerRadiationLength * production.crossSectionAt(energy);
  const vertex = { track: 0, depth: 0, energy: 0 };

  return (beamEnergy: number, random: RandomStream, emission: Emission): number => {
    cascade.run(beamEnergy, 0, random);
    const weight = trackIntegral(probability);
    if (weight === 0) return 0;
    // A track that can emit in its middle may not at its end.
    do draw(random, vertex);
    while (production.crossSectionAt(vertex.energy) === 0);
    production.draw(vertex.energy, random, emission);
    emission.depth = vertex.depth;
    emission.electronEnergy = vertex.energy;
    cascade.restartFrom(vertex.track, vertex.depth, vertex.energy * (1 - emission.x), random);
    return weight;
  };
}
