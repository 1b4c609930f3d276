import type { PulseShape } from "../readout/pulse-shape.ts";
import type { Msadc } from "../tables/run-card.ts";
import { frontAndTop, tabulatePulseFilter } from "./pulse-filter.ts";
import { prepareTail } from "./tail.ts";

/** How often each peak is fitted, less the others as they were found last; once less for one alone. */
const rounds = 3;

/** The peaks in the samples of one channel, of which pedestals are taken off; heights in counts. Scratch. */
export interface Peaks {
  readonly height: Float64Array;
  /** Against the trigger, ns. */
  readonly time: Float64Array;
  /** Finds the peaks and returns the one nearest to the trigger; -1 if there is none. */
  nearest(values: Float64Array, start: number): number;
}

/** Finds peaks that rise and fall by `threshold` counts, and the pulses that make them. */
export function preparePeaks(
  msadc: Msadc,
  pulse: PulseShape,
  { threshold, tailSamples }: { threshold: number; tailSamples: number },
): Peaks {
  const { samples, samplingPeriod } = msadc;
  const { heights, first, step, stepsPerSample } = pulse;
  // A pulse on the slope of another has its highest sample that far from its peak, at most.
  const farthest = 2 * samplingPeriod;
  const earliest = -2 * stepsPerSample;
  const latest = (samples + 1) * stepsPerSample;
  const { begin, length, amplitude, delay } = tabulatePulseFilter(pulse, {
    samples,
    earliest,
    latest,
    ...frontAndTop(samplingPeriod),
    freePedestals: false,
  });
  const tail = prepareTail(msadc, tailSamples, threshold);
  const places = new Int32Array(samples);
  const height = new Float64Array(samples);
  const time = new Float64Array(samples);

  /** Height of the tabulated pulse `late` ns after its peak. */
  function pulseAt(late: number): number {
    const place = (late - first) / step;
    if (!(place >= 0)) return 0;
    const below = Math.floor(place);
    if (below >= heights.length - 1) return 0;
    return heights[below]! + (place - below) * (heights[below + 1]! - heights[below]!);
  }

  /** Places of the peaks, in the order of time: how many there are. */
  function find(values: Float64Array): number {
    let count = 0;
    let valley = 0;
    let highest = -1;
    for (let k = 0; k < samples; k++) {
      const value = values[k]!;
      if (highest < 0) {
        if (value - valley >= threshold) highest = k;
        else if (value < valley) valley = Math.max(0, value);
      } else if (value > values[highest]!) highest = k;
      else if (values[highest]! - value >= threshold) {
        places[count++] = highest;
        highest = -1;
        valley = Math.max(0, value);
      }
    }
    return count;
  }

  /** What the pulses of all peaks but p are at a time. */
  function others(p: number, count: number, at: number): number {
    let sum = 0;
    for (let q = 0; q < count; q++) if (q !== p) sum += height[q]! * pulseAt(at - time[q]!);
    return sum;
  }

  /** Fits height and time of peak p, less the others. */
  function fitPulse(p: number, count: number, values: Float64Array, start: number): void {
    const row = Math.round((time[p]! - start) / step) - earliest;
    const from = begin[row]!;
    let found = 0;
    let later = 0;
    for (let k = 0; k < length; k++) {
      let value = values[from + k]!;
      if (count > 1) value -= others(p, count, start + (from + k) * samplingPeriod);
      found += amplitude[row * length + k]! * value;
      later += delay[row * length + k]! * value;
    }
    height[p] = Math.max(0, found);
    if (!(found > 0)) return;
    const highest = start + places[p]! * samplingPeriod;
    const away = start + (earliest + row) * step + later / found - highest;
    time[p] = highest + Math.max(-farthest, Math.min(farthest, away));
  }

  return {
    height,
    time,
    nearest: (values, start) => {
      if (tail.find(values)) for (let k = 0; k < samples; k++) values[k]! -= tail.at(k);
      const count = find(values);
      for (let p = 0; p < count; p++) {
        height[p] = 0;
        time[p] = start + places[p]! * samplingPeriod;
      }
      for (let round = count > 1 ? 0 : 1; round < rounds; round++) {
        for (let p = 0; p < count; p++) fitPulse(p, count, values, start);
      }
      let nearest = -1;
      for (let p = 0; p < count; p++) {
        if (height[p]! > 0 && (nearest < 0 || Math.abs(time[p]!) < Math.abs(time[nearest]!))) nearest = p;
      }
      return nearest;
    },
  };
}
