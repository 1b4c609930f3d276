import { expect, test } from "vitest";
import { rowOf, rowsOf, totalsOf } from "../../scripts/pileup-rows.ts";
import { PileupSums } from "../../scripts/pileup-sums.ts";
import { beamRate } from "../../src/beam/intensity.ts";
import { clopperPearson } from "../../src/statistics/efficiency.ts";
import { beam, contest, dead, events } from "./pileup-contest.ts";

const made = contest((algorithm, intensity, bin) =>
  Math.round(dead(algorithm === 0 ? 400 : 100 + 50 * bin, intensity)),
);

test("are there for each intensity, algorithm and bin; totals without bins; clean events are none of them", () => {
  expect(rowsOf(made)).toHaveLength(3 * 2 * 2);
  expect(totalsOf(made)).toHaveLength(3 * 2);
  expect(rowsOf(made)[3]).toMatchObject({ algorithm: "two", intensity: 1e6, ecalLow: 10, ecalHigh: 100 });
  expect(totalsOf(made)[1]).toMatchObject({
    algorithm: "two",
    intensity: 1e6,
    ecalLow: 0,
    ecalHigh: 100,
    events: 4000,
  });
  expect(rowsOf(made).every(({ intensity }) => intensity > 0)).toBe(true);
});

test("efficiencies have the interval of Clopper and Pearson, whatever the common weight", () => {
  const row = rowOf(made, 0, 2, 1);
  const { value, low, high } = clopperPearson(Math.round(dead(400, 2e6)), events);
  expect(row).toMatchObject({ efficiency: value });
  expect(row.efficiencyLow).toBeCloseTo(low, 9);
  expect(row.efficiencyHigh).toBeCloseTo(high, 9);
  const heavy = rowOf(
    contest((_, intensity) => Math.round(dead(400, intensity)), 1e-14),
    0,
    2,
    1,
  );
  expect(heavy.efficiencyLow).toBeCloseTo(low, 6);
  expect(heavy.efficiencyHigh).toBeCloseTo(high, 6);
});

test("tau is the dead time that the efficiency over that of clean events falls with", () => {
  for (const [algorithm, bin, tau] of [
    [0, 0, 400],
    [1, 0, 100],
    [1, 1, 150],
  ] as const) {
    const row = rowOf(made, algorithm, 3, bin);
    // Rounded to whole events: 0.5 of 2000 is 0.3 ns at this rate.
    expect(Math.abs(row.tau_ns! - tau)).toBeLessThan(1);
    // Of the events that are read well clean, a binomial number stays; the jackknife tells that to 16 %.
    const kept = row.relative!;
    const error = Math.sqrt((1 - kept) / (kept * 0.99 * events)) / beamRate(4e6, beam);
    expect(Math.abs(row.tauError_ns! / error - 1)).toBeLessThan(4 * 0.16);
  }
});

test("without other particles there is no tau, and the efficiency is that of clean events", () => {
  expect(rowOf(made, 0, 0, 1)).toMatchObject({ intensity: 0, efficiency: 0.99, relative: 1, tau_ns: null });
});

test("bias and widths are of the events read well", () => {
  const row = rowOf(made, 0, 1);
  expect(row.bias).toBeCloseTo(0.01, 12);
  expect(row.resolution).toBeCloseTo(0.02, 12);
  expect(row.timeResolution_ns).toBeCloseTo(0.5, 12);
  expect(row.microsecondsPerEvent).toBe(11);
  const { value } = clopperPearson(events - Math.round(dead(400, 1e6)), events);
  expect(row.below50!.value).toBeCloseTo(value, 12);
});

test("a bin without events has no efficiency, and any is possible", () => {
  const empty = { ...made, sums: new PileupSums(made.sums.shape) };
  expect(rowOf(empty, 0, 1, 0)).toMatchObject({
    ...{ efficiency: null, efficiencyLow: 0, efficiencyHigh: 1, bias: null, tau_ns: null, below50: null },
    events: 0,
  });
});
