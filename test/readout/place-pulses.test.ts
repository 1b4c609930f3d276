import { expect, it } from "vitest";
import { Pulses } from "../../src/event/pulses.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { perfectChannels } from "../../src/readout/channel-errors.ts";
import { prepareSampleLoops } from "../../src/readout/kernel/sample-loops.ts";
import { deformationOf, preparePulses, tabulatePhases } from "../../src/readout/place-pulses.ts";
import { pulseDeformations } from "../../src/readout/pulse-deformation.ts";
import { tabulatePulse } from "../../src/readout/pulse-shape.ts";
import { ns } from "../../src/units.ts";
import { shippedCard } from "../shipped-card.ts";
import { sampleSetup } from "./kernel/setup.ts";

const { msadc } = shippedCard();
const pulse = tabulatePulse(msadc);
const random = new RandomStream(runKeyFromSeed("place-pulses.test"));

const deformations = pulseDeformations(pulse);

/** A tabulated pulse or deformation at a time after the peak, in float64. */
function tabulated(time: number, values = pulse.heights): number {
  const place = (time - pulse.first) / pulse.step;
  const k = Math.floor(place);
  const height = (at: number) => values[at] ?? 0;
  return (1 - (place - k)) * height(k) + (place - k) * height(k + 1);
}

it.each([
  { channels: 5, samples: 32, weight: 0 },
  { channels: 3, samples: 17, weight: 0.05 },
  { channels: 2, samples: 64, weight: -0.05 },
])(
  "adds every pulse at its time to all samples of its channel, of $samples, deformed by $weight",
  ({ channels, samples, weight }) => {
    const energyPerCount = Float64Array.from({ length: channels }, (_, c) => 0.01 * (c + 1));
    const rise = Float64Array.from({ length: channels }, (_, c) => weight * (1 + c));
    const errors = { ...perfectChannels(channels), rise, fall: rise.map((value) => -2 * value) };
    const delays = new Float64Array(400);
    const table = tabulatePhases(pulse, samples);
    const deformation = deformationOf(errors);
    const setup = sampleSetup({ channels, samples, noise: 0, pulse: table, deformation });
    const loops = prepareSampleLoops(setup);
    const addPulses = preparePulses(loops, energyPerCount);
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
        delays[p] = random.uniform() < 0.5 ? 0 : 3 * random.uniform() * ns;
        pulses.add(Math.floor(channels * random.uniform()), time, 0.1 * random.uniform(), 0);
      }
      const expected = new Float64Array(channels * samples);
      for (let p = 0; p < count; p++) {
        const c = pulses.channel[p]!;
        const amplitude = pulses.energy[p]! / energyPerCount[c]!;
        for (let k = 0; k < samples; k++) {
          // A pulse may start or end a sample early, where it is below 1e-4 of its height.
          const after = start + k * msadc.samplingPeriod - pulses.time[p]! - delays[p]!;
          const deformed =
            tabulated(after) +
            errors.rise[c]! * tabulated(after, deformations.rise) +
            errors.fall[c]! * tabulated(after, deformations.fall);
          expected[c * samples + k]! += amplitude * deformed;
        }
      }
      loops.fillNoise();
      addPulses(pulses, delays, start);
      for (let c = 0; c < channels; c++) {
        for (let k = 0; k < samples; k++) {
          const difference = loops.analog[c * loops.stride + k]! - expected[c * samples + k]!;
          // Without deformations of less than 0.1 counts: a few of them at most.
          expect(Math.abs(difference)).toBeLessThan(weight === 0 ? 0.01 : 0.3);
        }
      }
    }
  },
);

it("tabulates every phase of pulse and deformations as a row between silence", () => {
  const { heights, row, length, block, peak } = tabulatePhases(pulse, 32);
  expect(block).toBe((pulse.stepsPerSample + 1) * row);
  expect(heights.length).toBe(2 * block);
  expect(pulse.heights[peak]).toBe(Math.max(...pulse.heights));
  const both = deformations.rise.map((value, k) => (k < peak ? value : deformations.fall[k]!));
  for (const [shape, values] of [pulse.heights, both].entries()) {
    for (const phase of [0, 1, 63, 64]) {
      const at = (k: number) => heights[shape * block + phase * row + 4 + k]!;
      expect([at(-4), at(-1), at(length), at(row - 5)]).toEqual([0, 0, 0, 0]);
      for (let k = 0; k < length; k++) {
        expect(at(k)).toBe(Math.fround(values[phase + k * pulse.stepsPerSample] ?? 0));
      }
    }
  }
});

it("deforms pulses of which a tenth of a count changes", () => {
  const errors = {
    offset: new Float64Array(2),
    rise: Float64Array.of(0, 0.01),
    fall: Float64Array.of(0, -0.02),
  };
  expect([...deformationOf(errors).least]).toEqual([Number.POSITIVE_INFINITY, 5]);
});
