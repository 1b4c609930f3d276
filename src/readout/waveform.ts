import type { Pulses } from "../event/pulses.ts";
import { fillNoise } from "../random/noise.ts";
import type { RandomStream } from "../random/stream.ts";
import type { Msadc } from "../tables/run-card.ts";
import type { PulseShape } from "./pulse-shape.ts";

/** The samples of one part in the current event: sample k of channel c is at [c * samples + k]. Scratch. */
export interface Waveforms {
  readonly channels: number;
  readonly samples: number;
  readonly counts: Int16Array;
  /** Time of sample 0 against the trigger, in this event; sample k is `samplingPeriod * k` later. */
  start: number;
}

/**
 * MSADC, Sec. III: turns pulses into samples of 12.5 ns. The clock runs free, so that the trigger falls anywhere within one
 * sample; the phase is measured with each event. Two interleaved converters have pedestals of their own.
 * `energyPerCount` is the gain of each channel. Everything is rounded and clipped at the largest count.
 */
export function prepareWaveforms(msadc: Msadc, pulse: PulseShape, energyPerCount: Float64Array) {
  const { samples, samplingPeriod, peakSample, noise } = msadc;
  const channels = energyPerCount.length;
  const size = channels * samples;
  const analog = new Float64Array(size);
  // Half a count more than the pedestal: cutting the decimals off then rounds.
  const baseline = Float64Array.from(
    { length: size },
    (_, k) => ((k % samples) % 2 === 0 ? msadc.pedestalEven : msadc.pedestalOdd) + 0.5,
  );
  const largest = (1 << msadc.bits) - 1;
  const waveforms: Waveforms = { channels, samples, counts: new Int16Array(size), start: 0 };

  return (pulses: Pulses, random: RandomStream): Waveforms => {
    waveforms.start = -(peakSample + random.uniform() - 0.5) * samplingPeriod;
    fillNoise(random, analog, size, noise);
    addPulses(analog, waveforms, { pulses, energyPerCount, pulse });
    digitise(analog, baseline, waveforms.counts, largest);
    return waveforms;
  };
}

/** Adds every pulse to the samples of its channel, interpolating in the table of the pulse's shape. */
function addPulses(
  analog: Float64Array,
  { samples, start }: Waveforms,
  { pulses, energyPerCount, pulse }: { pulses: Pulses; energyPerCount: Float64Array; pulse: PulseShape },
): void {
  const { heights, first, stepsPerSample, step } = pulse;
  const { channel, time, energy, count } = pulses;
  const lastStep = heights.length - 1;
  for (let p = 0; p < count; p++) {
    const c = channel[p]!;
    const amplitude = energy[p]! / energyPerCount[c]!;
    // Position of sample 0 in the table; each further sample is `stepsPerSample` on.
    const position = (start - time[p]! - first) / step;
    let k = position >= 0 ? 0 : Math.ceil(-position / stepsPerSample);
    const exact = position + k * stepsPerSample;
    let at = Math.floor(exact);
    const upper = amplitude * (exact - at);
    const lower = amplitude - upper;
    for (const base = c * samples; k < samples && at < lastStep; k++, at += stepsPerSample) {
      analog[base + k]! += lower * heights[at]! + upper * heights[at + 1]!;
    }
  }
}

/** Rounds to counts, clipped at 0 and at the largest count. A function of its own: its loop runs on local names, which is faster. */
function digitise(analog: Float64Array, baseline: Float64Array, counts: Int16Array, largest: number): void {
  const size = analog.length;
  for (let k = 0; k < size; k++) {
    const value = (analog[k]! + baseline[k]!) | 0;
    counts[k] = value < 0 ? 0 : Math.min(value, largest);
  }
}
