import { defineCut } from "../src/selection/cut.ts";

/** All beam-defining counters and no veto: the product of S_i, and V1, in Eq. (14). */
export const beamCountersFired = defineCut({
  name: "beam-counters-fired",
  about: "S1, S2 and S3 in coincidence, V1 silent (Eq. 14)",
  thresholds: {},
  prepare: () => (events, i) => events.beamCountersFired[i] === 3 && events.upstreamVetoFired[i] === 0,
});
