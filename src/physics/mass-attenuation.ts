import { interpolator } from "../math/interpolate.ts";
import { cm, MeV } from "../units.ts";

/** Density of lead, g/mm³: 11.35 g/cm³, PDG-2022. */
export const leadDensity = 11.35 / (cm * cm * cm);

/** Density of polystyrene, g/mm³: 1.06 g/cm³, PDG-2022. */
export const polystyreneDensity = 1.06 / (cm * cm * cm);

/** Photon energy in MeV, and in cm²/g what takes photons out of a beam: photoelectric and Compton effect, pairs. XCOM-1999. */
type Table = readonly (readonly [energyMeV: number, squareCentimetres: number])[];

/** With the K and L edges, each as the point below and the one at it. */
// biome-ignore format: a table
const lead: Table = [
  [0.01, 125.7], [0.0130351, 63.15], [0.0130352, 158.3], [0.015, 108.3], [0.0151999, 104.5], [0.0152, 145.3],
  [0.0158607, 131.3], [0.0158608, 151.7], [0.02, 84.04], [0.03, 28.94], [0.04, 13.44], [0.05, 7.387],
  [0.06, 4.53], [0.08, 2.112], [0.0880044, 1.647], [0.0880045, 7.421], [0.1, 5.336], [0.15, 1.91],
  [0.2, 0.936], [0.3, 0.3733], [0.4, 0.2148], [0.5, 0.1499], [0.6, 0.1167], [0.8, 0.08408],
  [1, 0.06803], [1.25, 0.05682], [1.5, 0.05088], [2, 0.0453], [3, 0.042], [4, 0.04178],
  [5, 0.0426], [6, 0.04382], [8, 0.0467], [10, 0.04969], [15, 0.05656], [20, 0.06205],
  [30, 0.07022], [40, 0.0761], [50, 0.08056], [60, 0.08408], [80, 0.08934], [100, 0.0931],
];

/** (C8H8)n: carbon and hydrogen by weight. */
// biome-ignore format: a table
const polystyrene: Table = [
  [0.01, 2.068], [0.015, 0.6829], [0.02, 0.3761], [0.03, 0.2327], [0.04, 0.1993], [0.05, 0.1858],
  [0.06, 0.1779], [0.08, 0.1672], [0.1, 0.159], [0.15, 0.1432], [0.2, 0.1313], [0.3, 0.1144],
  [0.4, 0.1025], [0.5, 0.09364], [0.6, 0.08662], [0.8, 0.0761], [1, 0.06843], [1.25, 0.06121],
  [1.5, 0.05571], [2, 0.04777], [3, 0.03822], [4, 0.03261], [5, 0.02889], [6, 0.02626],
  [8, 0.02278], [10, 0.0206], [15, 0.01763], [20, 0.0162], [30, 0.01493], [40, 0.01445],
  [50, 0.01425], [60, 0.01419], [80, 0.01424], [100, 0.01436],
];

/**
 * Mass attenuation of lead for photons of an energy, mm²/g, without coherent scattering, which takes no energy.
 * XCOM-1999, linear between the logarithms within 0.3 %, from 10 keV to 100 MeV; constant outside. At 1 MeV: 0.0680 cm²/g.
 */
export const leadAttenuation = massAttenuation(lead);

/** The same of polystyrene, within 0.5 %. At 1 MeV: 0.0684 cm²/g. */
export const polystyreneAttenuation = massAttenuation(polystyrene);

function massAttenuation(table: Table): (energy: number) => number {
  const logEnergies = Float64Array.from(table, ([energyMeV]) => Math.log(energyMeV * MeV));
  const logAttenuations = Float64Array.from(table, ([, square]) => Math.log(square * cm * cm));
  const logAttenuation = interpolator(logEnergies, logAttenuations);
  return (energy) => Math.exp(logAttenuation(Math.log(energy)));
}
