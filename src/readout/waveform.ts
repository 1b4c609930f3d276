import type { Pulses } from "../event/pulses.ts";
import { noiseBank } from "../random/noise-bank.ts";
import type { RandomStream } from "../random/stream.ts";
import type { Msadc } from "../tables/run-card.ts";
import { type ChannelErrors, perfectChannels } from "./channel-errors.ts";
import { prepareSampleLoops } from "./kernel/sample-loops.ts";
import { deformationOf, preparePulses, tabulatePhases } from "./place-pulses.ts";
import { prepareDelays } from "./pulse-delays.ts";
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

/** The same with what nobody measures. */
export interface TrueWaveforms extends Waveforms {
  /** By how much the peak of each pulse of the event stands later than its time, ns. */
  delays: Float64Array;
}

/** Channels that are not perfect, and other loops: to compare. */
interface Choices {
  readonly errors?: ChannelErrors;
  readonly prepareLoops?: typeof prepareSampleLoops;
}

/**
 * MSADC, Sec. III: turns pulses into samples of 12.5 ns. The clock runs free, so that the trigger falls anywhere within one
 * sample; the phase is measured with each event. Two interleaved converters have pedestals of their own.
 * `energyPerCount` is the gain of each channel; each pulse is late by its photoelectrons, and by the `errors` of its channel, which also
 * deform it. Everything is rounded and clipped at the largest count. What comes before that is in float32, which errs by some 1e-4 counts.
 * The words of clock and noise are drawn first, and so do not depend on the pulses.
 */
export function prepareWaveforms(
  msadc: Msadc,
  pulse: PulseShape,
  energyPerCount: Float64Array,
  { errors = perfectChannels(energyPerCount.length), prepareLoops = prepareSampleLoops }: Choices = {},
) {
  const { samples, samplingPeriod, peakSample, noise } = msadc;
  const channels = energyPerCount.length;
  const loops = prepareLoops({
    channels,
    samples,
    bank: noiseBank(msadc.noiseCorrelation, 0.5 * noise),
    pedestalEven: msadc.pedestalEven,
    pedestalOdd: msadc.pedestalOdd,
    largest: (1 << msadc.bits) - 1,
    pulse: tabulatePhases(pulse, samples),
    deformation: deformationOf(errors),
  });
  const { offsets, counts } = loops;
  const addPulses = preparePulses(loops, energyPerCount);
  const delaysOf = prepareDelays(msadc.timeJitter, errors.offset, energyPerCount);
  const delays = new Float64Array(0);
  const waveforms: TrueWaveforms = { channels, samples, counts, energyPerCount, start: 0, delays };

  const sample = (pulses: Pulses, random: RandomStream): TrueWaveforms => {
    waveforms.start = -(peakSample + random.uniform() - 0.5) * samplingPeriod;
    for (let k = 0; k < offsets.length; k++) offsets[k] = random.word();
    loops.fillNoise();
    waveforms.delays = delaysOf(pulses, random);
    addPulses(pulses, waveforms.delays, waveforms.start);
    loops.digitise();
    return waveforms;
  };
  return { waveforms, sample };
}
