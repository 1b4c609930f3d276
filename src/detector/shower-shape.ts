import type { prepareCellShares } from "./cell-shares.ts";

/** What the energies of cells are expected to vary by. */
export interface ShapeErrors {
  /** Sampling term, sqrt(GeV). */
  readonly samplingTerm: number;
  /** Below this energy a cell counts as empty, GeV. */
  readonly cellThreshold: number;
  /** Error of the expected share of a cell, relative to the energy of all nine. */
  readonly shareError: number;
}

/**
 * Lateral shape of the energies of a `side` x `side` matrix against an electron at (x, y): squared deviation of the 3 x 3 cells
 * around the hottest from the expected shares, over the expected variance, per cell (Sec. IV iii). NaN where nothing is expected.
 */
export function prepareShowerShape(
  { shares }: Pick<ReturnType<typeof prepareCellShares>, "shares">,
  side: number,
  { samplingTerm, cellThreshold, shareError }: ShapeErrors,
): (energies: Float64Array, x: number, y: number) => number {
  const expected = new Float64Array(side * side);
  const near = new Int32Array(9);

  /** Writes the cells of the 3 x 3 around `centre` that exist; returns how many. */
  const around = (centre: number): number => {
    let count = 0;
    for (let k = 0; k < 9; k++) {
      const column = (centre % side) + (k % 3) - 1;
      const row = Math.floor(centre / side) + Math.floor(k / 3) - 1;
      if (column >= 0 && column < side && row >= 0 && row < side) near[count++] = row * side + column;
    }
    return count;
  };

  return (energies, x, y) => {
    shares(x, y, expected);
    let hottest = 0;
    for (let c = 1; c < energies.length; c++) if (energies[c]! > energies[hottest]!) hottest = c;
    const count = around(hottest);
    let energy = 0;
    let share = 0;
    for (let k = 0; k < count; k++) {
      energy += energies[near[k]!]!;
      share += expected[near[k]!]!;
    }
    if (share <= 0) return Number.NaN;
    const floor = shareError * energy;
    let sum = 0;
    for (let k = 0; k < count; k++) {
      const predicted = (energy * expected[near[k]!]!) / share;
      const difference = energies[near[k]!]! - predicted;
      const variance =
        samplingTerm * samplingTerm * predicted + cellThreshold * cellThreshold + floor * floor;
      sum += (difference * difference) / variance;
    }
    return sum / count;
  };
}
