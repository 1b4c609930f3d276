import { defineCut } from "../src/selection/cut.ts";
import { plain } from "../src/tables/quantity.ts";

/** The shower in the ECAL looks like that of the electron on the track (Sec. IV iii). False for an empty ECAL. */
export const showerShape = defineCut({
  name: "shower-shape",
  about: "lateral shower shape that of an electron (Sec. IV iii)",
  thresholds: { below: plain("largest chi2 per cell", { min: 0 }) },
  prepare:
    ({ below }) =>
    (events, i) =>
      events.showerShape[i]! < below,
});
