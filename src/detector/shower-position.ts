import type { prepareCellShares } from "./cell-shares.ts";
import type { NineCells } from "./nine-cells.ts";

/** Nodes of the table per cell, and the number of places across the cell that are averaged over. */
const nodes = 96;
const across = 24;
/** How far beyond the border of its cell a shower may seem to be: the hottest of four cells need not be in the hotter column. */
const farthest = 0.6;

/** A place on the face, mm. */
export interface Place {
  x: number;
  y: number;
}

/**
 * Where a shower hit, from the energies of the nine cells: their centre of gravity, with the S-shape taken off that it has against the
 * true place, since a shower is narrower than a cell. The S is that of the lateral profile, averaged over the other direction and
 * tabulated; it is that of a cell inside the matrix. `pitch` is the side of a cell.
 *
 * With a sampling term c the error is c / sqrt(E) sqrt(<d^2> - <d>^2) / (d<d>/dx) for columns at d = -1, 0, 1. In the target 4 mm /
 * sqrt(E / GeV) in the middle of a cell and 0.45 mm / sqrt(E / GeV) on its border. Cells below a threshold move it: 0.5 mm at 10 GeV.
 * In the outermost cells, which lack a neighbour, up to 6 mm off.
 */
export function prepareShowerPosition(
  { shares }: Pick<ReturnType<typeof prepareCellShares>, "shares">,
  side: number,
  pitch: number,
): (energies: Float64Array, nine: NineCells, out: Place) => void {
  const offsets = invert(gravity(shares, side, pitch));
  const last = offsets.length - 1;
  const offset = (u: number): number => {
    const at = Math.min(Math.abs(u) * last, last);
    const k = Math.min(Math.floor(at), last - 1);
    const value = offsets[k]! + (at - k) * (offsets[k + 1]! - offsets[k]!);
    return u < 0 ? -value : value;
  };
  const middle = (side - 1) / 2;

  return (energies, { cells, count, hottest }, out) => {
    const column = hottest % side;
    const row = (hottest - column) / side;
    let sum = 0;
    let sumX = 0;
    let sumY = 0;
    for (let k = 0; k < count; k++) {
      const cell = cells[k]!;
      const energy = energies[cell]!;
      const c = cell % side;
      sum += energy;
      sumX += energy * (c - column);
      sumY += energy * ((cell - c) / side - row);
    }
    out.x = (column - middle + offset(sumX / sum)) * pitch;
    out.y = (row - middle + offset(sumY / sum)) * pitch;
  };
}

/** Centre of gravity of nine cells, in cells, for showers from the middle of the central one outwards: rises. */
function gravity(
  shares: (x: number, y: number, out: Float64Array) => void,
  side: number,
  pitch: number,
): Float64Array {
  const expected = new Float64Array(side * side);
  const inner = Math.floor((side - 1) / 2);
  const centre = (inner - (side - 1) / 2) * pitch;
  const found = new Float64Array(Math.round(farthest * nodes) + 1);
  for (let k = 0; k < found.length; k++) {
    for (let j = 0; j < across; j++) {
      shares(centre + (k / nodes) * pitch, centre + ((j + 0.5) / across - 0.5) * pitch, expected);
      let sum = 0;
      let moment = 0;
      for (let r = -1; r <= 1; r++) {
        for (let c = -1; c <= 1; c++) {
          const share = expected[(inner + r) * side + inner + c]!;
          sum += share;
          moment += c * share;
        }
      }
      found[k]! += moment / sum / across;
    }
  }
  return found;
}

/** The place, in cells, at centres of gravity 0, 1/512, ..., 1 of a cell; constant beyond the last one of the table. */
function invert(found: Float64Array): Float64Array {
  const steps = 512;
  const last = found.length - 1;
  let k = 0;
  return Float64Array.from({ length: steps + 1 }, (_, j) => {
    const u = j / steps;
    while (k < last - 1 && found[k + 1]! < u) k++;
    return Math.min(last, k + (u - found[k]!) / (found[k + 1]! - found[k]!)) / nodes;
  });
}
