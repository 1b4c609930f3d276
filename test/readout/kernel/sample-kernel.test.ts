import { describe, expect, it } from "vitest";
import { runKeyFromSeed } from "../../../src/random/run-key.ts";
import { RandomStream } from "../../../src/random/stream.ts";
import { prepareSampleKernel } from "../../../src/readout/kernel/sample-kernel.ts";
import { portion, type SampleLoops } from "../../../src/readout/kernel/sample-loops.ts";
import { prepareSampleTwin } from "../../../src/readout/kernel/sample-twin.ts";
import { sampleSetup } from "./setup.ts";

const random = new RandomStream(runKeyFromSeed("sample-kernel.test"));
const upTo = (n: number) => Math.floor(random.uniform() * n);

/** Offsets and placed pulses, any that are allowed. */
function fill(
  { offsets, placed, stride }: SampleLoops,
  { channels, largestAmplitude }: { channels: number; largestAmplitude: number },
) {
  for (let k = 0; k < offsets.length; k++) offsets[k] = random.word();
  for (let p = 0; p < portion; p++) {
    const channel = upTo(channels);
    const amplitude = (random.uniform() - 0.02) * largestAmplitude;
    placed.at[p] = channel * stride + 4 * upTo(stride / 4);
    placed.end[p] = (channel + 1) * stride;
    placed.from[p] = upTo(100);
    placed.lower[p] = amplitude * random.uniform();
    placed.upper[p] = amplitude - placed.lower[p]!;
  }
}

/** The bits of floats, so that 0 and -0 differ. */
const bits = ({ buffer, byteOffset, length }: Float32Array) => new Int32Array(buffer, byteOffset, length);

describe.each([
  { channels: 108, samples: 32 },
  { channels: 72, samples: 32, pedestalEven: 50, pedestalOdd: 53 },
  { channels: 36, samples: 16, pedestalEven: 50.3, pedestalOdd: 52.9, largest: 255 },
  { channels: 3, samples: 17, pedestalEven: 1, pedestalOdd: 0, noise: 100 },
  { channels: 1, samples: 64, pedestalEven: 1000, pedestalOdd: 999.5, largest: 16_383, noise: 0 },
  { channels: 9, samples: 33, pedestalEven: 50, pedestalOdd: 53, noise: 0.3 },
])("$channels channels of $samples samples", (changes) => {
  const setup = {
    ...sampleSetup(changes),
    table: Float32Array.from({ length: 400 }, () => random.uniform()),
    row: 120,
  };
  const kernel = prepareSampleKernel(setup);
  const twin = prepareSampleTwin(setup);

  it.each([1, 100, 1e5, 1e9])(
    "kernel and twin agree bit for bit, with pulses of up to %s counts",
    (largestAmplitude) => {
      for (let event = 0; event < 50; event++) {
        for (const loops of [kernel, twin]) {
          random.seek(event, largestAmplitude);
          fill(loops, { channels: changes.channels, largestAmplitude });
          loops.fillNoise();
          loops.addPulses(upTo(portion + 1));
          loops.addPulses(portion);
          loops.digitise();
        }
        expect(bits(kernel.analog)).toEqual(bits(twin.analog));
        expect(kernel.counts).toEqual(twin.counts);
      }
    },
  );
});

describe("parts with the same bank", () => {
  it("share it in one memory, and nothing else", () => {
    const setup = sampleSetup({ noise: 2, channels: 4 });
    const [one, two] = [prepareSampleKernel(setup), prepareSampleKernel(setup)];
    expect(two!.analog.buffer).toBe(one!.analog.buffer);
    expect(prepareSampleKernel(sampleSetup({ noise: 3 })).analog.buffer).not.toBe(one!.analog.buffer);
    one!.offsets.fill(77);
    one!.fillNoise();
    one!.digitise();
    const before = [one!.analog, one!.counts, one!.offsets, one!.placed.at].map((array) => Array.from(array));
    fill(two!, { channels: 4, largestAmplitude: 100 });
    two!.fillNoise();
    two!.addPulses(portion);
    two!.digitise();
    expect(
      [one!.analog, one!.counts, one!.offsets, one!.placed.at].map((array) => Array.from(array)),
    ).toEqual(before);
  });

  it("get another memory when that is full", () => {
    const setup = sampleSetup({ noise: 4, channels: 1000, samples: 64 });
    const all = Array.from({ length: 4 }, () => prepareSampleKernel(setup));
    const twin = prepareSampleTwin(setup);
    expect(new Set(all.map(({ analog }) => analog.buffer)).size).toBeGreaterThan(1);
    for (const loops of [...all, twin]) {
      random.seek(1, 1);
      fill(loops, { channels: 1000, largestAmplitude: 100 });
      loops.fillNoise();
      loops.addPulses(portion);
      loops.digitise();
    }
    for (const { counts } of all) expect(counts).toEqual(twin.counts);
  });
});
