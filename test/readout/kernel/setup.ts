import { noiseBank } from "../../../src/random/noise-bank.ts";
import type { Deformation, PulseTable, SampleSetup } from "../../../src/readout/kernel/sample-loops.ts";

/** Two phases, of a pulse of 60 samples that is 1 in the first, 2 in the second and 3 in the row behind them, with its peak at its third sample. */
export function flatPulse(samples = 64): PulseTable {
  const [length, stepsPerSample] = [60, 2];
  const row = 4 + length + samples + 8;
  const block = (stepsPerSample + 1) * row;
  const heights = Float32Array.from({ length: 2 * block }, (_, k) => {
    const inside = k % row >= 4 && k % row < 4 + length;
    return inside ? Math.floor((k % block) / row) + 1 : 0;
  });
  return { heights, row, length, block, first: -2, step: 0.5, stepsPerSample, peak: 4 };
}

/** Pulses that are deformed by the same on all channels, from 100 counts on; its table may be any. */
export function deformed(channels: number, rise: number, fall: number): Deformation {
  const all = (value: number) => new Float64Array(channels).fill(value);
  return { rise: all(rise), fall: all(fall), least: all(100) };
}

/** Loops over unit noise without pedestals, unless said, with samples 1 ns apart. */
export function sampleSetup({
  noise = 1,
  ...changes
}: Partial<SampleSetup> & { noise?: number } = {}): SampleSetup {
  const { channels = 108, samples = 32 } = changes;
  return {
    channels,
    samples,
    bank: noiseBank([0], 0.5 * noise),
    pedestalEven: 0,
    pedestalOdd: 0,
    largest: 4095,
    pulse: flatPulse(samples),
    deformation: deformed(channels, 0, 0),
    ...changes,
  };
}
