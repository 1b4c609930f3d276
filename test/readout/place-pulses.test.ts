import { expect, it } from "vitest";
import { Pulses } from "../../src/event/pulses.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { prepareSampleLoops } from "../../src/readout/kernel/sample-loops.ts";
import { preparePulses, tabulatePhases } from "../../src/readout/place-pulses.ts";
import { tabulatePulse } from "../../src/readout/pulse-shape.ts";
import { ns } from "../../src/units.ts";
import { shippedCard } from "../shipped-card.ts";
import { sampleSetup } from "./kernel/setup.ts";

const { msadc } = shippedCard();
const pulse = tabulatePulse(msadc);
const random = new RandomStream(runKeyFromSeed("place-pulses.test"));

/** The tabulated pulse at a time after its peak, in float64. */
function tabulated(time: number): number {
  const place = (time - pulse.first) / pulse.step;
  const k = Math.floor(place);
  const height = (at: number) => pulse.heights[at] ?? 0;
  return (1 - (place - k)) * height(k) + (place - k) * height(k + 1);
}

it.each([
  { channels: 5, samples: 32 },
  { channels: 3, samples: 17 },
  { channels: 2, samples: 64 },
])("adds every pulse at its time to all samples of its channel, of $samples", ({ channels, samples }) => {
  const energyPerCount = Float64Array.from({ length: channels }, (_, c) => 0.01 * (c + 1));
  const table = tabulatePhases(pulse, samples);
  const setup = sampleSetup({ channels, samples, noise: 0, table: table.heights, row: table.row });
  const loops = prepareSampleLoops(setup);
  const addPulses = preparePulses(loops, { pulse, table, energyPerCount });
  const pulses = new Pulses(4);
  for (let event = 0; event < 100; event++) {
    const start = -125 * ns - 12.5 * random.uniform() * ns;
    pulses.clear();
    // Up to three portions; some of them together, some before the record or behind it.
    const count = Math.floor(400 * random.uniform());
    for (let p = 0; p < count; p++) {
      const together = p > 0 && random.uniform() < 0.5;
      const time = together
        ? pulses.time[p - 1]!
        : start + (1000 * random.uniform() - 1500) * ns * (p % 3) + 800 * random.uniform() * ns;
      pulses.add(Math.floor(channels * random.uniform()), time, 0.1 * random.uniform(), 0);
    }
    const expected = new Float64Array(channels * samples);
    for (let p = 0; p < count; p++) {
      const c = pulses.channel[p]!;
      const amplitude = pulses.energy[p]! / energyPerCount[c]!;
      for (let k = 0; k < samples; k++) {
        // A pulse may start or end a sample early, where it is below 1e-4 of its height.
        expected[c * samples + k]! +=
          amplitude * tabulated(start + k * msadc.samplingPeriod - pulses.time[p]!);
      }
    }
    loops.fillNoise();
    addPulses(pulses, start);
    for (let c = 0; c < channels; c++) {
      for (let k = 0; k < samples; k++) {
        const difference = loops.analog[c * loops.stride + k]! - expected[c * samples + k]!;
        expect(Math.abs(difference)).toBeLessThan(0.01);
      }
    }
  }
});

it("tabulates every phase as a row between silence", () => {
  const { heights, row, length } = tabulatePhases(pulse, 32);
  expect(heights.length).toBe((pulse.stepsPerSample + 1) * row);
  for (const phase of [0, 1, 63, 64]) {
    const at = (k: number) => heights[phase * row + 4 + k]!;
    expect([at(-4), at(-1), at(length), at(row - 5)]).toEqual([0, 0, 0, 0]);
    for (let k = 0; k < length; k++) {
      expect(at(k)).toBe(Math.fround(pulse.heights[phase + k * pulse.stepsPerSample] ?? 0));
    }
  }
});
