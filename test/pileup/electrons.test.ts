import { describe, expect, it } from "vitest";
import { electron as electrons } from "../../generators/electron.ts";
import { ecal } from "../../src/detector/ecal.ts";
import { eventColumns } from "../../src/detector/events.ts";
import { allocate } from "../../src/event/columns.ts";
import { electron } from "../../src/event/particle.ts";
import { Pulses } from "../../src/event/pulses.ts";
import { truthOf } from "../../src/event/truth.ts";
import { gaussian } from "../../src/random/gaussian.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { prepareStreamedPart } from "../../src/simulation/part-streams.ts";
import type { RunCard } from "../../src/simulation/run-card.ts";
import { prepareSimulation } from "../../src/simulation/simulate-batch.ts";
import { GeV, MeV, mm } from "../../src/units.ts";
import { countDeviation } from "../random/standard-errors.ts";
import { oneMomentum, perfectChannels, shippedCard } from "../shipped-card.ts";
import { fits } from "./toy.ts";

const key = runKeyFromSeed("electrons.test");
const cells = 36;
const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);

/** What the ECAL reads of an electron: E_ECAL, and of each channel the true energy, that found and its time, GeV and ns. */
interface Reading {
  readonly read: number;
  readonly truly: Float64Array;
  readonly found: Float64Array;
  readonly time: ArrayLike<number>;
}

/** Electrons of one energy without others, read with a card; thresholds and scale are those of its ECAL. */
function readElectrons(card: RunCard, energy: number, events: number, each: (reading: Reading) => void) {
  const { scale } = card.detector.ecal as { readonly scale: number };
  const part = ecal.prepare(card.detector.ecal as never, card);
  const { readOut } = prepareStreamedPart("ecal", part, card);
  const batch = allocate(eventColumns, 1);
  const truth = truthOf(batch);
  const { particles } = truth;
  const pulses = new Pulses();
  const random = new RandomStream(key);
  const truly = new Float64Array(2 * cells);
  for (let event = 0; event < events; event++) {
    random.seek(event, 0);
    particles.clear();
    pulses.clear();
    truth.cascading = -1;
    const p = particles.add(electron, energy);
    particles.x[p] = 8 * mm * gaussian(random);
    particles.y[p] = 8 * mm * gaussian(random);
    part.deposit(truth, 0, random, pulses);
    const { energy: counted, time } = readOut.read(pulses, random);
    part.measure({ energy: counted, time }, 0, batch.columns);
    truly.fill(0);
    for (let k = 0; k < pulses.count; k++) truly[pulses.channel[k]!]! += scale * pulses.energy[k]!;
    const found = Float64Array.from(counted, (value) => scale * value);
    each({ read: batch.columns.ecalEnergy[0]!, truly, found, time });
  }
}

/** Means, GeV: E_ECAL, the sum of all channels whatever their thresholds, and of the true energies that of all channels and of those above threshold. */
function response(algorithm: string, energy: number, events = 1500) {
  const card = shippedCard([`pileup.algorithm=${algorithm}`, ...perfectChannels]);
  const { cellThreshold, preshowerCellThreshold } = card.detector.ecal as Record<string, number>;
  const mean = { read: 0, whole: 0, visible: 0, above: 0 };
  readElectrons(card, energy, events, ({ read, truly, found }) => {
    mean.read += read / events;
    for (let c = 0; c < 2 * cells; c++) {
      mean.whole += found[c]! / events;
      mean.visible += truly[c]! / events;
      if (truly[c]! >= (c < cells ? preshowerCellThreshold! : cellThreshold!))
        mean.above += truly[c]! / events;
    }
  });
  return mean;
}

describe.each(["optimal-filter", "tail-subtraction"])("electrons without others, read by %s", (algorithm) => {
  it.each([1, 20, 100])("of %s GeV: all channels together are what the cells have seen", (energy) => {
    const { whole, visible } = response(algorithm, energy * GeV);
    // 72 channels of 0.6 counts: 0.11 GeV an electron, 3 MeV in the mean of 1500.
    expect(Math.abs(whole - visible)).toBeLessThan(4 * 3 * MeV);
  });

  it.each([10, 50])("of %s GeV: E_ECAL is what all cells have seen, within 0.5 %", (energy) => {
    const { read, visible } = response(algorithm, energy * GeV);
    expect(Math.abs(read / visible - 1)).toBeLessThan(0.005);
  });
});

it("nearest-peak reads its cells as well, and seldom one below the threshold of a peak", () => {
  const { read, whole, above, visible } = response("nearest-peak", 20 * GeV);
  expect(Math.abs(read / visible - 1)).toBeLessThan(0.005);
  expect(whole / above).toBeGreaterThan(1);
  expect(whole / above).toBeLessThan(1.012);
});

describe.each(fits)(
  "electrons without others, with the errors of the card's channels, read by %s",
  (algorithm) => {
    it.each([20, 100])(
      "of %s GeV: within 1 %, or 0.5 GeV, and the hottest cell in time, in 99.5 %",
      (energy) => {
        const events = 1000;
        let [wrong, late] = [0, 0];
        const card = shippedCard([`pileup.algorithm=${algorithm}`]);
        readElectrons(card, energy * GeV, events, ({ truly, found, time }) => {
          const [whole, visible] = [sum(found), sum(truly)];
          if (Math.abs(whole - visible) > Math.max(0.01 * visible, 0.5 * GeV)) wrong++;
          const hottest = truly.indexOf(Math.max(...truly));
          // 0.1 ns of its offset, and 0.2 ns or less of its jitter.
          if (!(Math.abs(time[hottest]!) < 2)) late++;
        });
        expect(wrong).toBeLessThanOrEqual(0.005 * events);
        expect(late).toBeLessThanOrEqual(0.005 * events);
      },
    );
  },
);

// 40 000 electrons of a first run gave these shares.
describe("of the electrons of 100 GeV in run III", () => {
  it.each([
    ["highest-sample", 0.0765],
    ["nearest-peak", 0.0914],
    ["optimal-filter", 0.1084],
    ["tail-subtraction", 0],
  ])("%s reads a share of %s below 80 GeV", (algorithm, share) => {
    const card = shippedCard([`pileup.algorithm=${algorithm}`, ...oneMomentum]);
    const events = 3000;
    const { columns } = prepareSimulation(electrons.prepare({}, card), card, key)(0, events);
    const low = columns.ecalEnergy.filter((energy) => energy < 80 * GeV).length;
    if (share === 0) expect(low).toBeLessThan(4);
    else expect(countDeviation(low, events, share)).toBeLessThan(4);
    if (algorithm !== "nearest-peak") return;
    // A channel out of time reads 0, and the shower has another shape.
    const kept = columns.ecalEnergy.filter(
      (energy, i) => energy < 80 * GeV && columns.showerShape[i]! < 3,
    ).length;
    expect(kept).toBeLessThan(0.2 * low);
  });
});
