import type { z } from "zod";
import { count } from "../tables/quantity.ts";
import { section } from "../tables/section.ts";
import { prepareChannelFits } from "./channel-fits.ts";
import { fitEntries } from "./fit-card.ts";
import type { PileupAlgorithm } from "./pileup-algorithm.ts";
import { preparePulseGrid } from "./pulse-grid.ts";

const schema = section("Multifit: amplitudes at all times of a grid at once, none of them negative", {
  ...fitEntries,
  stepsPerSample: count("times of the grid per sampling period", { min: 1, max: 8 }),
});

/**
 * Non-negative least squares of the amplitudes at the trigger's time and at all times of a grid, as the multifit of CMS (CMS-2020) with a
 * grid in place of bunch crossings, since this beam comes at any time. The covariance of the samples is that of white noise and
 * rounding, with two pedestals of which nothing is known. Neighbours on the grid are one pulse, whose time is refined by
 * Gauss-Newton; what the grid takes for one pulse and is two is found as in the template fit.
 */
export const multifit: PileupAlgorithm<z.output<typeof schema>> = {
  name: "multifit",
  about: "non-negative amplitudes at all times of a grid on each channel, then times refined",
  schema,
  prepare: (card, electronics) =>
    prepareChannelFits(electronics, card, ({ fit, lacking, admit, complete }) => {
      const grid = preparePulseGrid(electronics, card, fit.pulses);
      return (waveforms, c) => {
        if (lacking() < 0) return;
        const seeds = grid.find(waveforms, c);
        if (seeds > 0) admit(grid.times, seeds, c);
        complete();
      };
    }),
};
