import { defineCut } from "../src/selection/cut.ts";
import { plain } from "../src/tables/quantity.ts";

/** The shower in the ECAL looks like that of the electron on the track, across and along (Sec. IV iii). False for an empty ECAL. */
export const showerShape = defineCut({
  name: "shower-shape",
  about: "lateral and longitudinal shower shape those of an electron (Sec. IV iii)",
  thresholds: {
    below: plain("largest chi2 per cell of the lateral shape", { min: 0 }),
    depthWithin: plain("largest deviation of the depth to either side, in standard deviations", { min: 0 }),
  },
  prepare:
    ({ below, depthWithin }) =>
    (events, i) =>
      events.showerShape[i]! < below && Math.abs(events.showerDepth[i]!) < depthWithin,
});
