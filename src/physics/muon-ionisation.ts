import { alpha, electronMass, muonMass } from "../constants.ts";
import { knockOnConstant, largestKnockOn } from "./knock-on.ts";
import type { DensityEffect, Material } from "./muon-materials.ts";

/**
 * Mean energy per mass and area (GeV mm²/g) that a muon of a total energy loses by ionisation in collisions of less than `most`:
 * Bethe with the density effect of Sternheimer-1984, and the photons that the electron radiates (Kelner-1997). With no limit it is
 * the column "ionization" of Groom-2001: iron, 10 GeV, 1.942 MeV cm²/g. Shell corrections left out: good from 10 MeV on.
 */
export function muonIonisation(
  energy: number,
  { electrons, excitation, densityEffect }: Material,
  most = Number.POSITIVE_INFINITY,
): number {
  const gammaFactor = energy / muonMass;
  const momentum2 = gammaFactor * gammaFactor - 1; // (βγ)²
  const beta2 = momentum2 / (gammaFactor * gammaFactor);
  const largest = largestKnockOn(muonMass, energy);
  const limit = Math.min(most, largest);
  const spin = limit / (2 * energy);
  const bethe =
    Math.log((2 * electronMass * momentum2 * limit) / (excitation * excitation)) -
    beta2 * (1 + limit / largest) +
    spin * spin -
    densityEffectOf(momentum2, densityEffect);
  const soft = Math.log1p((2 * limit) / electronMass);
  const radiated = (alpha / (2 * Math.PI)) * soft * soft * (Math.log((2 * energy) / muonMass) - soft / 3);
  return knockOnConstant * electrons * (bethe / beta2 + radiated);
}

/** δ of Sternheimer-1984 at (βγ)². */
function densityEffectOf(momentum2: number, effect: DensityEffect): number {
  const x = 0.5 * Math.log10(momentum2);
  const full = 2 * Math.LN10 * x - effect.constant;
  if (x >= effect.complete) return full;
  if (x >= effect.begins)
    return full + effect.factor * Math.exp(effect.power * Math.log(effect.complete - x));
  return effect.conductor * Math.exp(2 * Math.LN10 * (x - effect.begins));
}

/**
 * What the spectrum 1/T² of knocked-on electrons of `knock-on.ts` is to be multiplied by for a muon of a total energy: its spin, and
 * the photons that it radiates in the collision (Kelner-1997). 0 beyond the largest energy; at most 1.1 up to 500 GeV.
 */
export function knockOnFactor(kineticEnergy: number, energy: number): number {
  const largest = largestKnockOn(muonMass, energy);
  if (kineticEnergy >= largest) return 0;
  const beta2 = 1 - (muonMass / energy) * (muonMass / energy);
  const share = kineticEnergy / energy;
  const electron = Math.log1p((2 * kineticEnergy) / electronMass);
  const muon = Math.log((4 * energy * (energy - kineticEnergy)) / (muonMass * muonMass));
  const radiated = (alpha / (2 * Math.PI)) * electron * Math.max(0, muon - electron);
  return ((1 - (beta2 * kineticEnergy) / largest + 0.5 * share * share) * (1 + radiated)) / beta2;
}
