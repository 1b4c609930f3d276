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
 * The paper leaves open, and it is done here like this. A peak rises above the valley before it, and falls again, by `threshold`. Its
 * height and time are those of the tabulated pulse that fits its front and top best, less the pulses of the other peaks, three times in
 * turn: 0.8 ns at 1 GeV, where the crossing of half the height (COMPASS-CORAL) has 1.5 ns and would lose a fifth of the good channels. A
 * channel without a peak in `searchWindow`, or of more than 1 GeV and out of time, reads 0 and has no time: the paper asks it of all
 * cells and does not say what becomes of an event with one that fails. Pedestals are the mean of the first samples, so that what an earlier pulse
 * leaves there is missing from the height.
 */
export const nearestPeak: PileupAlgorithm<z.output<typeof schema>> = {
  name: "nearest-peak",
  about: "the paper's: nearest peak less its neighbours, within 2 ns for channels above 1 GeV",
  schema,
  prepare: (card, { msadc, pulse, energyPerCount }) => {
    const { tailSamples, threshold, searchWindow, timedAbove, timeWindow } = card;
    const { samples, pedestalEven, pedestalOdd } = msadc;
    const values = new Float64Array(samples);
    const peaks = preparePeaks(msadc, pulse, { threshold, tailSamples });

    return ({ channels, counts, start }, result) => {
      for (let c = 0; c < channels; c++) {
        const base = c * samples;
        result.energy[c] = 0;
        result.time[c] = Number.NaN;
        let highest = 0;
        for (let k = 0; k < samples; k++) {
          const value = counts[base + k]! - (k % 2 === 0 ? pedestalEven : pedestalOdd);
          values[k] = value;
          if (value > highest) highest = value;
        }
        if (highest < threshold) continue;
        const nearest = peaks.nearest(values, start);
        if (nearest < 0) continue;
        const found = peaks.height[nearest]! * energyPerCount[c]!;
        const away = Math.abs(peaks.time[nearest]!);
        if (away > (found > timedAbove ? timeWindow : searchWindow)) continue;
        result.energy[c] = found;
        result.time[c] = peaks.time[nearest]!;
      }
    };
  },
};
