import { describe, expect, it } from "vitest";
import { randomTrigger } from "../../generators/random-trigger.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { prepareSimulation } from "../../src/simulation/simulate-batch.ts";
import { GeV, ns, s } from "../../src/units.ts";
import { chiSquareDeviation, countDeviation, deviation, moments } from "../random/standard-errors.ts";
import { oneIntensity, oneMomentum, shippedCard, withoutOthers } from "../shipped-card.ts";

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

describe("the rate of the beam from the samples of the ECAL, as an experiment takes it", () => {
  const card = shippedCard([
    ...oneIntensity("9.2e6"),
    ...oneMomentum,
    "beam.hadronFraction=0",
    "beam.muonFraction=0",
    "beam.haloFraction=0",
  ]);
  const { samplingPeriod, samples, pedestalEven, pedestalOdd } = card.msadc;
  const events = 2000;
  const { recorded } = prepareSimulation(randomTrigger.prepare({}, card), card, key, () => true)(0, events);
  const rows = recorded!.waveforms.columns;
  const channels = recorded!.waveforms.size / events;
  /** Main cells. */
  const [first, end] = [36, 72];

  /** Times at which the sum of the main cells peaks, having risen by more than 40 GeV. */
  function peaks(event: number): number[] {
    const sum = new Float64Array(samples);
    for (let c = first; c < end; c++) {
      const row = event * channels + c;
      for (let k = 0; k < samples; k++) {
        const count = rows.samples![row * samples + k]! - (k % 2 === 0 ? pedestalEven : pedestalOdd);
        sum[k]! += count * rows.energyPerCount![row]!;
      }
    }
    const found: number[] = [];
    let valley = sum[0]!;
    for (let k = 1; k < samples - 1; k++) {
      valley = Math.min(valley, sum[k]!);
      if (sum[k]! < sum[k - 1]! || sum[k]! <= sum[k + 1]! || sum[k]! - valley < 40 * GeV) continue;
      found.push(rows.start![event * channels]! + k * samplingPeriod);
      valley = sum[k]!;
    }
    return found;
  }

  /** Events without a peak from one time to another, and their share by the Poisson law of the rate. */
  function without(from: number, to: number) {
    let none = 0;
    for (let event = 0; event < events; event++)
      if (!peaks(event).some((time) => time >= from && time < to)) none++;
    return { none, expected: Math.exp(-(9.2e6 / (4.8 * s)) * (to - from)) };
  }

  it("is that of the card: events without an electron within 250 ns of the record, to 4 %", () => {
    const { none, expected } = without(-50 * ns, 200 * ns);
    expect(countDeviation(none, events, expected)).toBeLessThan(4);
  });

  it("is the same early and late in the record", () => {
    for (const from of [-80, 0, 80, 160]) {
      const { none, expected } = without(from * ns, (from + 80) * ns);
      expect(countDeviation(none, events, expected), `from ${from} ns`).toBeLessThan(4);
    }
  });
});
