import type { z } from "zod";
import { count, plain } from "../tables/quantity.ts";
import { section } from "../tables/section.ts";
import { ns } from "../units.ts";
import type { PileupAlgorithm } from "./pileup-algorithm.ts";
import { frontAndTop, tabulatePulseFilter } from "./pulse-filter.ts";
import { prepareTail } from "./tail.ts";

const schema = section("Tail subtraction: takes off what earlier pulses leave under the pulse", {
  tailSamples: count("samples at the start of the record from which the tail is found", { min: 2, max: 16 }),
  threshold: plain(
    "what stands out of the noise, counts: mean of these samples above their pedestals for a tail, amplitude for a time",
    { min: 0 },
  ),
});

/** Farther than this from the trigger no time is given: the linear filter holds near its row. */
const inTime = 25 * ns;

/**
 * Tail subtraction: the tail of earlier pulses is found from the first samples and taken off (COMPASS-CORAL, Correct_Background_Exp), with the
 * two exponentials of the pulse in place of one; see `prepareTail`. What is left is read at the trigger time by the tabulated pulse, from its
 * front and top: linear, so that an empty channel reads zero on average; its error is 0.56 times the noise, and 1.2 times more under a tail.
 *
 * A tail and a pedestal look alike in so few samples: the pedestals are those of the card, which the front end sets, and not found from the event.
 * Pulses that peak later than some 175 ns before the trigger are not known to it, those that peak up to 80 ns after it neither, and are in the
 * sum: it reads too much then, seldom too little. The time is NaN where the amplitude is below `threshold`, or the pulse not within 25 ns of the
 * trigger.
 */
export const tailSubtraction: PileupAlgorithm<z.output<typeof schema>> = {
  name: "tail-subtraction",
  about: "pulse at the trigger time, less the tail of earlier pulses that the first samples show",
  schema,
  prepare: ({ tailSamples, threshold }, { msadc, pulse, energyPerCount }) => {
    const { samples, samplingPeriod, peakSample, pedestalEven, pedestalOdd } = msadc;
    const { step, stepsPerSample } = pulse;
    const earliest = Math.floor((peakSample - 0.5) * stepsPerSample);
    const latest = Math.ceil((peakSample + 0.5) * stepsPerSample);
    const { begin, weights, length, amplitude, delay } = tabulatePulseFilter(pulse, {
      samples,
      earliest,
      latest,
      ...frontAndTop(samplingPeriod),
      freePedestals: false,
    });
    const tail = prepareTail(msadc, tailSamples, threshold);
    const values = new Float64Array(samples);

    return ({ channels, counts, start }, result) => {
      const row = Math.round(-start / step) - earliest;
      const from = begin[row]!;
      const place = weights[row]! - from;
      const atRow = start + (earliest + row) * step;
      for (let c = 0; c < channels; c++) {
        const base = c * samples;
        for (let k = 0; k < tailSamples; k++) {
          values[k] = counts[base + k]! - (k % 2 === 0 ? pedestalEven : pedestalOdd);
        }
        const found = tail.find(values, 0);
        for (let k = from; k < from + length; k++) {
          values[k] = counts[base + k]! - (k % 2 === 0 ? pedestalEven : pedestalOdd);
          if (found) values[k]! -= tail.at(k);
        }
        let height = 0;
        let later = 0;
        for (let k = from; k < from + length; k++) {
          height += amplitude[place + k]! * values[k]!;
          later += delay[place + k]! * values[k]!;
        }
        result.energy[c] = height * energyPerCount[c]!;
        const time = height >= threshold ? atRow + later / height : Number.NaN;
        result.time[c] = Math.abs(time) <= inTime ? time : Number.NaN;
      }
    };
  },
};
