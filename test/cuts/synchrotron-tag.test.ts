import { describe, expect, test } from "vitest";
import { synchrotronTag } from "../../cuts/synchrotron-tag.ts";
import { MeV } from "../../src/units.ts";
import { justAbove, justBelow, passes } from "./passes.ts";

const thresholds = { above: 1 * MeV, below: 100 * MeV };
const good = 10 * MeV;

test("all three counters within the range pass", () => {
  expect(passes(synchrotronTag, thresholds, { srdEnergy: [good, good, good] })).toBe(true);
});

describe.each([0, 1, 2])("counter %i", (counter) => {
  test.each([
    ["just above the lower edge", justAbove(thresholds.above), true],
    ["just below it", justBelow(thresholds.above), false],
    ["empty", 0, false],
    ["just below the upper edge", justBelow(thresholds.below), true],
    ["just above it", justAbove(thresholds.below), false],
    ["absent", Number.NaN, false],
  ])("%s", (_, energy, passed) => {
    const srdEnergy = [good, good, good];
    srdEnergy[counter] = energy;
    expect(passes(synchrotronTag, thresholds, { srdEnergy })).toBe(passed);
  });
});

test("both edges belong to the range", () => {
  const edges = { above: 1, below: 4 };
  expect(passes(synchrotronTag, edges, { srdEnergy: [1, 4, 2] })).toBe(true);
});

test.each([
  [[0, 30, 60], true],
  [[0.3, 0.3, 0.3], false],
  [[60, 30, 30], false],
  [[Number.NaN, 30, 30], false],
])("the sum of counters that are one: %j MeV", (energies, passed) => {
  const srdEnergy = energies.map((energy) => energy * MeV);
  expect(passes(synchrotronTag, { ...thresholds, counters: "sum" }, { srdEnergy })).toBe(passed);
});
