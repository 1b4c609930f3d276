import type { Waveforms } from "../readout/waveform.ts";
import type { FitCard } from "./fit-card.ts";
import type { Electronics } from "./pileup-algorithm.ts";
import { PulseProducts, sampleProduct } from "./pulse-products.ts";
import { shortStep } from "./pulse-times.ts";
import { sampleVariance } from "./sample-variance.ts";
import { SampledPulses } from "./sampled-pulses.ts";

/**
 * First look at all channels of an event: a pulse at the time of the trigger, or so near that the linear approximation holds, is
 * fitted to each. Most channels have nothing else, and need no other fit; since it is the same pulse for all, it costs two products a
 * channel. A channel without a significant pulse keeps the amplitude at the trigger's time, of either sign, which is 0 on average.
 */
export function prepareFirstLook(electronics: Electronics, card: FitCard, channels: number) {
  const { samples, bits } = electronics.msadc;
  const largest = (1 << bits) - 1;
  const noise = sampleVariance(electronics.msadc);
  const modelVariance = card.modelError * card.modelError;
  const significant = card.significance * card.significance;
  const pulse = new SampledPulses(electronics, 1);
  const products = new PulseProducts(pulse);
  const none = new Int16Array(samples);
  const [evenSamples, oddSamples] = [Math.ceil(samples / 2), Math.floor(samples / 2)];
  const freedom = samples - 3;
  /** Amplitude, counts, and time, NaN without a significant pulse, of each channel. */
  const amplitudes = new Float64Array(channels);
  const times = new Float64Array(channels);
  /** Sum of squares of each channel about its pedestals. */
  const squares = new Float64Array(channels);
  /** 1 for each channel that is explained by this pulse. */
  const isExplained = new Uint8Array(channels);

  function look(c: number, counts: Int16Array, factor: number): void {
    const base = c * samples;
    let sumEven = 0;
    let sumOdd = 0;
    let sumSquares = 0;
    let highest = 0;
    for (let k = 0; k < samples; k++) {
      const value = counts[base + k]!;
      if (k % 2 === 0) sumEven += value;
      else sumOdd += value;
      sumSquares += value * value;
      if (value > highest) highest = value;
    }
    const square = sumSquares - (sumEven * sumEven) / evenSamples - (sumOdd * sumOdd) / oddSamples;
    const along = sampleProduct(pulse.heights, 0, counts, base, samples);
    let amplitude = factor * along;
    const residual = square - along * amplitude;
    let time = Number.NaN;
    let gain = 0;
    const variance = noise + (modelVariance * along * amplitude) / freedom;
    if (amplitude > 0 && amplitude * amplitude > significant * factor * variance) {
      const pull = sampleProduct(pulse.slopes, 0, counts, base, samples) - products.follow[0]! * along;
      const left = products.left[0]!;
      time = pull / (amplitude * left);
      gain = (pull * pull) / left;
      amplitude -= amplitude * time * products.follow[0]!;
    }
    amplitudes[c] = amplitude;
    times[c] = time;
    squares[c] = square;
    const isNear = !(Math.abs(time) > card.timeWindow) && (!(Math.abs(time) > shortStep) || gain < noise);
    isExplained[c] =
      highest < largest && isNear && residual - gain <= card.chiSquare * freedom * variance ? 1 : 0;
  }

  const all = ({ counts, start }: Waveforms): void => {
    pulse.begin(none, 0, start);
    pulse.add(0);
    // Of a pulse that the record does not hold nothing can be told.
    const factor = products.update() ? products.amplitudeVariance(0) : 0;
    for (let c = 0; c < channels; c++) look(c, counts, factor);
  };
  return { all, amplitudes, times, squares, isExplained };
}
