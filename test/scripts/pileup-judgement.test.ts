import { expect, test } from "vitest";
import { prepareJudgement } from "../../scripts/pileup-judgement.ts";
import { PileupSums } from "../../scripts/pileup-sums.ts";
import { type Events, eventColumns } from "../../src/detector/events.ts";
import { allocate } from "../../src/event/columns.ts";
import { defineCut } from "../../src/selection/cut.ts";
import { GeV } from "../../src/units.ts";
import { shippedCard } from "../shipped-card.ts";

/** One event, of which the truth is the first energy and each reading one of the others. */
function batch(
  energies: readonly number[],
  changes: { weight?: number; timeOff?: number; hottest?: number } = {},
) {
  const { weight = 1, timeOff = 0, hottest = 5 } = changes;
  return {
    hottest: Float64Array.of(hottest),
    readings: energies.map((energy) => {
      const events = allocate(eventColumns, 1).columns as Events;
      events.ecalEnergy[0] = energy;
      events.weight[0] = weight;
      events.ecalTriggerEnergy[0] = 90 * GeV;
      return {
        events,
        timeOff: Float64Array.of(timeOff),
        wrong: Uint16Array.of(2),
        lost: Uint16Array.of(1),
      };
    }),
  };
}

const below60 = defineCut({
  name: "below-60",
  about: "for the test",
  thresholds: {},
  prepare: () => (events, i) => events.ecalEnergy[i]! < 60,
});
const card = shippedCard();
const criteria = { tolerance: 0.1, energyFloor: 0.5, timeWindow: 4, edges: [0, 10, 50, 120] };

function judged(energies: readonly number[], changes = {}) {
  const sums = new PileupSums({ intensities: 1, readings: energies.length, bins: 3 });
  prepareJudgement(criteria, [below60], card)(batch(energies, changes), 3, 0, sums);
  return (reading: number, bin?: number) => sums.tally({ intensity: 0, reading, bin });
}

test.each([
  ["within 10 %", [40, 43.9], "efficient"],
  ["more than 10 % above", [40, 44.1], "tooHigh"],
  ["more than 10 % below", [40, 35.9], "tooLow"],
  ["within the floor", [2, 2.49], "efficient"],
  ["beyond the floor", [2, 2.51], "tooHigh"],
] as const)("an energy %s of the perfect one", (_, energies, verdict) => {
  const tally = judged(energies)(1);
  for (const one of ["efficient", "tooLow", "tooHigh", "outOfTime"] as const)
    expect(tally[one], one).toBe(one === verdict ? 1 : 0);
});

test("the time of the hottest cell counts if it is above 1 GeV, and one without a pulse is out of time", () => {
  expect(judged([40, 40], { timeOff: 3.9 })(1)).toMatchObject({ efficient: 1, timed: 1, time: 3.9 });
  expect(judged([40, 40], { timeOff: -4.1 })(1)).toMatchObject({ efficient: 0, outOfTime: 1 });
  expect(judged([40, 40], { timeOff: Number.NaN })(1)).toMatchObject({ efficient: 0, outOfTime: 1 });
  expect(judged([2, 2], { timeOff: Number.NaN, hottest: 0.9 })(1)).toMatchObject({ efficient: 1, timed: 0 });
});

test("events count with their weights, in the bin of the true energy; the spectrum is of what was read", () => {
  const tally = judged([40, 44, 8], { weight: 3 });
  expect(tally(1, 1)).toMatchObject({ events: 1, weight: 3, weightSquares: 9, read: 3, wrong: 6, lost: 3 });
  expect(tally(1, 1).residual).toBeCloseTo(0.3, 6);
  expect(tally(1, 1).residualSquares).toBeCloseTo(0.03, 6);
  expect(tally(2, 1)).toMatchObject({ events: 1, weight: 3, tooLow: 3, read: 0 });
  expect(tally(2, 0)).toMatchObject({ events: 0, read: 3 });
  expect(judged([200, 200])(1).events, "beyond the bins").toBe(0);
  expect(judged([40, 40], { weight: 0 })(1).events, "not made").toBe(0);
});

test("of what the perfect reading selects, another keeps some; and selects what it does not", () => {
  const tally = judged([58, 57, 61]);
  expect(tally(0)).toMatchObject({ perfect: 1, selected: 1, kept: 1 });
  expect(tally(1)).toMatchObject({ perfect: 1, selected: 1, kept: 1 });
  expect(tally(2)).toMatchObject({ perfect: 1, selected: 0, kept: 0 });
  expect(judged([62, 58])(1)).toMatchObject({ perfect: 0, selected: 1, kept: 0 });
});

test("an electron that is all in the ECAL and is read below 80 GeV is a fake; the trigger's sum stands apart", () => {
  expect(judged([99, 44])(1)).toMatchObject({
    electrons: 1,
    below50: 1,
    below80: 0,
    triggered: 0,
    fakesSelected: 1,
  });
  expect(judged([99, 79])(1)).toMatchObject({ electrons: 1, below50: 0, below80: 1, fakesSelected: 0 });
  expect(judged([99, 81])(1)).toMatchObject({ electrons: 1, below50: 0, below80: 0 });
  expect(judged([94, 44])(1), "energy is missing truly").toMatchObject({ electrons: 0, below50: 0 });
});
