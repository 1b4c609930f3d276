import { expect, it } from "vitest";
import { electron } from "../../generators/electron.ts";
import { allocate } from "../../src/event/columns.ts";
import { electron as electronKind } from "../../src/event/particle.ts";
import { truthColumns, truthOf } from "../../src/event/truth.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { deviation, moments } from "../random/standard-errors.ts";
import { shippedCard } from "../shipped-card.ts";

const random = new RandomStream(runKeyFromSeed("electron.test"));

it("writes one beam electron, before and behind the magnets, with weight 1 and no vertex", () => {
  const card = shippedCard();
  const { facts, write } = electron.prepare({}, card);
  const batch = allocate(truthColumns, 3);
  const truth = truthOf(batch);
  write(truth, 1, random.seek(1, 0));
  const { particles, columns } = truth;
  expect(facts).toEqual([]);
  expect(particles.count).toBe(2);
  expect([particles.kind[0], particles.kind[1]]).toEqual([electronKind, electronKind]);
  expect([particles.time[1], particles.origin[1]]).toEqual([0, 0]);
  expect(columns.beamEnergy[1]).toBe(Math.fround(particles.energy[1]!));
  expect([columns.weight[1], columns.trials[1]]).toEqual([1, 1]);
  expect([columns.vertexDepth[1], columns.vertexEnergy[1]]).toEqual([Number.NaN, Number.NaN]);
  // Only row 1 is written.
  expect([columns.beamEnergy[0], columns.beamEnergy[2], columns.weight[0]]).toEqual([0, 0, 0]);
});

it("has the spectrum of the beam", () => {
  const { write } = electron.prepare({}, shippedCard(["beam.lowEnergyFraction=0"]));
  const truth = truthOf(allocate(truthColumns, 1));
  let event = 0;
  const count = 20_000;
  const { mean, variance } = moments(count, () => {
    truth.particles.clear();
    write(truth, 0, random.seek(event++, 0));
    return truth.columns.beamEnergy[0]!;
  });
  expect(deviation(mean, 100, 1 / Math.sqrt(count))).toBeLessThan(4);
  expect(deviation(variance, 1, Math.sqrt(2 / count))).toBeLessThan(4);
});
