import { describe, expect, it } from "vitest";
import { electron } from "../../generators/electron.ts";
import { shippedSelection } from "../../src/node/load-selection.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { prepareSimulation } from "../../src/simulation/simulate-batch.ts";
import { oneMomentum, perfectChannels, shippedCard, withoutOthers } from "../shipped-card.ts";

const { cuts } = shippedSelection("calibration");
const before = cuts.slice(
  0,
  cuts.findIndex(({ name }) => name === "shower-shape"),
);
const shape = cuts[before.length]!;

/** How many electrons pass the cuts before that on the shower shape, and how many of them that one too. */
function identified(run: string, count: number, sets: readonly string[] = []) {
  const card = shippedCard(sets, run);
  const key = runKeyFromSeed("electron-identification.test");
  const { columns } = prepareSimulation(electron.prepare({}, card), card, key)(0, count);
  const prepared = [...before, shape].map((cut) => cut.prepare(card.cuts[cut.name] ?? {}));
  const passesShape = prepared.pop()!;
  let [tried, passed] = [0, 0];
  for (let i = 0; i < count; i++) {
    if (!prepared.every((passes) => passes(columns, i))) continue;
    tried++;
    if (passesShape(columns, i)) passed++;
  }
  return { share: passed / tried };
}

describe("the cut on the shower shape", () => {
  it("loses beam electrons to pileup, the more the higher the intensity", () => {
    const lost = ["I", "II", "III"].map((run) => 1 - identified(run, 5000).share);
    expect(lost[0]!).toBeGreaterThan(0.01);
    expect(lost[1]!).toBeGreaterThan(lost[0]!);
    expect(lost[2]!).toBeGreaterThan(lost[1]!);
    expect(lost[2]!).toBeLessThan(0.3);
  });

  it("keeps 99.7 % of showers alone with perfect times, 99.9 by the shape and 99.8 by the depth, and less by photonuclear reactions", () => {
    const sets = [...withoutOthers, ...oneMomentum, ...perfectChannels];
    const showers = identified("III", 5000, [...sets, "photonuclear.scale=0"]).share;
    expect(showers).toBeGreaterThan(0.995);
    expect(showers).toBeLessThan(1);
    const { share } = identified("III", 5000, sets);
    expect(share).toBeGreaterThan(0.98);
    expect(share).toBeLessThan(showers);
  });

  it("keeps 97.8 % with the times of the card, by cells that fail the window of 2 ns", () => {
    const { share } = identified("III", 3000, [...withoutOthers, ...oneMomentum]);
    expect(Math.abs(share - 0.978)).toBeLessThan(0.012);
  });
});

it("the track is 0.043 mm (rms) off the electron at the target, as the shape expects", () => {
  const card = shippedCard(withoutOthers);
  const { trackError } = card.detector.ecal as { trackError: number };
  const generator = electron.prepare({}, card);
  const key = runKeyFromSeed("electron-identification.test");
  const places: number[] = [];
  // The place of the electron behind the magnets is taken when the event has gone through all parts.
  let last: () => [number, number] = () => [Number.NaN, Number.NaN];
  const simulate = prepareSimulation(
    {
      ...generator,
      write: (truth, i, random) => {
        generator.write(truth, i, random);
        const p = truth.particles.count - 1;
        last = () => [truth.particles.xAt(p, 0), truth.particles.yAt(p, 0)];
      },
    },
    card,
    key,
  );
  for (let event = 0; event < 4000; event++) {
    const { columns } = simulate(event, 1);
    const [x, y] = last();
    const good = columns.trackCount[0] === 1 && Math.abs(columns.trackMomentum[0]! - 100) < 2;
    if (good) places.push(columns.trackX[0]! - x, columns.trackY[0]! - y);
  }
  const rms = Math.sqrt(places.reduce((sum, off) => sum + off * off, 0) / places.length);
  expect(places.length).toBeGreaterThan(4000);
  expect(Math.abs(rms / trackError - 1)).toBeLessThan(4 / Math.sqrt(2 * places.length) + 0.01);
});
