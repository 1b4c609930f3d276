import { protonMass } from "../constants.ts";
import { GeV, ub } from "../units.ts";

/** Photons of less energy are not asked for: below are resonances, and reactions that let nothing out of the target. */
export const leastReactingPhoton = 1 * GeV;

/**
 * Total hadronic cross section of a real photon on a nucleon, mm²: Donnachie-Landshoff-1992, fitted to protons above √s = 6 GeV. From
 * 1 GeV on: at 1-2 GeV the fit goes through the middle of the resonances, which the motion of nucleons in a nucleus washes out; there it may
 * be 20 % low. 155, 141, 117 and 115 µb at 1, 2, 20 and 100 GeV.
 */
export function photonNucleonCrossSection(photonEnergy: number): number {
  const s = protonMass * (protonMass + 2 * photonEnergy); // GeV²
  const logS = Math.log(s);
  return (67.7 * Math.exp(0.0808 * logS) + 129 * Math.exp(-0.4525 * logS)) * ub;
}

/** A photon of this energy fluctuates into a ρ over 1.3 fm, about the distance of two nucleons: half of the shadowing has set in. */
const shadowingOnset = 2 * GeV;

/**
 * A_eff: nucleons of a nucleus that a photon sees. At high energy 0.22 A + 0.78 A^0.89 (Borog-1975), 0.65 A for lead; the shadowing sets
 * in as k / (k + 2 GeV), an assumed form, so that A_eff / A of lead is 0.88, 0.83, 0.71 and 0.67 at 1, 2, 10 and 50 GeV. Uncertain by 20 %
 * with the cross section.
 */
export function effectiveNucleons(photonEnergy: number, massNumber: number): number {
  const shadowed = 0.78 * (massNumber - Math.exp(0.89 * Math.log(massNumber)));
  return massNumber - (shadowed * photonEnergy) / (photonEnergy + shadowingOnset);
}

/** Cross section of a photonuclear reaction, mm²: 22.2 and 16.9 mb on lead at 2 and 20 GeV. */
export function photonuclearCrossSection(photonEnergy: number, massNumber: number): number {
  return effectiveNucleons(photonEnergy, massNumber) * photonNucleonCrossSection(photonEnergy);
}
