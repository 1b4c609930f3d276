import type { z } from "zod";
import { count, plain } from "../tables/quantity.ts";
import { section } from "../tables/section.ts";
import { ns } from "../units.ts";
import type { PileupAlgorithm } from "./pileup-algorithm.ts";
import { tabulatePulseFilter } from "./pulse-filter.ts";
import { prepareTail } from "./tail.ts";

const schema = section("Tail subtraction: takes off what earlier pulses leave under the pulse", {
  tailSamples: count("samples at the start of the record from which the tail is found", { min: 2, max: 16 }),
  threshold: plain(
    "what stands out of the noise, counts: mean of these samples above their pedestals for a tail, amplitude for a time",
    { min: 0 },
  ),
});

/** The front of a pulse and its top: samples from this long before the peak to this long after it are read. */
const front = 50 * ns;
const top = 25 * ns;

/**
 * Tail subtraction: the tail of pulses before the record is found from its first samples and taken off (COMPASS-CORAL, Correct_Background_Exp).
 * From 50 ns after its peak any pulse is a sum of the two known exponentials, and so are several: the two heights are the least squares of the
 * first samples, none below 0. The pulse is read at the trigger time, by the tabulated shape. Its error is 0.56 times the noise, and 1.2 times
 * more where a tail is taken off.
 *
 * A tail and a pedestal look alike in so few samples: the pedestals are those of the card, which the front end sets, and not found from the
 * event. Pulses that peak later than 50 ns before the record are not known to it. The time is NaN where the amplitude is below
 * `threshold`, or the pulse not within 25 ns of the trigger.
 */
export const tailSubtraction: PileupAlgorithm<z.output<typeof schema>> = {
  name: "tail-subtraction",
  about: "pulse at the trigger time, less the tail of earlier pulses that the first samples show",
  schema,
  prepare: ({ tailSamples, threshold }, { msadc, pulse, energyPerCount }) => {
    const { samples, samplingPeriod, peakSample, pedestalEven, pedestalOdd } = msadc;
    const { step, stepsPerSample } = pulse;
    const before = Math.max(front, samplingPeriod);
    const after = Math.max(top, samplingPeriod);
    const earliest = Math.floor((peakSample - 0.5) * stepsPerSample);
    const latest = Math.ceil((peakSample + 0.5) * stepsPerSample);
    const { begin, length, amplitude, delay } = tabulatePulseFilter(pulse, {
      samples,
      earliest,
      latest,
      before,
      after,
      freePedestals: false,
    });
    const tail = prepareTail(msadc, tailSamples, threshold);
    const values = new Float64Array(samples);

    return ({ channels, counts, start }, result) => {
      const row = Math.round(-start / step) - earliest;
      const from = begin[row]!;
      const weights = row * length - from;
      const atRow = start + (earliest + row) * step;
      for (let c = 0; c < channels; c++) {
        const base = c * samples;
        for (let k = 0; k < tailSamples; k++) {
          values[k] = counts[base + k]! - (k % 2 === 0 ? pedestalEven : pedestalOdd);
        }
        const found = tail.find(values);
        for (let k = from; k < from + length; k++) {
          values[k] = counts[base + k]! - (k % 2 === 0 ? pedestalEven : pedestalOdd);
          if (found) values[k]! -= tail.at(k);
        }
        let height = 0;
        let later = 0;
        for (let k = from; k < from + length; k++) {
          height += amplitude[weights + k]! * values[k]!;
          later += delay[weights + k]! * values[k]!;
        }
        result.energy[c] = height * energyPerCount[c]!;
        const time = height >= threshold ? atRow + later / height : Number.NaN;
        result.time[c] = Math.abs(time) <= after ? time : Number.NaN;
      }
    };
  },
};
