import { describe, expect, it } from "vitest";
import { Pulses } from "../../src/event/pulses.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { prepareDelays } from "../../src/readout/pulse-delays.ts";
import { GeV, MeV, ns } from "../../src/units.ts";
import { deviation } from "../random/standard-errors.ts";

const random = new RandomStream(runKeyFromSeed("pulse-delays.test"));
const gains = Float64Array.of(10 * MeV, 30 * MeV);
const offset = Float64Array.of(0.4 * ns, -0.7 * ns);

function pulsesOf(...list: [channel: number, energy: number][]): Pulses {
  const pulses = new Pulses(4);
  for (const [channel, energy] of list) pulses.add(channel, 0, energy, 0);
  return pulses;
}

/** Mean and variance of what `of` makes of the delays of some pulses, and the errors of both, in 20 000 events. */
function delayed(pulses: Pulses, of: (delays: Float64Array) => number) {
  const delaysOf = prepareDelays(0.9 * ns, offset, gains);
  const events = 20_000;
  let [sum, squares] = [0, 0];
  for (let event = 0; event < events; event++) {
    const value = of(delaysOf(pulses, random.seek(event, 0)));
    sum += value;
    squares += value * value;
  }
  const mean = sum / events;
  return { mean, variance: squares / events - mean * mean, events };
}

describe("the delay of a pulse", () => {
  it.each([
    [0, 0.04 * GeV],
    [1, 1 * GeV],
    [1, 81 * GeV],
  ])(
    "is the offset of its channel %s, with a spread of 0.9 ns over the root of %s GeV",
    (channel, energy) => {
      const { mean, variance, events } = delayed(pulsesOf([channel, energy]), ([delay]) => delay!);
      const expected = 0.81 / energy;
      expect(deviation(mean, offset[channel]!, Math.sqrt(expected / events))).toBeLessThan(4);
      expect(deviation(variance, expected, expected * Math.sqrt(2 / events))).toBeLessThan(4);
    },
  );

  // The first moment of the sum of pulses is late by the mean of the delays, weighted by energy.
  it("of an energy is the same, into however many pulses it is cut", () => {
    const parts = [0.5, 0.3, 0.1, 0.1].map((part) => 2 * part);
    const { variance, events } = delayed(
      pulsesOf(...parts.map((energy): [number, number] => [0, energy * GeV])),
      (delays) => parts.reduce((sum, energy, p) => sum + (energy / 2) * delays[p]!, 0),
    );
    expect(deviation(variance, 0.81 / 2, (0.81 / 2) * Math.sqrt(2 / events))).toBeLessThan(4);
  });

  it("is none for pulses below one count, by the gain of their channel", () => {
    const delaysOf = prepareDelays(0.9 * ns, offset, gains);
    const delays = delaysOf(pulsesOf([0, 9 * MeV], [0, 11 * MeV], [1, 29 * MeV], [1, 31 * MeV]), random);
    expect([...delays.subarray(0, 4)].map((delay) => delay === 0)).toEqual([true, false, true, false]);
  });

  it("is none for perfect channels, which draw nothing", () => {
    const { step } = random;
    const delays = prepareDelays(0, new Float64Array(2), gains)(pulsesOf([0, 5], [1, 7]), random);
    expect([...delays.subarray(0, 2)]).toEqual([0, 0]);
    expect(random.step).toBe(step);
  });

  it("is the offset alone without jitter", () => {
    const delays = prepareDelays(0, offset, gains)(pulsesOf([1, 5], [0, 7]), random);
    expect([...delays.subarray(0, 2)]).toEqual([-0.7, 0.4]);
  });

  it("is there for any number of pulses", () => {
    const many = pulsesOf(...Array.from({ length: 3000 }, (): [number, number] => [0, 1]));
    for (const jitter of [0, 0.9]) {
      const none = jitter === 0;
      const delays = prepareDelays(jitter, none ? new Float64Array(2) : offset, gains)(many, random);
      expect(delays.length).toBeGreaterThanOrEqual(3000);
      expect(delays[2999] === 0).toBe(none);
    }
  });
});
