import type { Pulses } from "../event/pulses.ts";
import { noiseBank } from "../random/noise-bank.ts";
import type { RandomStream } from "../random/stream.ts";
import type { Msadc } from "../tables/run-card.ts";
import { prepareSampleLoops } from "./kernel/sample-loops.ts";
import { preparePulses, tabulatePhases } from "./place-pulses.ts";
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
 * `energyPerCount` is the gain of each channel. Everything is rounded and clipped at the largest count. What comes before that
 * is in float32, which errs by some 1e-4 counts. `prepareLoops` is there to compare.
 */
export function prepareWaveforms(
  msadc: Msadc,
  pulse: PulseShape,
  energyPerCount: Float64Array,
  prepareLoops = prepareSampleLoops,
) {
  const { samples, samplingPeriod, peakSample, noise } = msadc;
  const channels = energyPerCount.length;
  const table = tabulatePhases(pulse, samples);
  const loops = prepareLoops({
    channels,
    samples,
    bank: noiseBank(msadc.noiseCorrelation, 0.5 * noise),
    pedestalEven: msadc.pedestalEven,
    pedestalOdd: msadc.pedestalOdd,
    largest: (1 << msadc.bits) - 1,
    table: table.heights,
    row: table.row,
  });
  const { offsets, counts } = loops;
  const addPulses = preparePulses(loops, { pulse, table, energyPerCount });
  const waveforms: Waveforms = { channels, samples, counts, energyPerCount, start: 0 };

  const sample = (pulses: Pulses, random: RandomStream): Waveforms => {
    waveforms.start = -(peakSample + random.uniform() - 0.5) * samplingPeriod;
    for (let k = 0; k < offsets.length; k++) offsets[k] = random.word();
    loops.fillNoise();
    addPulses(pulses, waveforms.start);
    loops.digitise();
    return waveforms;
  };
  return { waveforms, sample };
}
