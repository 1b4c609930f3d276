import { defineCut } from "../src/selection/cut.ts";
import { angle } from "../src/tables/quantity.ts";

/** The track runs along the beam axis before and behind the magnets (Sec. III; IV i). False without a track. */
export const smallAngle = defineCut({
  name: "small-angle",
  about: "small angle of the track to the beam axis, in and out (Sec. IV i)",
  thresholds: { below: angle("largest polar angle", { min: 0 }) },
  prepare:
    ({ below }) =>
    (events, i) =>
      events.trackAngleIn[i]! < below && events.trackAngleOut[i]! < below,
});
