import { expect, test } from "vitest";
import { rankingOf, shownIntensity } from "../../scripts/pileup-ranking.ts";
import { beamRate } from "../../src/beam/intensity.ts";
import { GeV } from "../../src/units.ts";
import { beam, contest, dead, events, intensities } from "./pileup-contest.ts";

const made = contest((algorithm, intensity) => Math.round(dead(algorithm === 0 ? 400 : 100, intensity)));
const [first, second] = rankingOf(made, 3);

test("the best is first, by its mean efficiency, and ahead by the difference of the two", () => {
  expect([first!.algorithm, first!.rank, second!.algorithm, second!.rank]).toEqual(["two", 1, "one", 2]);
  const mean = (tau: number): number =>
    intensities.slice(1).reduce((sum, intensity) => sum + Math.round(dead(tau, intensity)) / events / 3, 0);
  expect(first!.score).toBeCloseTo(mean(100), 12);
  expect(first!.ahead).toBeCloseTo(mean(100) - mean(400), 12);
  expect(second!.ahead).toBeNull();
  // Those lost by the better one are among those lost by the other: closer together than independent ones.
  expect(first!.aheadError).toBeLessThan(Math.hypot(first!.scoreError!, second!.scoreError!));
});

test("it is usable up to where a dead time leaves 90 %", () => {
  const limit = -Math.log(0.9) / 400 / beamRate(1, beam);
  expect(limit).toBeGreaterThan(1e6);
  expect(second!.usableUpTo! / limit).toBeCloseTo(1, 2);
  expect(second!.usableUpToPerSecond).toBeCloseTo(second!.usableUpTo! / 4.8, 0);
  expect(second!.usableUpToError).toBeGreaterThan(0);
  expect(first!.usableUpTo, "beyond all intensities").toBeNull();
});

test("below the first intensity it is on the way from clean events", () => {
  const steep = contest((_, intensity) => Math.round(dead(2000, intensity)));
  const limit = -Math.log(0.9) / 2000 / beamRate(1, beam);
  expect(limit).toBeLessThan(1e6);
  expect(rankingOf(steep, 1)[0]!.usableUpTo! / limit).toBeCloseTo(1, 2);
});

test("it works from the lowest bin on above which no bin fails", () => {
  const at = (low: number, high: number) =>
    rankingOf(
      contest((_, __, bin) => events * (bin === 0 ? low : high)),
      3,
    )[0]!.worksAbove_GeV;
  // Clean events are lost as often: it is the ratio that counts.
  expect(at(0.5, 0.5)).toBe(0);
  const falling = (fails: number) =>
    rankingOf(
      contest((_, intensity, bin) => (bin === fails && intensity > 0 ? 0.8 * events : events)),
      3,
    )[0]!;
  expect(falling(0).worksAbove_GeV).toBe(10);
  expect(falling(1).worksAbove_GeV).toBeNull();
  expect(falling(0).spectrumWorksAbove_GeV, "the spectrum is the same").toBe(0);
});

test("the spectrum is judged up to the 60 GeV of Fig. 11, and nothing is told of one without a bin there", () => {
  const moved = contest(() => events);
  const above = { ...moved, edges: moved.edges.map((edge) => edge + 60 * GeV) };
  expect(rankingOf(moved, 3)[0]!.spectrumWorksAbove_GeV).toBe(0);
  expect(rankingOf(above, 3)[0]!.spectrumWorksAbove_GeV).toBeNull();
  expect(rankingOf(above, 3)[0]!.worksAbove_GeV).toBe(60);
});

test("the intensity shown is the next to that of the card", () => {
  expect(shownIntensity({ intensities }, 4.6e6)).toBe(3);
  expect(shownIntensity({ intensities }, 1.3e6)).toBe(1);
  expect(shownIntensity({ intensities: [0, 0] }, 4.6e6)).toBe(1);
});
