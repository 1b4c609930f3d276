import { expect, it } from "vitest";
import { electron } from "../../generators/electron.ts";
import { eventColumns } from "../../src/detector/events.ts";
import { veto } from "../../src/detector/veto.ts";
import { allocate } from "../../src/event/columns.ts";
import { Pulses } from "../../src/event/pulses.ts";
import { truthOf } from "../../src/event/truth.ts";
import { purpose } from "../../src/random/purpose.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { generating, prepareStreamedPart } from "../../src/simulation/part-streams.ts";
import { prepareSimulation } from "../../src/simulation/simulate-batch.ts";
import { shippedCard, withoutOthers } from "../shipped-card.ts";

// Electrons leave nothing in V2 but noise without the ECAL before it: the muons of the halo do.
const card = shippedCard([...withoutOthers, "detector.veto.noise=1 MeV"]);
const key = runKeyFromSeed("part-streams.test");

it("are named by part and purpose", () => {
  const { depositing, reading } = prepareStreamedPart(
    "veto",
    veto.prepare(card.detector.veto as never, card),
    card,
  );
  expect([generating, depositing, reading]).toEqual(["generate", "veto/deposit", "veto/noise"].map(purpose));
});

it("give one part alone the noise that it has in whole events", () => {
  const { part, readOut, depositing, reading } = prepareStreamedPart(
    "veto",
    veto.prepare(card.detector.veto as never, card),
    card,
  );
  const { columns } = allocate(eventColumns, 20);
  const truth = truthOf({ size: 20, columns });
  const random = new RandomStream(key);
  const pulses = new Pulses();
  for (let event = 0; event < 20; event++) {
    part.deposit(truth, event, random.seek(event, depositing), pulses);
    part.measure(readOut.read(pulses, random.seek(event, reading)), event, columns);
  }
  const whole = prepareSimulation(electron.prepare({}, card), card, key)(0, 20).columns;
  // The leak of showers, 1e-5 of their energy, adds to it: 1 MeV on average, never less than 0.
  const alone = Array.from(columns.vetoEnergy);
  expect(alone.every((noise, i) => whole.vetoEnergy[i]! >= noise - 1e-9)).toBe(true);
  expect(alone.some((noise, i) => whole.vetoEnergy[i] === noise)).toBe(true);
});
