import { atomicMassUnit, electronMass, protonMagneticMoment, protonMass } from "../constants.ts";
import { GeV } from "../units.ts";

/** Nucleus of the target. Lead: 82, 207.2. */
export interface Nucleus {
  /** Z. */
  readonly charge: number;
  /** A. */
  readonly massNumber: number;
}

/** Mass in GeV: A atomic mass units. Lead: 193.006 GeV. */
export function nuclearMass({ massNumber }: Nucleus): number {
  return massNumber * atomicMassUnit;
}

/** Which form factors a cross section holds. */
export type FormFactor = "elastic" | "elastic+inelastic";

/** G₂(t) of a nucleus, t in GeV²: Eq. (11), with or without the inelastic part of Eq. (10). Prepared, for integrals over t. */
export function formFactorOf(nucleus: Nucleus, choice: FormFactor = "elastic"): (t: number) => number {
  const screening = screeningScale(nucleus);
  const size = nuclearScale(nucleus);
  const elastic = (t: number): number => {
    const amplitude = (nucleus.charge * t * size) / ((t + screening) * (t + size));
    return amplitude * amplitude;
  };
  if (choice === "elastic") return elastic;
  return (t) => elastic(t) + inelasticFormFactor(t, nucleus);
}

/**
 * Elastic form factor G₂,el(t), squared and with Z²: Eq. (11), t = -q² in GeV².
 * Screened by the atomic electrons below 1/a², cut off by the size of the nucleus above d. At most Z².
 */
export function elasticFormFactor(t: number, nucleus: Nucleus): number {
  return formFactorOf(nucleus)(t);
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

/**
 * Inelastic form factor G₂,inel(t): the Z protons, each on its own. Bjorken-2009, after Tsai-1974: screened below
 * 1/a'², a' = 773 Z^(-2/3) / mₑ, with the dipole form and the magnetic moment of the proton. At most Z, near 1e-4 GeV².
 */
export function inelasticFormFactor(t: number, { charge }: Nucleus): number {
  const inverseRadius = (electronMass * Math.cbrt(charge * charge)) / 773;
  const screening = t / (t + inverseRadius * inverseRadius);
  const magnetic =
    1 + (t * (protonMagneticMoment * protonMagneticMoment - 1)) / (4 * protonMass * protonMass);
  const dipole = 1 / (1 + t / (0.71 * GeV * GeV));
  const amplitude = screening * magnetic * dipole * dipole * dipole * dipole;
  return charge * amplitude * amplitude;
}
