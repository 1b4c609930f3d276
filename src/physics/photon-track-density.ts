/**
 * Length in radiation lengths of the tracks of photons per GeV of their energy k in the shower of an electron of energy E, all its generations, in a thick
 * target: 0.571 E / k² of Rossi times what ends it at v = k / E. A closed form of `photonTrackIntegral`, whose integral it
 * meets within 2 % up to v = 0.7 and 9 % at 0.9; that of ionisation, 0.5 % at 1 GeV, is left out. 100 GeV at 75 GeV: 0.0082.
 */
export function photonTrackDensity(energy: number, showerEnergy: number): number {
  const share = energy / showerEnergy;
  return (rossi * showerEnergy * trackShape(share)) / (energy * energy);
}

/** Rossi's 0.571: without ionisation, k² / E times the density at small k. */
const rossi = 0.571;

/** 1 at v = 0 and at most 1.001: 0.52 at 1. */
export function trackShape(share: number): number {
  return 1 + share * share * (0.08 - 0.56 * share);
}
