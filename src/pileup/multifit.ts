import type { z } from "zod";
import { count } from "../tables/quantity.ts";
import { section } from "../tables/section.ts";
import { prepareFirstLook } from "./first-look.ts";
import { fitEntries } from "./fit-card.ts";
import { prepareInTimeFit } from "./in-time-fit.ts";
import type { PileupAlgorithm } from "./pileup-algorithm.ts";
import { preparePulseGrid } from "./pulse-grid.ts";
import { sampleVariance } from "./sample-variance.ts";

const schema = section("Multifit: amplitudes at all times of a grid at once, none of them negative", {
  ...fitEntries,
  stepsPerSample: count("times of the grid per sampling period", { min: 1, max: 8 }),
});

/**
 * Non-negative least squares of the amplitudes at the trigger's time and at all times of a grid, as the multifit of CMS (CMS-2020) with a
 * grid in place of bunch crossings, since this beam comes at any time. The samples' covariance is that of white noise and rounding,
 * with two pedestals of which nothing is known. Neighbours on the grid are one pulse, whose time is refined by Gauss-Newton.
 */
export const multifit: PileupAlgorithm<z.output<typeof schema>> = {
  name: "multifit",
  about: "non-negative amplitudes at all times of a grid on each channel, times refined",
  schema,
  prepare: (card, electronics) => {
    const { energyPerCount } = electronics;
    const channels = energyPerCount.length;
    const first = prepareFirstLook(electronics, card, channels);
    const { pulses, times, begin, settle, admit, hasRoom, worstChannel, isFree } = prepareInTimeFit(
      electronics,
      card,
      channels,
    );
    const seeds = preparePulseGrid(electronics, card, pulses);
    const group = new Int32Array(1);
    const noise = sampleVariance(electronics.msadc);
    const { significance, modelError } = card;
    /** A pulse that is worth less is taken for noise, or for the error of the shape of those that are there. */
    const leastGain = (c: number): number =>
      significance * significance * (noise + (modelError * modelError * first.squares[c]!) / pulses.used);
    return (waveforms, result) => {
      first.all(waveforms);
      for (let c = 0; c < channels; c++) {
        let amplitude = first.amplitudes[c]!;
        let time = first.times[c]!;
        if (first.isExplained[c] === 0) {
          group[0] = c;
          begin(waveforms, group, 1);
          settle();
          if (worstChannel() >= 0) {
            const count = seeds.find(waveforms, c, leastGain(c));
            for (let n = 0; n < count && hasRoom() && worstChannel() >= 0; n++) admit(seeds.times[n]!, c);
          }
          amplitude = times.amplitudes[c * pulses.most]!;
          time = isFree() ? pulses.times[0]! : Number.NaN;
        }
        result.energy[c] = amplitude * energyPerCount[c]!;
        result.time[c] = time;
      }
    };
  },
};
