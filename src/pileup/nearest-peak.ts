import type { z } from "zod";
import { count, energy, plain, time } from "../tables/quantity.ts";
import { section } from "../tables/section.ts";
import { GeV, ns } from "../units.ts";
import { preparePeaks } from "./peaks.ts";
import type { PileupAlgorithm } from "./pileup-algorithm.ts";

const schema = section("Nearest peak: the algorithm of the paper, Sec. VI.A", {
  tailSamples: count("samples at the start of the record from which the tail of earlier peaks is found", {
    min: 2,
    max: 16,
  }),
  threshold: plain("rise of a peak above the valley before it, and fall behind it, counts", { min: 0.5 }),
  searchWindow: time("a channel whose nearest peak is farther than this from the trigger is empty", {
    min: 0,
    max: 500 * ns,
  }),
  timedAbove: energy("channels that read more must be in time", { min: 0, max: 1000 * GeV }),
  timeWindow: time("these must have their peak within this of the trigger", { min: 0, max: 500 * ns }),
});

/**
 * Nearest peak, the paper's algorithm (Sec. VI.A): of the peaks of a channel the one nearest to the trigger is taken, less what the
 * others contribute, and in a channel of more than 1 GeV it must stand within 2 ns of the trigger.
 *
 * What the paper leaves open is done like this. A peak rises above the valley before it by `threshold`, and falls as much; one on the slope of a
 * larger pulse that does not rise is not seen. Heights and times are those of the tabulated pulses that fit front and top of the peaks best, each less
 * the others: 0.75 ns at 1 GeV, which loses 1 % there; the crossing of half the height, 1.0 ns, would lose 4 %. The neighbours before the
 * record have no peak in it: what they leave is taken off as a tail. For that the pedestals are those of the card, since the first samples hold
 * the tail: with their mean as pedestal the dead window is 455 ns for 1200 counts, and all losses of Table I together are 234 ns.
 *
 * A channel that fails reads 0 and has no time: one of more than 1 GeV out of time, or of less with its nearest peak outside `searchWindow`. The
 * paper requests it of all cells and does not say what becomes of an event with one that fails; here E_ECAL is too low, and nine of ten such
 * events fail the shower shape.
 */
export const nearestPeak: PileupAlgorithm<z.output<typeof schema>> = {
  name: "nearest-peak",
  about: "the paper's: nearest peak less its neighbours, within 2 ns for channels above 1 GeV",
  schema,
  prepare: (card, electronics) => {
    const { searchWindow, timedAbove, timeWindow } = card;
    const { energyPerCount } = electronics;
    const { search, nearest, read } = preparePeaks(electronics, card);
    const { list, height, time } = search;

    return ({ channels, counts, start }, result) => {
      for (let c = 0; c < channels; c++) {
        result.energy[c] = 0;
        result.time[c] = Number.NaN;
      }
      const rows = search.select(counts);
      read(rows, start);
      for (let n = 0; n < rows; n++) {
        const c = list[n]!;
        const p = nearest[n]!;
        if (p < 0) continue;
        const found = height[p]! * energyPerCount[c]!;
        if (Math.abs(time[p]!) > (found > timedAbove ? timeWindow : searchWindow)) continue;
        result.energy[c] = found;
        result.time[c] = time[p]!;
      }
    };
  },
};
