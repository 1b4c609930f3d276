import { photon } from "../event/particle.ts";
import { tabulatedDimuonCrossSection } from "../physics/dimuon-cross-section.ts";
import type { Nucleus } from "../physics/form-factor.ts";
import type { RandomStream } from "../random/stream.ts";
import { type MuonPair, prepareDimuonSampler } from "./dimuon-sampler.ts";
import { prepareForcedVertex } from "./forced-vertex.ts";
import type { HardCascade } from "./hard-cascade.ts";

/** One muon pair: where in the target, and of which photon. */
export interface PairVertex extends MuonPair {
  /** Radiation lengths. */
  depth: number;
  photonEnergy: number;
}

/** The nuclei that make pairs, and the least energy of a photon that is let do so: not below the threshold of the cascade. */
export interface PairTarget {
  readonly nucleus: Nucleus;
  /** Nuclei per mm² in one radiation length. */
  readonly nucleiPerRadiationLength: number;
  readonly minimumEnergy: number;
}

/**
 * Forces one muon pair upon the cascade of a beam electron: on one of the tracks of its photons above the minimum, with the density of
 * Eq. (22), and the cascade goes on without that photon. Returns the weight, the probability of a pair: in the mean over cascades
 * `dimuonYield`. Without such a photon it is 0, and the cascade as it was.
 */
export function prepareForcedPair(
  cascade: HardCascade,
  { nucleus, nucleiPerRadiationLength, minimumEnergy }: PairTarget,
) {
  if (minimumEnergy < cascade.threshold)
    throw new Error(
      `photons of ${minimumEnergy} GeV are not followed: the threshold is ${cascade.threshold}`,
    );
  const { trackIntegral, draw } = prepareForcedVertex(cascade.tracks);
  const crossSection = tabulatedDimuonCrossSection(nucleus, minimumEnergy);
  const probability = (energy: number): number => nucleiPerRadiationLength * crossSection(energy);
  const isPhoton = (kind: number): boolean => kind === photon;
  const drawPair = prepareDimuonSampler(nucleus);
  const vertex = { track: 0, depth: 0, energy: 0 };

  return (beamEnergy: number, random: RandomStream, pair: PairVertex): number => {
    cascade.run(beamEnergy, 0, random);
    const weight = trackIntegral(probability, isPhoton);
    if (weight === 0) return 0;
    draw(random, vertex);
    drawPair(vertex.energy, random, pair);
    pair.depth = vertex.depth;
    pair.photonEnergy = vertex.energy;
    cascade.restartFrom(vertex.track, vertex.depth, 0, random);
    return weight;
  };
}
