import { type PeakSearch, preparePeakSearch } from "../readout/kernel/peak-search.ts";
import type { PulseShape } from "../readout/pulse-shape.ts";
import type { Electronics } from "./pileup-algorithm.ts";
import { frontAndTop, tabulatePulseFilter } from "./pulse-filter.ts";
import { prepareTail } from "./tail.ts";

/** How often each peak is fitted, less the others as they were found last; once less for one alone. */
const rounds = 3;

/** The peaks of the channels of a part. Scratch. */
export interface Peaks {
  /** The channels that are read, as rows, and their peaks. */
  readonly search: PeakSearch;
  /** Of each row the peak that is nearest to the trigger; -1 if there is none. */
  readonly nearest: Int32Array;
  /** Reads the first `rows` rows of the search, which are changed, with sample 0 at time `start`. */
  read(rows: number, start: number): void;
}

/** Finds peaks that rise and fall by `threshold` counts, and the pulses that make them. */
export function preparePeaks(
  { msadc, pulse, energyPerCount }: Electronics,
  { threshold, tailSamples }: { threshold: number; tailSamples: number },
): Peaks {
  const { samples, samplingPeriod, pedestalEven, pedestalOdd } = msadc;
  const { first, step, stepsPerSample } = pulse;
  const channels = energyPerCount.length;
  const earliest = -2 * stepsPerSample;
  const filter = tabulatePulseFilter(pulse, {
    samples,
    earliest,
    latest: (samples + 1) * stepsPerSample,
    ...frontAndTop(samplingPeriod),
    freePedestals: false,
  });
  const search = preparePeakSearch({
    ...{ channels, samples, samplingPeriod, pedestalEven, pedestalOdd, threshold },
    // A pulse on the slope of another has its highest sample that far from its peak, at most.
    farthest: 2 * samplingPeriod,
    filter: { ...filter, earliest },
    shape: { first, step, stepsPerSample, ...phasesOf(pulse, samples) },
  });
  const { values, firstOf, sample, height, time } = search;
  const tail = prepareTail(msadc, tailSamples, threshold);
  const nearest = new Int32Array(channels);

  return {
    search,
    nearest,
    read: (rows, start) => {
      for (let n = 0; n < rows; n++) {
        const base = n * samples;
        if (tail.find(values, base)) for (let k = 0; k < samples; k++) values[base + k]! -= tail.at(k);
      }
      const count = search.find(rows);
      for (let p = 0; p < count; p++) {
        height[p] = 0;
        time[p] = start + sample[p]! * samplingPeriod;
      }
      // Round by round over all channels, so that the processor works on several peaks at once.
      for (let round = 0; round < rounds; round++) search.fit(count, start, round === 0);
      for (let n = 0; n < rows; n++) {
        let best = -1;
        for (let p = firstOf[n]!; p < firstOf[n + 1]!; p++) {
          if (height[p]! > 0 && (best < 0 || Math.abs(time[p]!) < Math.abs(time[best]!))) best = p;
        }
        nearest[n] = best;
      }
    },
  };
}

/** The pulse by phase, so that heights a sampling period apart stand side by side, with silence behind it for a record. */
function phasesOf({ heights, stepsPerSample }: PulseShape, samples: number) {
  const row = Math.ceil(heights.length / stepsPerSample) + samples + 8;
  const table = new Float64Array((stepsPerSample + 1) * row);
  for (let phase = 0; phase <= stepsPerSample; phase++) {
    for (let k = 0; phase + k * stepsPerSample < heights.length; k++) {
      table[phase * row + k] = heights[phase + k * stepsPerSample]!;
    }
  }
  return { heights: table, row };
}
