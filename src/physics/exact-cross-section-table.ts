import { cubicAt } from "../math/interpolate.ts";
import { GeV } from "../units.ts";
import { exactCrossSection, exactCrossSectionAbove } from "./exact-tree-level.ts";
import type { Nucleus } from "./form-factor.ts";

/**
 * `exactCrossSectionAbove` as a function of the energy of the electron up to `highest`, within 0.1 % from 1.01 times the minimum on: cubic in ln(E/minimum - 1)
 * between 32 nodes. 0 below 1.001 times the minimum, where next to none of the track is. For minima well above the mass.
 */
export function tabulateExactAbove(
  minimumEnergy: number,
  mass: number,
  nucleus: Nucleus,
  highest: number,
): (energy: number) => number {
  const nodes = 32;
  const from = Math.log(1e-3);
  const step = (Math.log(highest / minimumEnergy - 1) - from) / (nodes - 1);
  const crossSections = Float64Array.from({ length: nodes }, (_, k) => {
    const energy = minimumEnergy * (1 + Math.exp(from + k * step));
    return exactCrossSectionAbove(minimumEnergy, { mass, energy, nucleus });
  });
  return (energy) => {
    const place = (Math.log(energy / minimumEnergy - 1) - from) / step;
    return place >= 0 ? cubicAt(crossSections, Math.min(place, nodes - 1)) : 0;
  };
}

/** `exactCrossSection` from 2 to 200 GeV, within 0.1 % (1 % at twice the mass): its logarithm is cubic in ln E between 16 nodes. Constant outside. */
export function tabulateExact(mass: number, nucleus: Nucleus): (energy: number) => number {
  const nodes = 16;
  const [from, to] = [2 * GeV, 200 * GeV];
  const step = Math.log(to / from) / (nodes - 1);
  const logs = Float64Array.from({ length: nodes }, (_, k) =>
    Math.log(exactCrossSection(mass, from * Math.exp(k * step), nucleus)),
  );
  return (energy) =>
    Math.exp(cubicAt(logs, Math.max(0, Math.min(nodes - 1, Math.log(energy / from) / step))));
}
