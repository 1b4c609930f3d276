import { expect, test } from "vitest";
import { beamMomentum } from "../../cuts/beam-momentum.ts";
import { justAbove, justBelow, passes } from "./passes.ts";

const thresholds = { above: 98, below: 102 };

test.each([
  ["just above the lowest", justAbove(98), true],
  ["the lowest itself", 98, false],
  ["just below the lowest", justBelow(98), false],
  ["that of the beam", 100, true],
  ["just below the highest", justBelow(102), true],
  ["the highest itself", 102, false],
  ["just above the highest", justAbove(102), false],
  ["none, without a track", Number.NaN, false],
])("momentum %s: %d GeV", (_, trackMomentum, passed) => {
  expect(passes(beamMomentum, thresholds, { trackMomentum })).toBe(passed);
});
