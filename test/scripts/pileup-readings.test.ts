import { expect, test } from "vitest";
import { electron } from "../../generators/electron.ts";
import { prepareJudgedReadings, type ReadBatch } from "../../scripts/pileup-readings.ts";
import { highestSample } from "../../src/pileup/highest-sample.ts";
import type { PileupAlgorithm } from "../../src/pileup/pileup-algorithm.ts";
import { templateFit } from "../../src/pileup/template-fit.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { perfectReading, prepareReaders, readingBy } from "../../src/simulation/readings.ts";
import { GeV } from "../../src/units.ts";
import { oneIntensity, shippedCard, withoutOthers } from "../shipped-card.ts";

const key = runKeyFromSeed("pileup-readings.test");
const events = 60;

function read(card: ReturnType<typeof shippedCard>, algorithms: readonly PileupAlgorithm[]): ReadBatch {
  const readings = [perfectReading, ...algorithms.map((algorithm) => readingBy(algorithm, card))];
  const generator = electron.prepare({}, card);
  return prepareJudgedReadings(generator, card, key, prepareReaders(card, readings))(10, events);
}

const crowded = shippedCard(oneIntensity("2e7"));
const lonely = shippedCard(withoutOthers);

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
