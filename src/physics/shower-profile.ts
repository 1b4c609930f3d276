import { incompleteGamma } from "../math/incomplete-gamma.ts";
import { GeV } from "../units.ts";

/** What an electromagnetic shower sees of a sampling calorimeter, averaged over its layers. */
export interface ShowerMedium {
  /** Energy at which an electron loses as much by ionisation as by radiation. 8.57 MeV in the target. */
  readonly criticalEnergy: number;
  /** Effective Z. 75.5 in the target. */
  readonly chargeNumber: number;
  /** F_S: radiation length over the thickness of one layer. 3.69 in the target. */
  readonly samplingFrequency: number;
  /** ê: response to electrons over that to minimum ionising particles. 0.652 in the target. */
  readonly eOverMip: number;
}

/** Gamma distribution of the energy over the depth in radiation lengths: shape α and rate β, maximum at (α - 1)/β. */
export interface ShowerShape {
  alpha: number;
  beta: number;
}

/**
 * Writes to `out` the longitudinal shape of one electron shower, Grindhammer-Peters (hep-ex/0001020) for a sampling
 * calorimeter; z1 and z2 are independent unit normals, zero for the typical shower. Target at 100 GeV: maximum 8.16, α 5.25.
 * Published for 1-100 GeV. Outside, our choice: the spread below 1 GeV is that at 1 GeV (the formula diverges at 63 MeV);
 * the shape below 10 critical energies is that at 10; α - 1 stays above a quarter of the typical one, since β → 0 there.
 */
export function showerParameters(
  energy: number,
  medium: ShowerMedium,
  z1: number,
  z2: number,
  out: ShowerShape,
): void {
  const logY = Math.log(Math.max(energy / medium.criticalEnergy, 10));
  const typicalShape = meanShape(logY, medium);

  const bounded = energy < 1 * GeV || energy < 10 * medium.criticalEnergy;
  const logYOfSpread = bounded ? Math.log(Math.max(energy, 1 * GeV) / medium.criticalEnergy) : logY;
  const correlation = 0.784 - 0.023 * logYOfSpread;
  const same = Math.sqrt(0.5 * (1 + correlation)) * z1;
  const opposite = Math.sqrt(0.5 * (1 - correlation)) * z2;
  const maximum = meanMaximum(logY, medium) * Math.exp((same + opposite) / (-2.5 + 1.25 * logYOfSpread));
  const shape = typicalShape * Math.exp((same - opposite) / (-0.82 + 0.79 * logYOfSpread));

  out.alpha = Math.max(shape, 1 + 0.25 * (typicalShape - 1));
  out.beta = (out.alpha - 1) / maximum;
}

/** Writes to `out` the shape of the typical shower: that of `showerParameters` for two normals 0. */
export function typicalShower(energy: number, medium: ShowerMedium, out: ShowerShape): void {
  const logY = Math.log(Math.max(energy / medium.criticalEnergy, 10));
  out.alpha = meanShape(logY, medium);
  out.beta = (out.alpha - 1) / meanMaximum(logY, medium);
}

/** Share of the energy deposited down to `depth` radiation lengths behind the start of the shower. */
export function depositedFraction(alpha: number, beta: number, depth: number): number {
  return incompleteGamma(alpha, beta * depth);
}

/** Depth of the maximum in radiation lengths; the medians of its logarithmic normal, so not quite a mean. */
function meanMaximum(logY: number, { samplingFrequency, eOverMip }: ShowerMedium): number {
  const homogeneous = logY - 0.812;
  return homogeneous - 0.55 / samplingFrequency - 0.69 * (1 - eOverMip);
}

function meanShape(logY: number, { chargeNumber, samplingFrequency }: ShowerMedium): number {
  const homogeneous = 0.81 + (0.458 + 2.26 / chargeNumber) * logY;
  return homogeneous - 0.476 / samplingFrequency;
}
