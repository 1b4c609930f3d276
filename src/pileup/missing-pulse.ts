import type { InTimeFit } from "./in-time-fit.ts";
import type { Electronics } from "./pileup-algorithm.ts";
import { product } from "./pulse-products.ts";
import { SampledPulses } from "./sampled-pulses.ts";

/** Peaks before the record, in samples before the first: farther apart where pulses differ less. */
const before = [60, 40, 27, 18, 12, 8, 5, 3, 2, 1];
/** Samples behind the record in which a peak is sought, since its rise is seen. */
const behind = 2;
/** A pulse of which the others leave less than this share is not sought: it would stand within some 10 ns of one of them. */
const smallestShare = 1e-4;

/**
 * Seeks where a pulse is missing: the peak, a sample apart in the record, at which one more would lower the sum of squares most, with
 * amplitudes and times of the others free to follow (orthogonal matching pursuit). The peaks stand still against the samples, so that their templates
 * are made once; anew only for a channel with saturated samples.
 */
export function prepareMissingPulse(electronics: Electronics, pulses: SampledPulses) {
  const { samples, samplingPeriod } = electronics.msadc;
  const peaks = [...before.map((k) => -k), ...Array.from({ length: samples + behind }, (_, k) => k)].map(
    (k) => k * samplingPeriod,
  );
  const none = new Int16Array(samples);
  const residual = new Float64Array(samples);
  const along = new Float64Array(pulses.most);
  const follow = new Float64Array(pulses.most);
  const whole = new SampledPulses(electronics, peaks.length);
  const partial = new SampledPulses(electronics, peaks.length);
  const wholeSquares = new Float64Array(peaks.length);
  const partialSquares = new Float64Array(peaks.length);

  function place(candidates: SampledPulses, into: Float64Array, counts: Int16Array, base: number): void {
    candidates.begin(counts, base, 0);
    for (let j = 0; j < peaks.length; j++) {
      candidates.add(peaks[j]!);
      into[j] = product(candidates.heights, j * samples, candidates.heights, j * samples, samples);
    }
  }
  place(whole, wholeSquares, none, 0);

  /** The time of the pulse that channel c of a fit wants most besides those that it has; NaN if there is none. */
  return ({ waveforms, times, free }: InTimeFit, c: number): number => {
    const { counts, start } = waveforms;
    const { amplitudes, products, shifts } = times;
    const base = c * samples;
    const isWhole = pulses.used === samples;
    const candidates = isWhole ? whole : partial;
    const norms = isWhole ? wholeSquares : partialSquares;
    if (!isWhole) place(partial, partialSquares, counts, base);
    pulses.subtract(counts, base, amplitudes, c * pulses.most, residual);
    if (shifts) pulses.subtractSlopes(shifts.coefficients, c * pulses.most, residual);
    products.release(free);
    let best = 0;
    let time = Number.NaN;
    for (let j = 0; j < peaks.length; j++) {
      const pull = product(candidates.heights, j * samples, residual, 0, samples);
      if (pull <= 0) continue;
      for (let m = 0; m < pulses.count; m++) {
        along[m] = product(candidates.heights, j * samples, pulses.heights, m * samples, samples);
        follow[m] = product(candidates.heights, j * samples, pulses.slopes, m * samples, samples);
      }
      const left = norms[j]! - products.explained(along, follow);
      if (!(left > smallestShare * norms[j]!)) continue;
      const gain = (pull * pull) / left;
      if (gain > best) {
        best = gain;
        time = start + peaks[j]!;
      }
    }
    return time;
  };
}
