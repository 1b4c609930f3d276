import { noiseBank } from "../../../src/random/noise-bank.ts";
import type { SampleSetup } from "../../../src/readout/kernel/sample-loops.ts";

/** Loops over unit noise without pedestals, unless said. The table has three rows of a pulse that is the same in all its samples. */
export function sampleSetup({
  noise = 1,
  ...changes
}: Partial<SampleSetup> & { noise?: number } = {}): SampleSetup {
  const row = 80;
  return {
    channels: 108,
    samples: 32,
    bank: noiseBank([0], 0.5 * noise),
    pedestalEven: 0,
    pedestalOdd: 0,
    largest: 4095,
    table: Float32Array.from({ length: 3 * row }, (_, k) => Math.floor(k / row) + 1),
    row,
    ...changes,
  };
}
