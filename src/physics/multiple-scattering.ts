import { MeV, rad } from "../units.ts";

/**
 * Angle in one plane, rms in mrad, by which multiple scattering turns a particle of unit charge and velocity c: 13.6 MeV / p
 * sqrt(x) (1 + 0.038 ln x) at a thickness of x radiation lengths and a momentum p (PDG-2022 Eq. (34.16), after Highland, Lynch
 * and Dahl). Good to 11 % from 0.001 to 100 radiation lengths, for the central 98 %. 100 GeV through 1 %: 0.0112 mrad.
 */
export function scatteringAngle(thickness: number, momentum: number): number {
  if (thickness === 0) return 0;
  return ((13.6 * MeV) / momentum) * Math.sqrt(thickness) * (1 + 0.038 * Math.log(thickness)) * rad;
}
