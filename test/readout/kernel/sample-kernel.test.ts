import { describe, expect, it } from "vitest";
import { runKeyFromSeed } from "../../../src/random/run-key.ts";
import { RandomStream } from "../../../src/random/stream.ts";
import { prepareSampleKernel } from "../../../src/readout/kernel/sample-kernel.ts";
import { portion, type SampleLoops } from "../../../src/readout/kernel/sample-loops.ts";
import { prepareSampleTwin } from "../../../src/readout/kernel/sample-twin.ts";
import { deformed, sampleSetup } from "./setup.ts";

const random = new RandomStream(runKeyFromSeed("sample-kernel.test"));
const start = 1.7;
const upTo = (n: number) => Math.floor(random.uniform() * n);

/** Offsets and pulses: some at one time, some before the record or behind it. */
function fill(
  { offsets, pulses, stride }: SampleLoops,
  { channels, largestAmplitude }: { channels: number; largestAmplitude: number },
) {
  for (let k = 0; k < offsets.length; k++) offsets[k] = random.word();
  for (let p = 0; p < portion; p++) {
    pulses.channel[p] = upTo(channels);
    const isTogether = p > 0 && random.uniform() < 0.3;
    const time = random.uniform() < 0.2 ? upTo(stride) : (stride + 100) * random.uniform() - 90;
    pulses.time[p] = isTogether ? pulses.time[p - 1]! : time;
    pulses.amplitude[p] = (random.uniform() - 0.02) * largestAmplitude;
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
  const { pulse, ...others } = sampleSetup(changes);
  const table = { ...pulse, heights: pulse.heights.map(() => random.uniform()) };
  const setup = { ...others, pulse: table, deformation: deformed(changes.channels, 0.1, -0.2) };
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
          loops.addPulses(upTo(portion + 1), start);
          loops.addPulses(portion, start);
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
    const before = [one!.analog, one!.counts, one!.offsets, one!.pulses.time].map((array) =>
      Array.from(array),
    );
    fill(two!, { channels: 4, largestAmplitude: 100 });
    two!.fillNoise();
    two!.addPulses(portion, start);
    two!.digitise();
    expect(
      [one!.analog, one!.counts, one!.offsets, one!.pulses.time].map((array) => Array.from(array)),
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
      loops.addPulses(portion, start);
      loops.digitise();
    }
    for (const { counts } of all) expect(counts).toEqual(twin.counts);
  });
});
