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
  /** The gain of each channel, GeV. */
  readonly energyPerCount: Float64Array;
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
  const rows = byPhase(pulse);
  const counts = new Int16Array(size);
  const waveforms: Waveforms = { channels, samples, counts, energyPerCount, start: 0 };

  const sample = (pulses: Pulses, random: RandomStream): Waveforms => {
    waveforms.start = -(peakSample + random.uniform() - 0.5) * samplingPeriod;
    fillNoise(random, analog, size, noise);
    addPulses(analog, waveforms, { pulses, pulse, rows });
    digitise(analog, baseline, waveforms.counts, largest);
    return waveforms;
  };
  return { waveforms, sample };
}

/** The table of a pulse by phase: in each row, one phase after the other, the heights one sampling period apart. */
interface Rows {
  readonly heights: Float64Array;
  readonly length: number;
}

/** One row more than there are phases, so that the next phase of every one is a row. */
function byPhase({ heights, stepsPerSample }: PulseShape): Rows {
  const length = Math.floor((heights.length - 2) / stepsPerSample) + 1;
  const rows = new Float64Array((stepsPerSample + 1) * length);
  for (let phase = 0; phase <= stepsPerSample; phase++) {
    for (let k = 0; k < length; k++) rows[phase * length + k] = heights[phase + k * stepsPerSample] ?? 0;
  }
  return { heights: rows, length };
}

/** Adds every pulse to the samples of its channel, interpolating between two rows of the table. */
function addPulses(
  analog: Float64Array,
  { samples, start, energyPerCount }: Waveforms,
  { pulses, pulse, rows }: { pulses: Pulses; pulse: PulseShape; rows: Rows },
): void {
  const { first, stepsPerSample, step } = pulse;
  const { heights, length } = rows;
  const { channel, time, energy, count } = pulses;
  for (let p = 0; p < count; p++) {
    const c = channel[p]!;
    const amplitude = energy[p]! / energyPerCount[c]!;
    // Position of sample 0 in the table; each further sample is `stepsPerSample` on.
    const position = (start - time[p]! - first) / step;
    const from = position >= 0 ? 0 : Math.ceil(-position / stepsPerSample);
    const exact = position + from * stepsPerSample;
    const whole = Math.floor(exact);
    const upper = amplitude * (exact - whole);
    const lower = amplitude - upper;
    const k = Math.floor(whole / stepsPerSample);
    const here = (whole - k * stepsPerSample) * length + k;
    const next = here + length;
    const base = c * samples + from;
    const end = Math.min(samples - from, length - k);
    for (let j = 0; j < end; j++) {
      analog[base + j]! += lower * heights[here + j]! + upper * heights[next + j]!;
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
