import { describe, expect, it } from "vitest";
import { PulseTimes } from "../../src/pileup/pulse-times.ts";
import { SampledPulses } from "../../src/pileup/sampled-pulses.ts";
import { type ToyPulse, toySamples } from "./toy.ts";

/** Pulses fitted to channels from times that are not theirs; without noise. */
function fitted(
  list: readonly ToyPulse[],
  from: readonly number[],
  { free = 0, window = 1e3, channels = 1 } = {},
) {
  const { electronics, waveforms } = toySamples(list, { noise: 0 }, channels);
  const pulses = new SampledPulses(electronics, 4);
  const times = new PulseTimes(pulses, channels);
  const group = Int32Array.from({ length: channels }, (_, c) => c);
  pulses.begin(waveforms.counts, 0, waveforms.start);
  const squares = Float64Array.from(group, (c) => pulses.squareOf(waveforms.counts, c * waveforms.samples));
  for (const time of from) pulses.add(time);
  const left = times.refine(
    { waveforms, channels: group, size: channels, squares },
    { free, window, variance: 1 },
  );
  return { left, found: Array.from(pulses.times.subarray(0, from.length)), times };
}

describe("times of pulses", () => {
  it("are found from a sample away, one pulse or three", () => {
    const one = fitted([[3.7, 1000]], [-8]);
    expect(one.found[0]).toBeCloseTo(3.7, 1);
    expect(one.times.amplitudes[0]).toBeCloseTo(1000, -1);
    const three = fitted(
      [
        [0, 1000],
        [60, 3000],
        [-100, 2000],
      ],
      [5, 54, -108],
    );
    [0, 60, -100].forEach((time, m) => {
      expect(Math.abs(three.found[m]! - time)).toBeLessThan(0.1);
    });
    [1000, 3000, 2000].forEach((height, m) => {
      expect(Math.abs(three.times.amplitudes[m]! - height)).toBeLessThan(3);
    });
    expect(three.left).toBeLessThan(10);
  });

  it("hold the first if it is not free, and stop where it would leave its window", () => {
    const held = fitted(
      [
        [6, 1000],
        [60, 3000],
      ],
      [0, 54],
      { free: 1 },
    );
    expect(held.found[0]).toBe(0);
    expect(held.times.isWithin).toBe(true);
    const gone = fitted([[6, 1000]], [0], { window: 4 });
    expect(gone.times.isWithin).toBe(false);
    expect(fitted([[3, 1000]], [0], { window: 4 }).times.isWithin).toBe(true);
  });

  it("are common to a group: a small channel has the times of a large one", () => {
    const list: ToyPulse[] = [
      [1, 2000, 0],
      [30, 3000, 0],
      [1, 40, 1],
      [30, 60, 1],
    ];
    const { found, times } = fitted(list, [0, 24], { channels: 2 });
    expect(Math.abs(found[0]! - 1)).toBeLessThan(0.1);
    expect(Math.abs(found[1]! - 30)).toBeLessThan(0.1);
    // Rounding alone: 0.29 counts, times 3 for pulses 29 ns apart.
    expect(Math.abs(times.amplitudes[4]! - 40)).toBeLessThan(3);
    expect(Math.abs(times.amplitudes[5]! - 60)).toBeLessThan(3);
  });

  it("that cannot be told apart leave an infinite sum of squares, and no amplitude", () => {
    const { left, times } = fitted([[0, 1000]], [10, 10]);
    expect(left).toBe(Number.POSITIVE_INFINITY);
    expect(Array.from(times.amplitudes)).toEqual([0, 0, 0, 0]);
  });
});
