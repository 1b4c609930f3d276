import { alpha, classicalElectronRadius, electronMass, muonMass } from "../constants.ts";
import type { Element } from "./muon-materials.ts";

const sqrtE = Math.exp(0.5);
const radius = (classicalElectronRadius * electronMass) / muonMass;

/**
 * Bremsstrahlung of a muon of a total energy on an atom, dσ/dk in mm²/GeV at a photon energy k: Andreev-1994 and Kelner-1995 as
 * Geant4 has it, with the size of the nucleus, its excitation, and the atomic electrons. From some 100 MeV on.
 */
export function muonBremsstrahlung(
  photonEnergy: number,
  energy: number,
  { charge, massNumber, radiationLogarithm }: Element,
): number {
  const share = photonEnergy / energy;
  if (photonEnergy >= energy - muonMass) return 0;
  const transfer = (0.5 * muonMass * muonMass * share) / (energy - photonEnergy); // δ
  const root = Math.cbrt(charge);

  const size = 1.54 * Math.exp(0.27 * Math.log(massNumber)); // D_n
  const excited = charge === 1 ? size : Math.exp((1 - 1 / charge) * Math.log(size));
  const screening = radiationLogarithm / root;
  const nucleus = Math.log(
    ((screening / excited) * (muonMass + transfer * (excited * sqrtE - 2))) /
      (electronMass + transfer * sqrtE * screening),
  );

  const electronScreening = (charge === 1 ? 446 : 1429) / (root * root);
  const mostOnElectron = energy / (1 + (0.5 * muonMass * muonMass) / (electronMass * energy));
  const electrons =
    photonEnergy < mostOnElectron
      ? Math.log(
          (electronScreening * muonMass) /
            (1 + (transfer * muonMass) / (electronMass * electronMass * sqrtE)) /
            (electronMass + transfer * sqrtE * electronScreening),
        )
      : 0;
  return (
    ((16 / 3) *
      alpha *
      radius *
      radius *
      charge *
      (charge * Math.max(0, nucleus) + Math.max(0, electrons)) *
      (1 - share * (1 - 0.75 * share))) /
    photonEnergy
  );
}
