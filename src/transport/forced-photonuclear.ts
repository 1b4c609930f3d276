import { photon } from "../event/particle.ts";
import { photonuclearCrossSection } from "../physics/photonuclear-cross-section.ts";
import type { RandomStream } from "../random/stream.ts";
import { prepareForcedVertex } from "./forced-vertex.ts";
import type { HardCascade } from "./hard-cascade.ts";

/** One reaction: where in the target, and of which photon. */
export interface ReactionVertex {
  /** Radiation lengths. */
  depth: number;
  photonEnergy: number;
}

/** The nuclei that react, and of which photons. */
export interface ReactionTarget {
  readonly massNumber: number;
  /** Nuclei per mm² in one radiation length. */
  readonly nucleiPerRadiationLength: number;
  /** Not below the threshold of the cascade. */
  readonly minimumEnergy: number;
  /** Vertices are drawn with the density of the cross section times the photon's energy to this power, and weighted for it. */
  readonly bias: number;
}

/**
 * Forces one photonuclear reaction upon the cascade of a beam electron: on one of the tracks of its photons above the minimum, and
 * the cascade goes on without that photon. Returns the weight: in the mean over cascades `photonuclearYield`, whatever the
 * bias. Without such a photon it is 0, and the cascade as it was.
 */
export function prepareForcedPhotonuclear(
  cascade: HardCascade,
  { massNumber, nucleiPerRadiationLength, minimumEnergy, bias }: ReactionTarget,
) {
  if (minimumEnergy < cascade.threshold)
    throw new Error(
      `photons of ${minimumEnergy} GeV are not followed: the threshold is ${cascade.threshold}`,
    );
  const { trackIntegral, draw } = prepareForcedVertex(cascade.tracks);
  const inverseBias = (energy: number): number => (bias === 0 ? 1 : Math.exp(-bias * Math.log(energy)));
  const density = (energy: number): number =>
    energy < minimumEnergy
      ? 0
      : (nucleiPerRadiationLength * photonuclearCrossSection(energy, massNumber)) / inverseBias(energy);
  const isPhoton = (kind: number): boolean => kind === photon;
  const vertex = { track: 0, depth: 0, energy: 0 };

  return (beamEnergy: number, random: RandomStream, reaction: ReactionVertex): number => {
    cascade.run(beamEnergy, 0, random);
    const integral = trackIntegral(density, isPhoton);
    if (integral === 0) return 0;
    draw(random, vertex);
    reaction.depth = vertex.depth;
    reaction.photonEnergy = vertex.energy;
    cascade.restartFrom(vertex.track, vertex.depth, 0, random);
    return integral * inverseBias(vertex.energy);
  };
}
