import { defineCut } from "../src/selection/cut.ts";

/** One and only one incoming track (Sec. IV i): one through both magnets, whatever lines there are before them alone. */
export const singleTrack = defineCut({
  name: "single-track",
  about: "one and only one incoming track (Sec. IV i)",
  thresholds: {},
  prepare: () => (events, i) => events.trackCount[i] === 1,
});
