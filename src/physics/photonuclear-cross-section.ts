import { protonMass } from "../constants.ts";
import { GeV, ub } from "../units.ts";

/** Photons of less energy are not asked for: below are resonances, and reactions that let nothing out of the target. */
export const leastReactingPhoton = 1 * GeV;

/**
 * Total hadronic cross section of a real photon on a proton, mm²: Donnachie-Landshoff-1992, fitted above √s = 6 GeV. 155, 141, 117 and
 * 115 µb at 1, 2, 20 and 100 GeV; measured ones are 3 % lower at 2-4 GeV, and have the third resonance at 1 GeV.
 */
export function photonNucleonCrossSection(photonEnergy: number): number {
  const s = protonMass * (protonMass + 2 * photonEnergy); // GeV²
  const logS = Math.log(s);
  return (67.7 * Math.exp(0.0808 * logS) + 129 * Math.exp(-0.4525 * logS)) * ub;
}

/**
 * Cross section of a nucleon in lead, without shadowing, over that of Donnachie-Landshoff-1992, against GeV / k. Up to 3 GeV derived: the
 * totals on free protons and neutrons that Armstrong-1972 measured, as many of each as lead has, folded with the motion of nucleons in it (a Fermi
 * gas of 265 MeV, Moniz-1971). Motion washes the resonances out; neutrons make it lower. Towards high energy, where neutrons are as protons, assumed to go to 1.
 */
const inverseEnergies = [0, 1 / 3, 1 / 2, 1 / 1.5, 1 / 1.3, 1 / 1.2, 1 / 1.1, 1 / 1.05, 1];
const overProton = [1, 0.938, 0.952, 0.965, 0.968, 0.984, 1.016, 1.039, 1.07];

/** Cross section of a real photon of 1 GeV and more on a nucleon as it moves in lead, mm²: 166, 142, 134 and 115 µb at 1, 1.5, 2 and 20 GeV. */
export function boundNucleonCrossSection(photonEnergy: number): number {
  const inverse = Math.min(1, GeV / photonEnergy);
  let k = 1;
  while (inverseEnergies[k]! < inverse) k++;
  const from = inverseEnergies[k - 1]!;
  const share = (inverse - from) / (inverseEnergies[k]! - from);
  const ratio = overProton[k - 1]! + share * (overProton[k]! - overProton[k - 1]!);
  return ratio * photonNucleonCrossSection(photonEnergy);
}

/** A photon of this energy fluctuates into a ρ over 1.3 fm, about the distance of two nucleons: half of the shadowing has set in. */
const shadowingOnset = 2 * GeV;

/**
 * A_eff: nucleons of a nucleus that a photon sees. At high energy 0.22 A + 0.78 A^0.89 (Borog-1975), 0.65 A for lead; the shadowing sets
 * in as k / (k + 2 GeV), an assumed form, so that A_eff / A of lead is 0.88, 0.83, 0.71 and 0.67 at 1, 2, 10 and 50 GeV. Uncertain by 15 %
 * with the cross section.
 */
export function effectiveNucleons(photonEnergy: number, massNumber: number): number {
  const shadowed = 0.78 * (massNumber - Math.exp(0.89 * Math.log(massNumber)));
  return massNumber - (shadowed * photonEnergy) / (photonEnergy + shadowingOnset);
}

/** Cross section of a photonuclear reaction, mm²: 30.4, 23.0 and 16.3 mb on lead at 1, 2 and 20 GeV. */
export function photonuclearCrossSection(photonEnergy: number, massNumber: number): number {
  return effectiveNucleons(photonEnergy, massNumber) * boundNucleonCrossSection(photonEnergy);
}
