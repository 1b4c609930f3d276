import { expect, test } from "vitest";
import { planDoubleRatio } from "../../scripts/double-ratio-plan.ts";
import { GeV, MeV } from "../../src/units.ts";

test("data have the highest intensity of the run, clean pairs and A' none; hard photons are simulated apart", () => {
  const flags = { process: "dimuon", run: "I", set: [], seed: "a", events: "100" };
  const { data, clean, signals } = planDoubleRatio(flags, [10 * MeV, 20 * MeV]);
  for (const { card } of data) expect([card.beam.intensityLow, card.beam.intensityHigh]).toEqual([2e6, 2e6]);
  expect(data.map(({ options }) => (options as { minimumPairEnergy: number }).minimumPairEnergy)).toEqual([
    10 * GeV,
    60 * GeV,
  ]);
  expect(clean).toContain("beam.intensityHigh=0");
  expect(signals.map(({ run }) => [run.plan.process, run.card.beam.intensityHigh])).toEqual([
    ["signal", 0],
    ["signal", 0],
  ]);
  expect(signals.map(({ run }) => (run.options as { mass: number }).mass)).toEqual([10 * MeV, 20 * MeV]);
});
