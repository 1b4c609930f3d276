import { expect, test } from "vitest";
import { beamCountersFired } from "../../cuts/beam-counters-fired.ts";
import { passes } from "./passes.ts";

test.each([
  [3, 0, true],
  [2, 0, false],
  [4, 0, false],
  [0, 0, false],
  [3, 1, false],
  [2, 1, false],
])("%i of S1-S3 and V1 = %i: %s", (beamCountersFiredCount, upstreamVetoFired, passed) => {
  const values = { beamCountersFired: beamCountersFiredCount, upstreamVetoFired };
  expect(passes(beamCountersFired, {}, values)).toBe(passed);
});
