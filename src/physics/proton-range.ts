import { MeV } from "../units.ts";

const at = 100 * MeV;
const ofAt = 2.15;
const power = 1.7;

/**
 * Range of a proton in the sandwich of the ECAL, radiation lengths, of 30-400 MeV: 2.15 (T / 100 MeV)^1.7, within 6 % of Bethe's losses in as much lead and
 * scintillator. 0.28, 2.15 and 22.7 at 30, 100 and 400 MeV: 3, 24 and 250 mm.
 */
export function protonRange(kinetic: number): number {
  return ofAt * Math.exp(power * Math.log(kinetic / at));
}

/** The kinetic energy of a proton of this range. */
export function protonOfRange(range: number): number {
  return range > 0 ? at * Math.exp(Math.log(range / ofAt) / power) : 0;
}
