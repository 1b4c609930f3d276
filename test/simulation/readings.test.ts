import { describe, expect, test } from "vitest";
import { dimuon } from "../../generators/dimuon.ts";
import { type Events, eventColumns } from "../../src/detector/events.ts";
import { pileupAlgorithms } from "../../src/pileup/index.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { prepareReaders, prepareReadings, readColumns, readingBy } from "../../src/simulation/readings.ts";
import { prepareSimulation } from "../../src/simulation/simulate-batch.ts";
import { shippedCard } from "../shipped-card.ts";

const key = runKeyFromSeed("readings");
const card = shippedCard();
const generator = () => dimuon.prepare(dimuon.options.parse({}), card);
const names = pileupAlgorithms.map(({ name }) => name);

describe("the readings of the same samples by all algorithms", () => {
  const readers = prepareReaders(
    card,
    pileupAlgorithms.map((algorithm) => readingBy(algorithm, card)),
  );
  const read = prepareReadings(generator(), card, key, readers);
  const readings = read(40, 60);

  test.each(names)("are what a simulation with it gives: %s", (name) => {
    const own = { ...card, pileup: { ...card.pileup, algorithm: name } };
    const alone = prepareSimulation(generator(), own, key)(40, 60);
    expect(readings[names.indexOf(name)]!).toEqual(alone.columns);
  });

  test("differ where pulses are read, and are one where they are not", () => {
    const [one, other] = readings as [(typeof readings)[0], (typeof readings)[0]];
    expect(one.ecalEnergy).not.toEqual(other.ecalEnergy);
    expect(one.trackCount).toBe(other.trackCount);
    expect(Object.keys(other)).toEqual(Object.keys(eventColumns));
    const differ = (Object.keys(eventColumns) as (keyof Events)[]).filter(
      (column) => !one[column].every((value, k) => Object.is(value, other[column][k])),
    );
    expect(differ.length, "these tell the readings apart").toBeGreaterThan(6);
    for (const column of differ) expect(readColumns).toContain(column);
  });

  test("do not depend on the batch, nor on the one before", () => {
    const split = [...read(40, 7), ...read(47, 53)];
    for (const [k] of names.entries()) {
      const joined = [...split[k]!.ecalEnergy, ...split[k + names.length]!.ecalEnergy];
      expect(joined).toEqual([...readings[k]!.ecalEnergy]);
    }
  });
});
