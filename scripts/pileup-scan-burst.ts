import { GeV, ns } from "../src/units.ts";
import type { ScanKind } from "./pileup-scan-kind.ts";

const spacings = [30 * ns, 60 * ns, 120 * ns];
const most = 8;

/** A train of showers before the one of the trigger. */
export const burst: ScanKind = {
  name: "burst",
  about: "a train of showers of the same energy that ends one spacing before the first",
  energy: 20 * GeV,
  events: 200,
  x: { name: "showers in the train", unit: "1", scale: "linear" },
  conditions: (_, energy) =>
    spacings.flatMap((spacing) =>
      Array.from({ length: most + 1 }, (_, x) => ({
        x,
        variant: `one every ${spacing / ns} ns`,
        energy,
        others: (add) => {
          for (let k = 1; k <= x; k++) add(-k * spacing, energy);
        },
      })),
    ),
};
