import { expect, test } from "vitest";
import { electron } from "../../generators/electron.ts";
import {
  prepareReaders,
  prepareReadings,
  type ReadBatch,
  readColumns,
} from "../../scripts/pileup-readings.ts";
import { type Events, eventColumns } from "../../src/detector/events.ts";
import { highestSample } from "../../src/pileup/highest-sample.ts";
import { nearestPeak } from "../../src/pileup/nearest-peak.ts";
import type { PileupAlgorithm } from "../../src/pileup/pileup-algorithm.ts";
import { templateFit } from "../../src/pileup/template-fit.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { prepareSimulation } from "../../src/simulation/simulate-batch.ts";
import { GeV } from "../../src/units.ts";
import { oneIntensity, shippedCard, withoutOthers } from "../shipped-card.ts";

const key = runKeyFromSeed("pileup-readings.test");
const events = 60;

function read(card: ReturnType<typeof shippedCard>, algorithms: readonly PileupAlgorithm[]): ReadBatch {
  return prepareReadings(electron.prepare({}, card), card, key, prepareReaders(card, algorithms))(10, events);
}

const crowded = shippedCard(oneIntensity("2e7"));
const lonely = shippedCard(withoutOthers);

test("a reading is what a simulation with that algorithm gives, to the bit, beside whichever others", () => {
  const algorithms: readonly PileupAlgorithm[] = [highestSample, nearestPeak, templateFit];
  const { readings } = read(crowded, algorithms);
  for (const [k, { name }] of algorithms.entries()) {
    const card = { ...crowded, pileup: { ...crowded.pileup, algorithm: name } };
    const { columns } = prepareSimulation(electron.prepare({}, card), card, key)(10, events);
    for (const column of Object.keys(eventColumns) as (keyof Events)[])
      expect(readings[k + 1]!.events[column], `${name}, ${column}`).toEqual(columns[column]);
  }
  const [first, second] = [readings[1]!.events, readings[2]!.events];
  const differ = (Object.keys(eventColumns) as (keyof Events)[]).filter(
    (column) => !first[column].every((value, k) => Object.is(value, second[column][k])),
  );
  expect(differ.length, "these tell the algorithms apart").toBeGreaterThan(6);
  for (const column of differ) expect(readColumns).toContain(column);
});

test("the perfect reading does not see the other particles, nor noise", () => {
  const [among, alone] = [crowded, lonely].map((card) => read(card, [templateFit]));
  const energies = among!.readings[0]!.events.ecalEnergy;
  const same = energies.filter((energy, i) => energy === alone!.readings[0]!.events.ecalEnergy[i]).length;
  // Without a track, which others can spoil, the energy below threshold is told from another place.
  expect(same).toBeGreaterThan(0.5 * events);
  for (const [i, energy] of energies.entries())
    expect(Math.abs(energy - alone!.readings[0]!.events.ecalEnergy[i]!)).toBeLessThan(0.3 * GeV);
  const { timeOff, wrong, lost } = among!.readings[0]!;
  expect(timeOff.every((off) => off === 0)).toBe(true);
  expect([...wrong, ...lost].every((count) => count === 0)).toBe(true);
  expect(among!.hottest.every((energy) => energy > 10 * GeV)).toBe(true);
});

test("clean events are read as the truth is, and among others highest-sample has channels with far too much", () => {
  const clean = read(lonely, [highestSample, templateFit]);
  const [perfect, highest, fitted] = clean.readings;
  for (let i = 0; i < events; i++) {
    expect(Math.abs(fitted!.events.ecalEnergy[i]! - perfect!.events.ecalEnergy[i]!)).toBeLessThan(0.5 * GeV);
    expect(Math.abs(fitted!.timeOff[i]!)).toBeLessThan(1.5);
    expect(Math.abs(highest!.timeOff[i]!)).toBeLessThan(3);
  }
  expect([...highest!.wrong, ...fitted!.lost].every((count) => count === 0)).toBe(true);
  const { readings } = read(crowded, [highestSample]);
  expect(readings[1]!.wrong.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0.3 * events);
});
