import { pionMass } from "../constants.ts";
import { MeV, mm } from "../units.ts";

/** Mesons that decay before they reach anything, by their PDG number; the long-lived ones are in src/event/particle.ts. */
export const neutralPion = 111;
export const eta = 221;
export const neutralRho = 113;
export const chargedRho = 213;
export const omega = 223;
export const phi = 333;
/** K⁰ or its antiparticle: half of it K⁰_S, half K⁰_L. */
export const neutralKaon = 311;
export const neutralKstar = 313;
export const chargedKstar = 323;

/** Masses, PDG-2022. */
export const mass = {
  pion: pionMass,
  neutralPion: 134.9768 * MeV,
  kaon: 493.677 * MeV,
  neutralKaon: 497.611 * MeV,
  rho: 775.26 * MeV,
  kstar: 891.67 * MeV,
  phi: 1019.461 * MeV,
} as const;

/** Mean life of K⁰_S times the speed of light. PDG-2022. */
const shortKaonLife = 26.844 * mm;

/** Mean way, mm, of a K⁰_S of a total energy before it decays: 1.08 m at 20 GeV. */
export function shortKaonDecayLength(energy: number): number {
  const gammaFactor = energy / mass.neutralKaon;
  return Math.sqrt(Math.max(0, gammaFactor * gammaFactor - 1)) * shortKaonLife;
}

/** Momentum of the two products of a decay at rest. ρ⁰ → π⁺ π⁻: 361.5 MeV. */
export function decayMomentum(parent: number, first: number, second: number): number {
  const sum = first + second;
  const difference = first - second;
  const product = (parent * parent - sum * sum) * (parent * parent - difference * difference);
  return Math.sqrt(product) / (2 * parent);
}
