import { expect, test } from "vitest";
import { allCuts, signalFactors } from "../../cuts/index.ts";
import { electron } from "../../generators/electron.ts";
import { prepareEcalCurve } from "../../scripts/efficiency-ecal-curve.ts";
import { loadCard } from "../../src/node/load-card.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { runCardSchema } from "../../src/simulation/run-card.ts";
import { prepareSimulation } from "../../src/simulation/simulate-batch.ts";
import { weightedEfficiency } from "../../src/statistics/efficiency.ts";

test("counts events of the box with a primary electron by what they leave in the ECAL", () => {
  const { card } = loadCard("III", [], runCardSchema(allCuts));
  // Electrons, whose invisible energy, deposit and weight are made up.
  const batch = prepareSimulation(electron.prepare({}, card), card, runKeyFromSeed("ecal"))(0, 200);
  const { columns } = batch;
  for (let i = 0; i < 200; i++) {
    columns.invisibleEnergy[i] = i % 4 === 0 ? 49 : 60;
    columns.ecalDeposit[i] = i % 3 === 0 ? 1 : i % 3 === 1 ? 2.5 : 51;
    columns.ecalEnergy[i] = i % 2 === 0 ? 20 : 70;
    columns.ecalTriggerEnergy[i] = 20;
    columns.weight[i] = 1 + (i % 5);
  }
  const curve = prepareEcalCurve({ card });
  curve.take(batch);
  const passes = (factor: string, i: number): boolean =>
    signalFactors
      .find(({ name }) => name === factor)!
      .cuts.every((cut) => cut.prepare(card.cuts[cut.name] ?? {})(columns, i));
  const rows = curve.result();
  const counted = Array.from({ length: 200 }, (_, i) => i).filter(
    (i) => i % 4 !== 0 && passes("primary e-", i),
  );
  for (const [row, third] of [
    [rows[0]!, 0],
    [rows[1]!, 1],
  ] as const) {
    const own = counted.filter((i) => i % 3 === third);
    const sum = (some: readonly number[], power: number) =>
      some.reduce(
        (total, i) => total + (power === 1 ? columns.weight[i]! : columns.weight[i]! * columns.weight[i]!),
        0,
      );
    const [passed, failed] = [own.filter((i) => passes("ECAL", i)), own.filter((i) => !passes("ECAL", i))];
    expect(row.events).toBe(own.length);
    expect(passed.length).toBeGreaterThan(0);
    expect(failed.length).toBeGreaterThan(0);
    const expected = weightedEfficiency({
      sumPassed: sum(passed, 1),
      sumSquaresPassed: sum(passed, 2),
      sumFailed: sum(failed, 1),
      sumSquaresFailed: sum(failed, 2),
    });
    expect(row).toMatchObject(expected);
  }
  expect(rows.slice(2).every(({ events, value }) => events === 0 && Number.isNaN(value))).toBe(true);
});
