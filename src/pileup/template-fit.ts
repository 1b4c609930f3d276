import type { z } from "zod";
import { section } from "../tables/section.ts";
import { prepareFirstLook } from "./first-look.ts";
import { fitEntries } from "./fit-card.ts";
import type { PileupAlgorithm } from "./pileup-algorithm.ts";
import { preparePulseAdmission } from "./pulse-admission.ts";

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
    const { fit, complete } = preparePulseAdmission(electronics, card, channels);
    const group = new Int32Array(1);
    return (waveforms, result) => {
      first.all(waveforms);
      for (let c = 0; c < channels; c++) {
        if (first.isExplained[c] === 1) {
          result.energy[c] = first.amplitudes[c]! * energyPerCount[c]!;
          result.time[c] = first.times[c]!;
          continue;
        }
        group[0] = c;
        fit.begin(waveforms, group, 1);
        complete();
        result.energy[c] = fit.amplitude(c, 0) * energyPerCount[c]!;
        result.time[c] = fit.time;
      }
    };
  },
};
