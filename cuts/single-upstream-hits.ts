import { upstreamChambers } from "../src/detector/chambers.ts";
import { eventColumns } from "../src/detector/events.ts";
import { defineCut } from "../src/selection/cut.ts";
import { count } from "../src/tables/quantity.ts";

const chambers = eventColumns.trackerHits.width;

/**
 * No more hits in MM1, nor in MM2, than a single track leaves: against charged secondaries of interactions upstream (Sec. VIII, which
 * tells no number). A chamber without a hit passes: that is for `single-track`.
 */
export const singleUpstreamHits = defineCut({
  name: "single-upstream-hits",
  about: "no more hits in the upstream chambers than of a single track (Sec. VIII)",
  thresholds: { most: count("most hits in each of the chambers before the magnets", { min: 1 }) },
  prepare:
    ({ most }) =>
    (events, i) => {
      for (let c = i * chambers; c < i * chambers + upstreamChambers; c++)
        if (events.trackerHits[c]! > most) return false;
      return true;
    },
});
