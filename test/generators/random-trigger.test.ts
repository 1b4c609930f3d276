import { expect, it } from "vitest";
import { randomTrigger } from "../../generators/random-trigger.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { prepareSimulation } from "../../src/simulation/simulate-batch.ts";
import { s } from "../../src/units.ts";
import { chiSquareDeviation, deviation, moments } from "../random/standard-errors.ts";
import { oneIntensity, shippedCard, withoutOthers } from "../shipped-card.ts";

const key = runKeyFromSeed("random-trigger.test");

function simulate(sets: readonly string[], events: number) {
  const card = shippedCard(sets);
  return prepareSimulation(randomTrigger.prepare({}, card), card, key)(0, events).columns;
}

it("has nothing that triggers: noise alone without a beam", () => {
  const columns = simulate(withoutOthers, 500);
  for (const [name, value] of [
    ["beamKind", 0],
    ["beamComponent", -1],
    ["pileupParticles", 0],
    ["trackCount", 0],
    ["beamCountersFired", 0],
  ] as const)
    expect(
      columns[name].every((found) => found === value),
      name,
    ).toBe(true);
  expect(columns.beamEnergy.every(Number.isNaN)).toBe(true);
  // The trigger's sum is its smearing of 4 GeV.
  const sample = moments(500, () => columns.ecalTriggerEnergy[index++]!);
  expect(Math.abs(sample.mean)).toBeLessThan(4);
});
let index = 0;

// A window of 40 ns around the trigger, as a discriminator of the counters would count.
it("gives the rate of the beam back, from the electrons in a window around it", () => {
  const events = 4000;
  const columns = simulate(oneIntensity("4.6e6"), events);
  const seen = Array.from(columns.nearestPileupTime).filter((time) => Math.abs(time) < 40).length;
  const rate = -Math.log(1 - seen / events) / 80;
  const expected = (4.6e6 * (1 + 0.1 * 0.03)) / (4.8 * s); // with the electrons of the halo
  const error = Math.sqrt(seen) / events / 80;
  expect(deviation(rate, expected, error)).toBeLessThan(4);
});

it("sees as much before the trigger as behind it: no side of the window is preferred", () => {
  const columns = simulate(oneIntensity("9e6"), 4000);
  const times = Array.from(columns.nearestPileupTime).filter((time) => Math.abs(time) < 200);
  const bins = new Float64Array(2);
  for (const time of times) bins[time < 0 ? 0 : 1]! += 1;
  expect(times.length).toBeGreaterThan(1000);
  expect(Math.abs(chiSquareDeviation(bins, [0.5, 0.5]))).toBeLessThan(4);
});
