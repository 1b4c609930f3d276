import { electronMass } from "../constants.ts";
import { incompleteGamma } from "../math/incomplete-gamma.ts";
import { integrate } from "../math/integrate.ts";
import { logGamma } from "../math/log-gamma.ts";
import { aprimeCrossSectionAbove } from "./aprime-cross-section.ts";
import type { Nucleus } from "./form-factor.ts";

/**
 * Mean length, in radiation lengths, over which the primary electron keeps more than E₀ exp(-logLoss) within the first
 * `depth` radiation lengths. Tsai-Whitis: ln(E₀/E) after t radiation lengths has a Gamma density of shape 4t/3.
 * More than half its energy, in a thick target: 0.870.
 */
export function electronTrackLength(logLoss: number, depth: number): number {
  if (logLoss <= 0) return 0;
  return integrate((t) => incompleteGamma(b * t, logLoss), 0, depth, 1e-9);
}

/** Track length of the primary electron per unit of z = ln(E₀/E), in radiation lengths: derivative of `electronTrackLength`. */
export function primaryTrackDensity(z: number, depth: number): number {
  return scaledTrackDensity(Math.log(z), depth) / z;
}

/** What the yield of one electron on target depends on. */
export interface YieldConditions {
  readonly mass: number;
  readonly beamEnergy: number;
  /** Only A′ above this energy are counted. */
  readonly minimumEnergy: number;
  readonly nucleus: Nucleus;
  /** Nuclei per mm² in one radiation length: N_A X₀/A. Lead: 1.851e20. */
  readonly nucleiPerRadiationLength: number;
  /** Depth of the target in radiation lengths. */
  readonly depth: number;
}

/**
 * Number of A′ above `minimumEnergy` per electron on target for ε = 1 (it goes as ε²): Eq. (8) with Eq. (9) for the
 * total and the improved Weizsäcker-Williams spectrum, relative error of the integrals below 1e-5. The sum over the steps of the
 * shower is the track length of the primary electron alone: secondary e± add some 10 % above half the beam energy.
 */
export function aprimeYield(conditions: YieldConditions): number {
  const { mass, beamEnergy, minimumEnergy, nucleus, nucleiPerRadiationLength, depth } = conditions;
  const largestLoss = Math.log(beamEnergy / (minimumEnergy + electronMass));
  if (largestLoss <= 0) return 0;
  const crossSection = (logZ: number) =>
    aprimeCrossSectionAbove(minimumEnergy, mass, beamEnergy * Math.exp(-Math.exp(logZ)), nucleus);

  // For z → 0 the density falls only as 1/(z ln² z), which v = -1/ln z makes constant.
  const split = Math.min(0.3, largestLoss);
  const early = (v: number) => (scaledTrackDensity(-1 / v, depth) * crossSection(-1 / v)) / (v * v);
  const late = (logZ: number) => scaledTrackDensity(logZ, depth) * crossSection(logZ);
  const trackTimesCrossSection =
    integrate(early, 0, -1 / Math.log(split), 1e-6) +
    integrate(late, Math.log(split), Math.log(largestLoss), 1e-6);
  return nucleiPerRadiationLength * trackTimesCrossSection;
}

/** z times the density in z, from ln z, which stays finite where z does not: ∫₀^depth z^(bt) e^(-z) / Γ(bt) dt. */
function scaledTrackDensity(logZ: number, depth: number): number {
  const z = Math.exp(logZ);
  // For small z only the first 1/(b |ln z|) radiation lengths count, which quadrature over all the depth would overlook.
  const end = logZ < -1 ? Math.min(depth, -50 / (b * logZ)) : depth;
  return integrate((t) => Math.exp(b * t * logZ - z - logGamma(b * t)), 0, end, 1e-9);
}

/** Tsai-Whitis: coefficient of dy/y in the number of bremsstrahlung photons per radiation length. */
const b = 4 / 3;
