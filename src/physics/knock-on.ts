import { avogadro, classicalElectronRadius, electronMass } from "../constants.ts";
import type { RandomStream } from "../random/stream.ts";

/** 2π N_A rₑ² mₑ, in GeV mm²/g for one electron per unit of atomic mass: 0.1535 MeV cm²/g. */
export const knockOnConstant =
  2 * Math.PI * avogadro * classicalElectronRadius * classicalElectronRadius * electronMass;

/**
 * Largest kinetic energy that a charged particle of a mass and a total energy gives to an electron at rest (PDG-2022). A pion of
 * 100 GeV: 84 GeV. Of two electrons the faster one counts as the one that came: half.
 */
export function largestKnockOn(mass: number, energy: number): number {
  if (mass === electronMass) return 0.5 * (energy - mass);
  const ratio = electronMass / mass;
  const gammaFactor = energy / mass;
  return (2 * electronMass * (gammaFactor * gammaFactor - 1)) / (1 + 2 * gammaFactor * ratio + ratio * ratio);
}

/**
 * Mean number of electrons that a fast particle of charge 1 knocks out of a layer of `electrons` (Z/A times mass per area,
 * g/mm²) with more kinetic energy than `least`: dN/dT goes as 1/T² below `largest`, spin left out. 1 mm of mylar, above 1 MeV: 1.1e-2.
 */
export function knockOnNumber(electrons: number, least: number, largest: number): number {
  return knockOnConstant * electrons * Math.max(0, 1 / least - 1 / largest);
}

/** Kinetic energy of one of them, from 1/T² between `least` and `largest`. One uniform. */
export function drawKnockOn(least: number, largest: number, random: RandomStream): number {
  return 1 / (1 / least - random.uniform() * (1 / least - 1 / largest));
}

/**
 * Tangent of its angle to the particle, sqrt(2 mₑ / T): elastic, for a particle far faster than the electron becomes. 1 MeV:
 * 0.79 rad; 50 MeV: 0.14 rad.
 */
export function knockOnTangent(kineticEnergy: number): number {
  return Math.sqrt((2 * electronMass) / kineticEnergy);
}
