import { classicalElectronRadius, electronMass } from "../constants.ts";
import { MeV, TeV } from "../units.ts";
import { pairRate } from "./pair-production.ts";

/** Klein and Nishina's cross section of the Compton effect on an electron, mm². At 20 MeV: 3.025e-24 mm². */
export function comptonCrossSection(energy: number): number {
  const k = energy / electronMass;
  const logarithm = Math.log1p(2 * k);
  const full = 1 + 2 * k;
  const bracket =
    ((1 + k) / (k * k)) * ((2 * (1 + k)) / full - logarithm / k) +
    logarithm / (2 * k) -
    (1 + 3 * k) / (full * full);
  return 2 * Math.PI * classicalElectronRadius * classicalElectronRadius * bracket;
}

/** Interactions of a photon per radiation length, from the logarithm of its energy in GeV. */
export type PhotonAttenuation = (logEnergy: number) => number;

/** Photons at complete screening, at any energy: 7/9. */
export const completelyScreened: PhotonAttenuation = () => 7 / 9;

/**
 * Attenuation by pair production and the Compton effect in a material of nuclei of one charge, of which there are so many per mm²
 * of a radiation length. From a table from 1 MeV to 10 TeV, within 1e-3. In the target 0.38 at 20 MeV, 0.74 at 1 GeV.
 */
export function photonAttenuation(charge: number, nucleiPerRadiationLength: number): PhotonAttenuation {
  const [from, to, nodes] = [Math.log(1 * MeV), Math.log(10 * TeV), 256];
  const perUnit = nodes / (to - from);
  const table = Float64Array.from({ length: nodes + 1 }, (_, k) => {
    const energy = Math.exp(from + k / perUnit);
    return pairRate(energy, charge) + charge * nucleiPerRadiationLength * comptonCrossSection(energy);
  });
  return (logEnergy) => {
    const place = Math.min(nodes - 1e-9, Math.max(0, (logEnergy - from) * perUnit));
    const node = Math.floor(place);
    const low = table[node]!;
    return low + (place - node) * (table[node + 1]! - low);
  };
}
