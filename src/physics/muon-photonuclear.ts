import { alpha, muonMass, protonMass } from "../constants.ts";
import { GeV, ub } from "../units.ts";
import type { Element } from "./muon-materials.ts";

/** The least energy that a muon gives to a nucleus in this cross section. */
export const leastPhotonuclear = 0.2 * GeV;

/**
 * Photonuclear reaction of a muon of a total energy with a nucleus, dσ/dν in mm²/GeV at a transfer ν from 0.2 GeV on: Borog-1975 as Geant4 has it, with
 * the cross section of real photons and its shadowing in the nucleus. A percent of the energy loss.
 */
export function muonPhotonuclear(transfer: number, energy: number, { massNumber }: Element): number {
  if (transfer < leastPhotonuclear || transfer >= energy - 0.5 * protonMass) return 0;
  const nucleons = 0.22 * massNumber + 0.78 * Math.exp(0.89 * Math.log(massNumber));
  const photon = (49.2 + 11.1 * Math.log(transfer) + 151.8 / Math.sqrt(transfer)) * ub;
  const lambda2 = 0.4 * GeV * GeV;
  const lambda = Math.sqrt(lambda2);
  const share = transfer / energy;
  const left = 1 - share;
  const mass2 = muonMass * muonMass;
  const up = ((energy * energy * left) / mass2) * (1 + (mass2 * share * share) / (lambda2 * left));
  const down = 1 + (transfer / lambda) * (1 + lambda / (2 * protonMass) + transfer / lambda);
  const flux = -left + (left + 0.5 * share * share * (1 + (2 * mass2) / lambda2)) * Math.log(up / down);
  return (Math.max(0, flux) * alpha * nucleons * photon) / (Math.PI * transfer);
}
