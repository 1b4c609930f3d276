import { describe, expect, test } from "vitest";
import { dimuon } from "../../generators/dimuon.ts";
import { eventColumns } from "../../src/detector/events.ts";
import { pileupAlgorithms } from "../../src/pileup/index.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { prepareReadings } from "../../src/simulation/readings.ts";
import { prepareSimulation } from "../../src/simulation/simulate-batch.ts";
import { shippedCard } from "../shipped-card.ts";

const key = runKeyFromSeed("readings");
const card = shippedCard();
const generator = () => dimuon.prepare(dimuon.options.parse({}), card);
const names = pileupAlgorithms.map(({ name }) => name);

describe("the readings of the same samples by all algorithms", () => {
  const read = prepareReadings(generator(), card, key, names);
  const readings = read(40, 60);

  test.each(names)("are what a simulation with it gives: %s", (name) => {
    const own = { ...card, pileup: { ...card.pileup, algorithm: name } };
    const alone = prepareSimulation(generator(), own, key)(40, 60);
    expect(readings[names.indexOf(name)]!.columns).toEqual(alone.columns);
  });

  test("differ where pulses are read, and are one where they are not", () => {
    const [one, other] = readings as [(typeof readings)[0], (typeof readings)[0]];
    expect(one.columns.ecalEnergy).not.toEqual(other.columns.ecalEnergy);
    expect(one.columns.trackCount).toBe(other.columns.trackCount);
    expect(Object.keys(other.columns)).toEqual(Object.keys(eventColumns));
  });

  test("do not depend on the batch, nor on the one before", () => {
    const split = [...read(40, 7), ...read(47, 53)];
    for (const [k] of names.entries()) {
      const joined = [...split[k]!.columns.ecalEnergy, ...split[k + names.length]!.columns.ecalEnergy];
      expect(joined).toEqual([...readings[k]!.columns.ecalEnergy]);
    }
  });
});
