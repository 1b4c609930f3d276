import { describe, expect, it } from "vitest";
import { runKeyFromSeed } from "../../../src/random/run-key.ts";
import { RandomStream } from "../../../src/random/stream.ts";
import { preparePeakKernel } from "../../../src/readout/kernel/peak-kernel.ts";
import type { PeakSearch } from "../../../src/readout/kernel/peak-search.ts";
import { preparePeakTwin } from "../../../src/readout/kernel/peak-twin.ts";
import { peakSetup } from "./peak-setup.ts";

const random = new RandomStream(runKeyFromSeed("peak-kernel.test"));
const start = -127;

/** All that a search of these counts gives, as bits. */
function search(peaks: PeakSearch, counts: Int16Array, samples: number) {
  const rows = peaks.select(counts);
  const values = peaks.values.slice(0, rows * samples);
  const count = peaks.find(rows);
  peaks.height.fill(0, 0, count);
  for (let p = 0; p < count; p++) peaks.time[p] = start + peaks.sample[p]! * 12.5;
  for (let round = 0; round < 3; round++) peaks.fit(count, start, round === 0);
  return {
    count,
    list: peaks.list.slice(0, rows),
    values: new BigInt64Array(values.buffer),
    firstOf: peaks.firstOf.slice(0, rows + 1),
    rowOf: peaks.rowOf.slice(0, count),
    sample: peaks.sample.slice(0, count),
    height: new BigInt64Array(peaks.height.slice(0, count).buffer),
    time: new BigInt64Array(peaks.time.slice(0, count).buffer),
  };
}

describe.each([
  { channels: 108, samples: 32 },
  { channels: 7, samples: 17, pedestalEven: 0, pedestalOdd: 1.5, threshold: 0.5 },
  { channels: 33, samples: 64, pedestalEven: 50.3, pedestalOdd: 48.9, threshold: 3.7 },
  { channels: 1, samples: 8 },
  { channels: 2, samples: 5, threshold: 1e6 },
])("$channels channels of $samples samples", (changes) => {
  const setup = peakSetup(changes);
  const { samples, channels, pedestalEven } = setup;
  const [kernel, twin] = [preparePeakKernel(setup), preparePeakTwin(setup)];
  const counts = new Int16Array(channels * samples);

  it.each([3, 6, 12, 100, 4000])(
    "gives the bits of the twin, with counts up to %s above the pedestals",
    (most) => {
      let found = 0;
      for (let event = 0; event < 15; event++) {
        // Some channels without anything, some smooth, some with a peak in every other sample.
        for (let c = 0; c < channels; c++) {
          const scale = random.uniform() < 0.5 ? 3 : most;
          for (let k = 0; k < samples; k++) {
            const value = pedestalEven + scale * (random.uniform() - 0.1);
            counts[c * samples + k] = Math.max(0, random.uniform() < 0.5 ? value : counts[c * samples + k]!);
          }
        }
        const expected = search(twin, counts, samples);
        expect(search(kernel, counts, samples)).toEqual(expected);
        found += expected.count;
      }
      expect(found > 0).toBe(setup.threshold < 1000 && (most > 3 || setup.threshold < 3));
    },
  );
});
