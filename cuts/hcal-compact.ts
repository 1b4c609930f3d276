import { defineCut } from "../src/selection/cut.ts";
import { length, time } from "../src/tables/quantity.ts";

/**
 * What is in the HCAL lies together, across the beam and in time: against neutrals and charged secondaries of interactions upstream
 * (Sec. VIII, which tells no number). An empty HCAL passes.
 */
export const hcalCompact = defineCut({
  name: "hcal-compact",
  about: "energy in the HCAL together in space and time (Sec. VIII)",
  thresholds: {
    spreadBelow: length("largest lateral spread (rms, weighted by energy) of the cells", { min: 0 }),
    timeSpreadBelow: time("largest spread (rms, weighted by energy) of their times", { min: 0 }),
  },
  prepare:
    ({ spreadBelow, timeSpreadBelow }) =>
    (events, i) =>
      !(events.hcalSpread[i]! >= spreadBelow || events.hcalTimeSpread[i]! >= timeSpreadBelow),
});
