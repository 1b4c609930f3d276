import { defineCut } from "../src/selection/cut.ts";
import { energy } from "../src/tables/quantity.ts";

/** The incoming particle radiates as an electron does: all three SRD counters within the range (Sec. IV ii). */
export const synchrotronTag = defineCut({
  name: "synchrotron-tag",
  about: "each SRD counter within the synchrotron range of electrons (Sec. IV ii)",
  thresholds: {
    above: energy("lower edge of the range", { min: 0 }),
    below: energy("upper edge of the range", { min: 0 }),
  },
  prepare:
    ({ above, below }) =>
    (events, i) => {
      for (let c = 3 * i; c < 3 * i + 3; c++) {
        const energy = events.srdEnergy[c]!;
        if (!(energy >= above && energy <= below)) return false;
      }
      return true;
    },
});
