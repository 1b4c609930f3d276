import { prepareCellShares } from "../src/detector/cell-shares.ts";
import type { EcalCard } from "../src/detector/ecal.ts";

/** 3 x 3 cells. */
export const side = 3;

/**
 * Shares of an electron's shower in the nine cells of the ECAL's main section around the one that it hits, row by row, by how far
 * to the right of its middle; what is beside them is lost.
 */
export function nineCellShares({
  cellSize,
  lateralFractions,
  lateralRadii,
}: EcalCard): (aside: number) => Float64Array {
  const components = lateralFractions.map((fraction, k) => ({ fraction, radius: lateralRadii[k]! }));
  const { shares } = prepareCellShares(components, cellSize, side);
  return (aside) => {
    const out = new Float64Array(side * side);
    shares(aside, 0, out);
    return out.map((share) => Math.max(0, share));
  };
}
