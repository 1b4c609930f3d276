import type { z } from "zod";
import { section } from "../tables/section.ts";
import { prepareFirstLook } from "./first-look.ts";
import { fitEntries } from "./fit-card.ts";
import { prepareInTimeFit } from "./in-time-fit.ts";
import type { PileupAlgorithm } from "./pileup-algorithm.ts";

const schema = section("Template fit: as many pulses on a channel as its samples ask for", fitEntries);

/**
 * Fit of two or more pulses of the known shape to each channel by itself, Gauss-Newton on their times, with amplitudes and both
 * pedestals linear. Pulses are added where they lower chi-squared most, until it is good.
 */
export const templateFit: PileupAlgorithm<z.output<typeof schema>> = {
  name: "template-fit",
  about: "fit of pulses of known shape to each channel: times, amplitudes and pedestals",
  schema,
  prepare: (card, electronics) => {
    const { energyPerCount } = electronics;
    const channels = energyPerCount.length;
    const first = prepareFirstLook(electronics, card, channels);
    const { pulses, times, begin, settle, addMissing, isFree } = prepareInTimeFit(
      electronics,
      card,
      channels,
    );
    const group = new Int32Array(1);
    return (waveforms, result) => {
      first.all(waveforms);
      for (let c = 0; c < channels; c++) {
        let amplitude = first.amplitudes[c]!;
        let time = first.times[c]!;
        if (first.isExplained[c] === 0) {
          group[0] = c;
          begin(waveforms, group, 1);
          settle();
          addMissing();
          amplitude = times.amplitudes[c * pulses.most]!;
          time = isFree() ? pulses.times[0]! : Number.NaN;
        }
        result.energy[c] = amplitude * energyPerCount[c]!;
        result.time[c] = time;
      }
    };
  },
};
