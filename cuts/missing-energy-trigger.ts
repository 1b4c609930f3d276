import { defineCut } from "../src/selection/cut.ts";
import { energy } from "../src/tables/quantity.ts";

/** Energy is missing already in the trigger: ECAL(< E_ECAL) of Eq. (14), about 80 GeV, on the trigger's analog sum. */
export const missingEnergyTrigger = defineCut({
  name: "missing-energy-trigger",
  about: "trigger sum of the ECAL below threshold (Eq. 14)",
  thresholds: { below: energy("threshold E_ECAL of the trigger", { min: 0 }) },
  prepare:
    ({ below }) =>
    (events, i) =>
      events.ecalTriggerEnergy[i]! < below,
});
