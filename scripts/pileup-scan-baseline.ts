import { GeV } from "../src/units.ts";
import type { ScanKind } from "./pileup-scan-kind.ts";

const shifts = [-30, -20, -15, -10, -5, -2, 0, 2, 5, 10, 15, 20, 30];

/** Pedestals that have moved since the card was written. */
export const baseline: ScanKind = {
  name: "baseline",
  about: "pedestals of all cells off those of the run card",
  energy: 20 * GeV,
  events: 300,
  x: { name: "pedestals off by", unit: "counts", scale: "linear" },
  conditions: ({ msadc: { pedestalEven, pedestalOdd } }, energy) =>
    shifts.map((x) => ({
      x,
      energy,
      electronics: {
        pedestalEven: Math.max(0, pedestalEven + x),
        pedestalOdd: Math.max(0, pedestalOdd + x),
      },
    })),
};
