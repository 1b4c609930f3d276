import { describe, expect, test } from "vitest";
import { binOf, middleOf, prepareDoubleRatio, ratioEdges } from "../../scripts/double-ratio.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { deviation, moments } from "../random/standard-errors.ts";

const random = new RandomStream(runKeyFromSeed("double-ratio"));
const forms = ["exponential", "hyperbola", "gaussian"] as const;

/** A signal of three energies. */
const signal = { energies: [0.5, 4.5, 70, 30], weights: [1, 2, 1, 4] };

/** Pairs with energies evenly from 1 to 60 GeV, of which others leave the share `kept`. */
function pairs(count: number, kept: (energy: number) => number) {
  const ratio = prepareDoubleRatio();
  for (let event = 0; event < count; event++) {
    const energy = 1 + 59 * random.uniform();
    const weight = 0.5 + random.uniform();
    ratio.add(event, "monteCarlo", energy, weight);
    if (random.uniform() < kept(energy)) ratio.add(event, "data", energy, weight);
  }
  return ratio.findings([signal]);
}

describe("laws", () => {
  test("identical samples have RR 1 and the correction 1, without an error", () => {
    random.seek(1, 0);
    const { bins, efficiency, plateau, corrections } = pairs(2000, () => 1);
    for (const { ratio } of bins) expect(ratio).toBeCloseTo(1, 12);
    for (const { mean, error } of [
      efficiency,
      plateau,
      corrections[0]!.mean,
      corrections[0]!.byBins,
      corrections[0]!.overPlateau,
      ...forms.map((form) => corrections[0]!.byFits[form]),
    ]) {
      expect(mean).toBeCloseTo(1, 9);
      expect(error).toBeCloseTo(0, 9);
    }
    expect(corrections[0]!.spread).toBeCloseTo(0, 9);
  });

  test("over the Monte Carlo's spectrum the mean of RR is 1, as the shares add up to 1", () => {
    random.seek(2, 0);
    const { bins } = pairs(5000, (energy) => 0.9 - 0.5 * Math.exp(-energy / 5));
    const sum = (pick: (bin: (typeof bins)[0]) => number) => bins.reduce((all, bin) => all + pick(bin), 0);
    expect(sum(({ ratio, monteCarloShare }) => ratio * monteCarloShare)).toBeCloseTo(1, 12);
    expect(sum(({ dataShare }) => dataShare)).toBeCloseTo(1, 12);
  });

  test("a loss that is the same at all energies is in f, not in RR", () => {
    random.seek(3, 0);
    const { efficiency, corrections } = pairs(20_000, () => 0.8);
    expect(deviation(efficiency.mean, 0.8, efficiency.error)).toBeLessThan(4);
    expect(efficiency.error / Math.sqrt((0.8 * 0.2) / 20_000)).toBeCloseTo(1, 0);
    const { mean, error } = corrections[0]!.mean;
    expect(deviation(mean, 1, error)).toBeLessThan(4);
    expect(corrections[0]!.efficiency.mean).toBeCloseTo(mean * efficiency.mean, 12);
  });
});

describe("the correction", () => {
  random.seek(4, 0);
  const kept = (energy: number) => 0.9 * (1 - 0.7 * Math.exp(-energy / 6));
  const found = pairs(40_000, kept);
  const [correction] = found.corrections;

  test("by bins is a weighted mean of RR in the bins of the signal, or the nearest", () => {
    const { bins } = found;
    const ratios = [bins[0]!, bins[binOf(4.5)!]!, bins.at(-1)!, bins[binOf(30)!]!].map(({ ratio }) => ratio);
    const mean = ratios.reduce((sum, ratio, k) => sum + signal.weights[k]! * ratio, 0) / 8;
    expect(correction!.byBins.mean).toBeCloseTo(mean, 12);
  });

  test("by a fit is that of the curve, and of a curve of its form what was put in", () => {
    const truth = signal.energies.reduce((sum, energy, k) => sum + signal.weights[k]! * kept(energy), 0) / 8;
    const { mean, error } = correction!.byFits.exponential;
    expect(deviation(mean * found.efficiency.mean, truth, error)).toBeLessThan(4);
    const byHand =
      signal.energies.reduce(
        (sum, energy, k) => sum + signal.weights[k]! * found.fits.gaussian.at(energy),
        0,
      ) / 8;
    expect(correction!.byFits.gaussian.mean).toBeCloseTo(byHand, 12);
    const values = forms.map((form) => correction!.byFits[form].mean);
    expect(correction!.spread).toBeCloseTo(Math.max(...values) - Math.min(...values), 12);
    expect(correction!.overPlateau.mean).toBeCloseTo(correction!.mean.mean / found.plateau.mean, 12);
  });

  test("has the error that repeats have, and so have the bins", () => {
    random.seek(5, 0);
    const repeats = 60;
    const of: number[][] = [];
    const errors = [0, 0, 0];
    for (let k = 0; k < repeats; k++) {
      const { bins, corrections, plateau } = pairs(3000, kept);
      const each = [corrections[0]!.mean, plateau, { mean: bins[3]!.ratio, error: bins[3]!.error }];
      of.push(each.map(({ mean }) => mean));
      for (const [j, { error }] of each.entries()) errors[j]! += error / repeats;
    }
    for (const j of [0, 1, 2]) {
      let k = 0;
      const spread = Math.sqrt(moments(repeats, () => of[k++]![j]!).variance);
      expect(errors[j]! / spread).toBeGreaterThan(0.65);
      expect(errors[j]! / spread).toBeLessThan(1.5);
    }
  });
});

test("bins hold their lower edge; nothing outside counts", () => {
  expect([0.99, 1, 1.99, 2, 59.9, 60, Number.NaN].map(binOf)).toEqual([
    undefined,
    0,
    0,
    1,
    ratioEdges.length - 2,
    undefined,
    undefined,
  ]);
  expect(middleOf(0)).toBe(1.5);
  const ratio = prepareDoubleRatio();
  ratio.add(0, "data", 70, 1);
  const { bins, corrections, efficiency } = ratio.findings([signal]);
  expect(bins.every(({ ratio }) => Number.isNaN(ratio))).toBe(true);
  expect([efficiency.mean, corrections[0]!.byBins.mean, corrections[0]!.mean.mean]).toEqual([
    Number.NaN,
    Number.NaN,
    Number.NaN,
  ]);
});
