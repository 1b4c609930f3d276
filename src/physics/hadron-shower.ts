import { incompleteGamma } from "../math/incomplete-gamma.ts";

/**
 * Share of the energy (GeV) of a hadronic shower deposited between the interaction and a depth behind it, given in
 * radiation and in interaction lengths. Bock et al., NIM 186 (1981) 533: an electromagnetic part, which by default is the
 * average share of the publication, and a hadronic part. From 1 GeV on; below, the shape at 1 GeV.
 * 100 GeV in iron, 1 interaction length (9.56 radiation lengths): 0.37.
 */
export function hadronShowerFraction(
  energy: number,
  radiationLengths: number,
  interactionLengths: number,
  electromagneticShare = 0.4634,
): number {
  const logEnergy = Math.log(Math.max(energy, 1));
  const shape = 0.6165 + 0.3183 * logEnergy;
  const hadronicRate = 0.9099 - 0.0237 * logEnergy;
  return (
    electromagneticShare * incompleteGamma(shape, 0.2198 * radiationLengths) +
    (1 - electromagneticShare) * incompleteGamma(shape, hadronicRate * interactionLengths)
  );
}
