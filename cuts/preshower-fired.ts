import { defineCut } from "../src/selection/cut.ts";
import { energy } from "../src/tables/quantity.ts";

/** The shower has begun in the preshower: PS(> E_PS) of Eq. (14), about 0.3 GeV, on the trigger's analog sum. */
export const preshowerFired = defineCut({
  name: "preshower-fired",
  about: "trigger sum of the preshower above threshold (Eq. 14)",
  thresholds: { above: energy("threshold E_PS of the trigger", { min: 0 }) },
  prepare:
    ({ above }) =>
    (events, i) =>
      events.preshowerTriggerEnergy[i]! > above,
});
