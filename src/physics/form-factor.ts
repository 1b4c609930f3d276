import { electronMass } from "../constants.ts";
import { GeV } from "../units.ts";

/** Nucleus of the target. Lead: 82, 207.2. */
export interface Nucleus {
  /** Z. */
  readonly charge: number;
  /** A. */
  readonly massNumber: number;
}

/**
 * Elastic form factor G₂,el(t), squared and with Z²: Eq. (11), t = -q² in GeV².
 * Screened by the atomic electrons below 1/a², cut off by the size of the nucleus above d. At most Z².
 */
export function elasticFormFactor(t: number, nucleus: Nucleus): number {
  const d = nuclearScale(nucleus);
  const screening = t / (t + screeningScale(nucleus));
  const size = d / (t + d);
  const amplitude = nucleus.charge * screening * size;
  return amplitude * amplitude;
}

/** 1/a² of Eq. (11) in GeV², a = 111 Z^(-1/3) / mₑ. Lead: 4.0e-10 GeV². */
export function screeningScale({ charge }: Nucleus): number {
  const inverseRadius = (electronMass * Math.cbrt(charge)) / 111;
  return inverseRadius * inverseRadius;
}

/** d of Eq. (11): 0.164 GeV² A^(-2/3). Lead: 4.7e-3 GeV². */
export function nuclearScale({ massNumber }: Nucleus): number {
  const radius = Math.cbrt(massNumber);
  return (0.164 * GeV * GeV) / (radius * radius);
}
