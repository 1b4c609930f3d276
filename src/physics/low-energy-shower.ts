import { GeV } from "../units.ts";
import { type ShowerMedium, type ShowerShape, typicalShower } from "./shower-profile.ts";

/** Below it a shower has the low-energy profile: there the fluctuations of Grindhammer and Peters leave their range of validity. */
export const lowEnergyLimit = 1 * GeV;

/** In critical energies: a shower of less has the shape of the one here, and is shorter. */
const lowest = 10;

/**
 * Shape of an electron shower below 1 GeV, as a function that writes it to `out`: the typical one of Grindhammer and Peters with all
 * depths times exp(σ z), for a unit normal z and their σ of ln T at 1 GeV, 0.290 in the target. Below 10 critical energies, where
 * their formulas end, the depths go as Rossi's range ln(1 + E/E_c) of an electron that loses E + E_c per radiation length. Both joints
 * are our choice. Target, 0.3 GeV, z = 0: mean depth 4.02.
 */
export function prepareLowEnergyShower(
  medium: ShowerMedium,
): (energy: number, z: number, out: ShowerShape) => void {
  const perCritical = 1 / medium.criticalEnergy;
  const spread = 1 / (-2.5 + 1.25 * Math.log(lowEnergyLimit * perCritical));
  const perRange = 1 / Math.log1p(lowest);
  return (energy, z, out) => {
    typicalShower(energy, medium, out);
    const y = energy * perCritical;
    const stretch = Math.exp(spread * z);
    out.beta /= y < lowest ? stretch * perRange * Math.log1p(y) : stretch;
  };
}
