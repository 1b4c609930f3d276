import { defineCut } from "../src/selection/cut.ts";
import { energy } from "../src/tables/quantity.ts";

/** Nothing in the HCAL: E_HCAL below the zero-energy threshold of 1 GeV (Eq. 15; signal box of Sec. IV). */
export const hcalQuiet = defineCut({
  name: "hcal-quiet",
  about: "no energy in the HCAL (Eq. 15, signal box)",
  thresholds: { below: energy("zero-energy threshold of the HCAL", { min: 0 }) },
  prepare:
    ({ below }) =>
    (events, i) =>
      events.hcalEnergy[i]! < below,
});
