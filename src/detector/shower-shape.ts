import type { prepareCellShares } from "./cell-shares.ts";
import type { NineCells } from "./nine-cells.ts";

/** What the energies of cells are expected to vary by. */
export interface ShapeErrors {
  /** Sampling term, sqrt(GeV). */
  readonly samplingTerm: number;
  /** Noise of a cell, GeV; above 0. */
  readonly noise: number;
  /** Below this energy a cell counts as empty, GeV. */
  readonly cellThreshold: number;
  /** Error of the place where the shower is expected, in x and in y, mm. */
  readonly trackError: number;
  /** Error of the expected share of a cell: times share (1 - share). */
  readonly shareError: number;
}

/**
 * Lateral shape of the energies of a `side` x `side` matrix against an electron at (x, y): squared deviation of the nine cells from
 * the expected shares of their energy, over the expected variance at that place, per cell (Sec. IV iii). A cell below threshold departs
 * by what is expected beyond the threshold; the energy is taken from the others. About 0.9 for an electron, as one energy is
 * fitted to nine cells; less below 20 GeV, where cells are empty. NaN where nothing is expected.
 */
export function prepareShowerShape(
  { shares }: Pick<ReturnType<typeof prepareCellShares>, "shares">,
  side: number,
  { samplingTerm, noise, cellThreshold, trackError, shareError }: ShapeErrors,
): (energies: Float64Array, nine: NineCells, x: number, y: number) => number {
  const expected = new Float64Array(side * side);
  const movedX = new Float64Array(side * side);
  const movedY = new Float64Array(side * side);
  /** One standard deviation towards the middle, so that it stays on the face. */
  const moved = (x: number): number => (x > 0 ? x - trackError : x + trackError);

  return (energies, { cells, count }, x, y) => {
    shares(x, y, expected);
    shares(moved(x), y, movedX);
    shares(x, moved(y), movedY);
    let energy = 0;
    let share = 0;
    for (let k = 0; k < count; k++) {
      const c = cells[k]!;
      if (energies[c]! === 0) continue;
      energy += energies[c]!;
      share += expected[c]!;
    }
    if (!(share > 0)) return Number.NaN;
    const total = energy / share;
    let sum = 0;
    for (let k = 0; k < count; k++) {
      const c = cells[k]!;
      const here = Math.max(0, expected[c]!);
      const predicted = total * here;
      const found = energies[c]!;
      const difference = found === 0 ? Math.max(0, predicted - cellThreshold) : found - predicted;
      const byProfile = shareError * predicted * (1 - here);
      const alongX = total * (movedX[c]! - expected[c]!);
      const alongY = total * (movedY[c]! - expected[c]!);
      const variance =
        samplingTerm * samplingTerm * predicted +
        noise * noise +
        byProfile * byProfile +
        alongX * alongX +
        alongY * alongY;
      sum += (difference * difference) / variance;
    }
    return sum / count;
  };
}
