import { defineCut } from "../src/selection/cut.ts";
import { energy } from "../src/tables/quantity.ts";

/** The track has the momentum of the beam, 100 +- 2 GeV (Sec. IV i). False without a track. */
export const beamMomentum = defineCut({
  name: "beam-momentum",
  about: "momentum of the track that of the beam (Sec. IV i)",
  thresholds: {
    above: energy("lowest momentum", { min: 0 }),
    below: energy("highest momentum", { min: 0 }),
  },
  prepare:
    ({ above, below }) =>
    (events, i) =>
      events.trackMomentum[i]! > above && events.trackMomentum[i]! < below,
});
