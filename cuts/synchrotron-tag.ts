import { z } from "zod";
import { defineCut } from "../src/selection/cut.ts";
import { energy } from "../src/tables/quantity.ts";

/** The incoming particle radiates as an electron does: all three SRD counters within the range (Sec. IV ii), or their sum where they are one. */
export const synchrotronTag = defineCut({
  name: "synchrotron-tag",
  about: "each SRD counter within the synchrotron range of electrons (Sec. IV ii)",
  thresholds: {
    above: energy("lower edge of the range", { min: 0 }),
    below: energy("upper edge of the range", { min: 0 }),
    counters: z.enum(["each", "sum"]).meta({
      description:
        "each of the three counters within the range, or the sum of them, as of one that is not segmented",
    }),
  },
  prepare: ({ above, below, counters }) => {
    const within = (energy: number): boolean => energy >= above && energy <= below;
    if (counters === "sum")
      return ({ srdEnergy }, i) => within(srdEnergy[3 * i]! + srdEnergy[3 * i + 1]! + srdEnergy[3 * i + 2]!);
    return ({ srdEnergy }, i) =>
      within(srdEnergy[3 * i]!) && within(srdEnergy[3 * i + 1]!) && within(srdEnergy[3 * i + 2]!);
  },
});
