import { describe, expect, it } from "vitest";
import { prepareHighest } from "../../../src/pileup/highest-sample.ts";
import { runKeyFromSeed } from "../../../src/random/run-key.ts";
import { RandomStream } from "../../../src/random/stream.ts";
import { prepareHighestKernel } from "../../../src/readout/kernel/highest-kernel.ts";
import { allocateReconstructed } from "../../../src/readout/reconstructed.ts";

const random = new RandomStream(runKeyFromSeed("highest-kernel.test"));

describe.each([
  { channels: 108, samples: 32, pedestalSamples: 4 },
  { channels: 7, samples: 17, pedestalSamples: 3 },
  { channels: 8, samples: 16, pedestalSamples: 16 },
  { channels: 33, samples: 64, pedestalSamples: 5 },
])(
  "$channels channels of $samples samples, $pedestalSamples of them for the pedestals",
  ({ channels, samples, pedestalSamples }) => {
    const energyPerCount = Float64Array.from({ length: channels }, () => 0.001 + random.uniform());
    const setup = { samples, samplingPeriod: 12.5, pedestalSamples, energyPerCount };
    const [search, reference] = [prepareHighestKernel(setup), prepareHighest(setup)];
    const [result, expected] = [allocateReconstructed(channels), allocateReconstructed(channels)];
    const counts = new Int16Array(channels * samples);
    const bits = ({ buffer }: Float64Array) => new BigInt64Array(buffer as ArrayBuffer);

    // Of few different counts equal samples are common, in one converter and in both.
    it.each([1, 2, 4, 100, 4096, 16_384])("gives the bits of the reference, for counts below %s", (below) => {
      let peaks = 0;
      for (let event = 0; event < 300; event++) {
        for (let k = 0; k < counts.length; k++) counts[k] = Math.floor(random.uniform() * below);
        const first = 1 + Math.floor(random.uniform() * (samples - 2));
        const last = first + Math.floor(random.uniform() * (samples - 1 - first));
        const window = { first, last, start: -200 * random.uniform() };
        search(counts, window, result);
        reference(counts, window, expected);
        expect(bits(result.energy)).toEqual(bits(expected.energy));
        expect(bits(result.time)).toEqual(bits(expected.time));
        for (const time of expected.time) if (!Number.isInteger((time - window.start) / 12.5)) peaks++;
      }
      if (below > 2) expect(peaks).toBeGreaterThan(300);
    });
  },
);
