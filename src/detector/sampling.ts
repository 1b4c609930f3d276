import { gammaAround } from "../random/gamma.ts";
import type { RandomStream } from "../random/stream.ts";
import { MeV } from "../units.ts";

/** Cells below this share one draw: their fluctuation counts in the sum only. */
const single = 20 * MeV;

/**
 * Sampling fluctuation of a calorimeter, in place: each energy is replaced by a Gamma of the same mean and of variance
 * `term`² times the mean, so that any sum of cells has the resolution term / sqrt(E). `term` in sqrt(GeV); 0 leaves all as
 * it is. Cells of less than 20 MeV fluctuate together.
 */
export function fluctuate(energies: Float64Array, count: number, term: number, random: RandomStream): void {
  if (term === 0) return;
  const scale = term * term;
  let small = 0;
  for (let c = 0; c < count; c++) if (energies[c]! < single) small += energies[c]!;
  const ratio = small > 0 ? gammaAround(small, scale, random) / small : 1;
  for (let c = 0; c < count; c++) {
    const mean = energies[c]!;
    energies[c] = mean < single ? ratio * mean : gammaAround(mean, scale, random);
  }
}
