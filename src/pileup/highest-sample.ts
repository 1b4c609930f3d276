import type { z } from "zod";
import {
  prepareHighestKernel,
  type SearchSetup,
  type SearchWindow,
} from "../readout/kernel/highest-kernel.ts";
import { hasKernel } from "../readout/kernel/kernel.ts";
import type { Reconstructed } from "../readout/reconstructed.ts";
import { count, time } from "../tables/quantity.ts";
import { section } from "../tables/section.ts";
import { ns } from "../units.ts";
import { everySecondMean } from "./pedestal.ts";
import type { PileupAlgorithm } from "./pileup-algorithm.ts";

const schema = section("Highest sample: no treatment of pileup, the baseline", {
  pedestalSamples: count("samples at the start of the window from which the two pedestals are taken", {
    min: 2,
    max: 16,
  }),
  searchWindow: time("the highest sample is sought within this of the trigger", { min: 0, max: 500 * ns }),
});

/**
 * Highest sample within a window around the trigger, less the pedestal of its converter, with the height and time of the
 * parabola through it and its neighbours. Takes whatever pulse is largest: what an algorithm against pileup must beat.
 */
export const highestSample: PileupAlgorithm<z.output<typeof schema>> = {
  name: "highest-sample",
  about: "highest sample in a window around the trigger; no treatment of pileup",
  schema,
  prepare: ({ pedestalSamples, searchWindow }, { msadc, energyPerCount }) => {
    const { samples, samplingPeriod } = msadc;
    const setup = { samples, samplingPeriod, pedestalSamples, energyPerCount };
    const search = hasKernel ? prepareHighestKernel(setup) : prepareHighest(setup);
    const window = { first: 0, last: 0, start: 0 };
    // At least one sample with a neighbour on either side, however far from the record the trigger is.
    const inside = (sample: number): number => Math.max(1, Math.min(samples - 2, sample));
    return ({ counts, start }, result) => {
      window.start = start;
      window.first = inside(Math.ceil((-searchWindow - start) / samplingPeriod));
      window.last = Math.max(window.first, inside(Math.floor((searchWindow - start) / samplingPeriod)));
      search(counts, window, result);
    };
  },
};

/** The search as it is meant; the kernel gives the same bits, three times as fast. */
export function prepareHighest({ samples, samplingPeriod, pedestalSamples, energyPerCount }: SearchSetup) {
  const channels = energyPerCount.length;
  return (counts: Int16Array, { first, last, start }: SearchWindow, result: Reconstructed): void => {
    for (let c = 0; c < channels; c++) {
      const base = c * samples;
      const pedestalEven = everySecondMean(counts, base, base + pedestalSamples);
      const pedestalOdd = everySecondMean(counts, base + 1, base + pedestalSamples);
      let best = first;
      let height = Number.NEGATIVE_INFINITY;
      for (let k = first; k <= last; k++) {
        const value = counts[base + k]! - (k % 2 === 0 ? pedestalEven : pedestalOdd);
        if (value > height) {
          height = value;
          best = k;
        }
      }
      const other = best % 2 === 0 ? pedestalOdd : pedestalEven;
      const before = counts[base + best - 1]! - other;
      const after = counts[base + best + 1]! - other;
      const curvature = before - 2 * height + after;
      const isPeak = curvature < 0 && before <= height && after <= height;
      const shift = isPeak ? (0.5 * (before - after)) / curvature : 0;
      result.energy[c] = (height - 0.25 * (before - after) * shift) * energyPerCount[c]!;
      result.time[c] = start + (best + shift) * samplingPeriod;
    }
  };
}
