import { describe, expect, test } from "vitest";
import {
  atHcal,
  beamElectrons,
  beamPions,
  endingAtEcal,
  noOthers,
  type Others,
  prepareSources,
  type Source,
} from "../../scripts/calorimeters-events.ts";
import { atIntensity } from "../../src/beam/intensity.ts";
import { pion } from "../../src/event/particle.ts";
import { writeWithoutVertex } from "../../src/event/truth.ts";
import { prepareOverlay } from "../../src/pileup/overlay.ts";
import { purpose } from "../../src/random/purpose.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { prepareSimulation } from "../../src/simulation/simulate-batch.ts";
import { GeV } from "../../src/units.ts";
import { deviation, moments } from "../random/standard-errors.ts";
import { shippedCard } from "../shipped-card.ts";

const key = runKeyFromSeed("calorimeters-events.test");
const card = shippedCard();
const simulate = prepareSources(card, key);
const alone = noOthers(card);

/** A column of events of a source. */
async function read(
  source: Source,
  count: number,
  column: "ecalEnergy" | "hcalTotalEnergy",
  others: Others = alone,
) {
  const parts = column === "ecalEnergy" ? ["tracker", "ecal"] : ["hcal"];
  const found: number[] = [];
  await simulate(source, { count, others, read: parts }, (events) => found.push(events[column][0]!));
  return found;
}

test("calorimeters read what they read in a simulation of whole events: other parts are only left out", async () => {
  const without = { ...card, beam: atIntensity(card.beam, 0) };
  for (const [of, others] of [
    [without, alone],
    [card, prepareOverlay(card)],
  ] as const) {
    const source = beamElectrons(card, 100 * GeV);
    const whole = prepareSimulation(
      {
        facts: [],
        write: (truth, i, random) => {
          source.add(truth, i, random);
          writeWithoutVertex(truth.columns, i, 1);
        },
      },
      of,
      key,
    )(purpose(`calorimeters/${source.name}`) * 0x10_0000, 30);
    expect(await read(source, 30, "ecalEnergy", others)).toEqual(Array.from(whole.columns.ecalEnergy));
    expect(await read(source, 30, "hcalTotalEnergy", others)).toEqual(
      Array.from(whole.columns.hcalTotalEnergy),
    );
  }
});

describe("sources", () => {
  test("electrons of any momentum hit the ECAL where those of the beam do, with its spread", async () => {
    const atEcal = async (energy: number) => {
      const [x, energies] = [[] as number[], [] as number[]];
      const { name, add } = beamElectrons(card, energy);
      const source: Source = {
        name,
        add: (truth, i, random) => {
          add(truth, i, random);
          const { particles, columns } = truth;
          x.push(particles.xAt(particles.count - 1, 0));
          energies.push(columns.beamEnergy[i]! / energy);
        },
      };
      await simulate(source, { count: 2000, others: alone, read: [] }, () => {});
      let k = 0;
      const place = moments(2000, () => x[k++]!);
      k = 0;
      return { place, spread: moments(2000, () => energies[k++]!) };
    };
    // A spot of 8 mm, and 1 % of the bend of 21 mrad over the 17.6 m from the middle of the magnets.
    const expected = Math.hypot(8, 0.01 * 20.99 * 17.6);
    for (const energy of [1 * GeV, 100 * GeV]) {
      const { place, spread } = await atEcal(energy);
      expect(deviation(place.mean, 0, expected / Math.sqrt(2000))).toBeLessThan(4);
      expect(
        deviation(place.variance, expected * expected, expected * expected * Math.sqrt(2 / 2000)),
      ).toBeLessThan(4);
      expect(deviation(Math.sqrt(spread.variance), 0.01, 0.01 / Math.sqrt(4000))).toBeLessThan(4);
    }
  });

  test("pions at the HCAL leave nothing in the ECAL, those of the beam do", async () => {
    const direct = atHcal(card, pion, 50 * GeV);
    const fromBeam = beamPions(card, 50 * GeV);
    const inEcal = async (source: Source) =>
      (await read(source, 200, "ecalEnergy")).filter((energy) => energy > 2 * GeV).length;
    expect(await inEcal(direct)).toBe(0);
    // 1 - exp(-1.34) interact.
    expect(await inEcal(fromBeam)).toBeGreaterThan(0.6 * 200);
    expect(
      (await read(direct, 200, "hcalTotalEnergy")).filter((energy) => energy > 30 * GeV).length,
    ).toBeGreaterThan(190);
  });

  test("an electron that ends at the ECAL is one that fires the counters and leaves nothing behind", async () => {
    const source = endingAtEcal(beamElectrons(card, 100 * GeV));
    let [fired, tracks] = [0, 0];
    const read = ["beamCounters", "tracker", "ecal", "veto"];
    await simulate(source, { count: 200, others: alone, read }, (events) => {
      if (events.beamCountersFired[0] === 3) fired++;
      if (events.trackCount[0] === 1) tracks++;
      expect(events.ecalEnergy[0]).toBeLessThan(1 * GeV);
    });
    expect(fired).toBeGreaterThan(175);
    expect(tracks).toBeGreaterThan(165);
  });

  test("of other energies are independent, of the same one the same", async () => {
    const relative = async (energy: number) =>
      (await read(beamElectrons(card, energy * GeV), 40, "ecalEnergy")).map((value) => value / energy);
    const [one, again, other] = [await relative(20), await relative(20), await relative(21)];
    expect(again).toEqual(one);
    const correlation = one.reduce((sum, value, k) => sum + (value - 1) * (other[k]! - 1), 0);
    const scale = Math.sqrt(
      one.reduce((sum, value) => sum + (value - 1) * (value - 1), 0) *
        other.reduce((sum, value) => sum + (value - 1) * (value - 1), 0),
    );
    expect(Math.abs(correlation / scale)).toBeLessThan(4 / Math.sqrt(40));
  });
});

test("they end where the signal says so", async () => {
  const controller = new AbortController();
  let taken = 0;
  const ended = prepareSources(card, key, controller.signal)(
    beamElectrons(card, 100 * GeV),
    { count: 1000, others: alone, read: [] },
    () => {
      if (++taken === 10) controller.abort();
    },
  );
  await expect(ended).rejects.toThrow("aborted");
  expect(taken).toBeLessThan(100);
});
