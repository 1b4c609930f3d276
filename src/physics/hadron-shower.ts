import { incompleteGamma } from "../math/incomplete-gamma.ts";

/**
 * Hadronic showers as Bock et al. have them, NIM 186 (1981) 533: an electromagnetic part, whose depth counts in radiation lengths, and a
 * hadronic one, whose depth counts in nuclear interaction lengths, both from the interaction on. `energy`, GeV, is that of the hadron,
 * from 1 GeV on; below, the shape is that of 1 GeV. `cumulative` is the regularised incomplete Gamma function, or a table of it.
 */
function shapeOf(energy: number): number {
  return 0.6165 + 0.3183 * Math.log(Math.max(energy, 1));
}

/** Share of the electromagnetic part that is deposited down to a depth in radiation lengths: 0.60 of 100 GeV down to 9.56. */
export function electromagneticDepthShare(
  energy: number,
  radiationLengths: number,
  cumulative = incompleteGamma,
): number {
  return cumulative(shapeOf(energy), 0.2198 * radiationLengths);
}

/** Share of the hadronic part that is deposited down to a depth in interaction lengths: 0.17 of 100 GeV down to 1. */
export function hadronicDepthShare(
  energy: number,
  interactionLengths: number,
  cumulative = incompleteGamma,
): number {
  const rate = 0.9099 - 0.0237 * Math.log(Math.max(energy, 1));
  return cumulative(shapeOf(energy), rate * interactionLengths);
}

/**
 * Mean share of the energy of a hadronic shower that neutral pions carry: 1 - (E / E0)^(k - 1), Gabriel et al., NIM A338 (1994) 336. None below
 * the energy E0 at which they begin. 0.56 at 100 GeV for E0 = 1 GeV and k = 0.82.
 */
export function meanElectromagneticFraction(energy: number, first: number, power: number): number {
  return energy > first ? 1 - Math.exp((power - 1) * Math.log(energy / first)) : 0;
}
