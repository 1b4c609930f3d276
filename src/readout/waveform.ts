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
  const { heights, first, stepsPerSample, step } = pulse;
  const channels = energyPerCount.length;
  const size = channels * samples;
  const analog = new Float64Array(size);
  const largest = (1 << msadc.bits) - 1;
  // Half a count more than the pedestal: cutting the decimals off then rounds.
  const baseline = Float64Array.from(
    { length: size },
    (_, k) => ((k % samples) % 2 === 0 ? msadc.pedestalEven : msadc.pedestalOdd) + 0.5,
  );
  const waveforms: Waveforms = { channels, samples, counts: new Int16Array(size), start: 0 };
  const lastStep = heights.length - 1;

  function addPulse(channel: number, peakTime: number, amplitude: number): void {
    // Position of sample 0 in the table of the pulse; each further sample is `stepsPerSample` on.
    const position = (waveforms.start - peakTime - first) / step;
    let k = position >= 0 ? 0 : Math.ceil(-position / stepsPerSample);
    const whole = Math.floor(position + k * stepsPerSample);
    const upper = position + k * stepsPerSample - whole;
    const lower = 1 - upper;
    const base = channel * samples;
    for (let at = whole; k < samples && at < lastStep; k++, at += stepsPerSample) {
      analog[base + k]! += amplitude * (lower * heights[at]! + upper * heights[at + 1]!);
    }
  }

  return (pulses: Pulses, random: RandomStream): Waveforms => {
    waveforms.start = -(peakSample + random.uniform() - 0.5) * samplingPeriod;
    fillNoise(random, analog, size, noise);
    for (let p = 0; p < pulses.count; p++) {
      const channel = pulses.channel[p]!;
      addPulse(channel, pulses.time[p]!, pulses.energy[p]! / energyPerCount[channel]!);
    }
    const { counts } = waveforms;
    for (let k = 0; k < size; k++) {
      const value = analog[k]! + baseline[k]!;
      counts[k] = value <= 0 ? 0 : value >= largest ? largest : value | 0;
    }
    return waveforms;
  };
}
