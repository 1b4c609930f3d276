import { expect, test } from "vitest";
import { groups, PileupSums } from "../../scripts/pileup-sums.ts";

const shape = { intensities: 2, readings: 3, bins: 4 };

test("what is added to a cell is in it and in no other", () => {
  const sums = new PileupSums(shape);
  sums.adder(7, { intensity: 1, reading: 2, bin: 3 })("weight", 5);
  sums.adder(8, { intensity: 1, reading: 2, bin: 1 })("weight", 2);
  sums.adder(8, { intensity: 1, reading: 2, bin: 1 })("efficient", 1);
  let total = 0;
  for (let intensity = 0; intensity < 2; intensity++)
    for (let reading = 0; reading < 3; reading++)
      for (let bin = 0; bin < 4; bin++) total += sums.tally({ intensity, reading, bin }).weight;
  expect(total).toBe(7);
  expect(sums.tally({ intensity: 1, reading: 2, bin: 3 })).toMatchObject({ weight: 5, efficient: 0 });
  expect(sums.tally({ intensity: 1, reading: 2 })).toMatchObject({ weight: 7, efficient: 1, events: 0 });
  expect(sums.tally({ intensity: 0, reading: 2 }).weight).toBe(0);
});

test("events are in groups by their numbers, one of which can be left out", () => {
  const sums = new PileupSums(shape);
  const cell = { intensity: 0, reading: 1, bin: 2 };
  for (let event = 100; event < 100 + 3 * groups; event++) sums.adder(event, cell)("weight", event);
  const total = sums.tally(cell).weight;
  for (let group = 0; group < groups; group++) {
    const own = [0, 1, 2].map((k) => 100 + k * groups + ((group + groups - (100 % groups)) % groups));
    expect(total - sums.tally(cell, group).weight).toBe(own.reduce((a, b) => a + b, 0));
  }
});

test("sums of two halves are those of the whole", () => {
  const [whole, first, second] = [1, 2, 3].map(() => new PileupSums(shape));
  for (let event = 0; event < 100; event++) {
    const cell = { intensity: event % 2, reading: event % 3, bin: event % 4 };
    for (const sums of [whole!, event < 50 ? first! : second!]) sums.adder(event, cell)("weight", event);
  }
  first!.merge(second!.values);
  expect(first!.values).toEqual(whole!.values);
});

test("an estimate has the error of the jackknife", () => {
  const sums = new PileupSums(shape);
  const cell = { intensity: 0, reading: 0, bin: 0 };
  // One event in each group: a share is a mean of as many zeros and ones.
  for (let event = 0; event < groups; event++) {
    const add = sums.adder(event, cell);
    add("weight", 1);
    if (event < 8) add("efficient", 1);
  }
  const { value, error } = sums.estimate((at) => at(cell).efficient / at(cell).weight);
  expect(value).toBe(0.4);
  expect(error).toBeCloseTo(Math.sqrt((0.4 * 0.6) / (groups - 1)), 12);
});
