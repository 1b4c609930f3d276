import { defineCut } from "../src/selection/cut.ts";
import { energy } from "../src/tables/quantity.ts";

/** No activity in V2: below about one MIP (Sec. IV iv; Eq. 15). */
export const vetoQuiet = defineCut({
  name: "veto-quiet",
  about: "no activity in V2 (Sec. IV iv)",
  thresholds: { below: energy("threshold of V2", { min: 0 }) },
  prepare:
    ({ below }) =>
    (events, i) =>
      events.vetoEnergy[i]! < below,
});
