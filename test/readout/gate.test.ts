import { describe, expect, it } from "vitest";
import { Pulses } from "../../src/event/pulses.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { prepareGate } from "../../src/readout/gate.ts";
import { allocateReconstructed } from "../../src/readout/reconstructed.ts";
import { MeV, ns } from "../../src/units.ts";
import { deviation, moments } from "../random/standard-errors.ts";

const random = new RandomStream(runKeyFromSeed("gate.test"));
const gate = 60 * ns;

/** What a gate without noise makes of pulses, [channel, time, energy] each. */
function reading(...list: [number, number, number][]) {
  const pulses = new Pulses();
  for (const [channel, time, energy] of list) pulses.add(channel, time, energy, 0);
  const result = allocateReconstructed(3);
  prepareGate(3, gate, 0)(pulses, random, result);
  return { energy: Array.from(result.energy), time: Array.from(result.time) };
}

describe("a gate without noise", () => {
  it("adds up the pulses of each channel, with the time of the largest", () => {
    const read = reading([0, -5, 1], [2, 7, 2], [0, 11, 3], [0, 2, 2]);
    expect(read).toEqual({ energy: [6, 0, 2], time: [11, Number.NaN, 7] });
  });

  it("takes what lies within half its width of the trigger, edges included", () => {
    expect(reading([0, -30, 1], [1, 30, 2]).energy).toEqual([1, 2, 0]);
    const outside = reading([0, -30.001, 1], [1, 30.001, 2], [2, 600, 1]);
    expect(outside).toEqual({ energy: [0, 0, 0], time: [Number.NaN, Number.NaN, Number.NaN] });
  });

  it("draws nothing, and is the same again", () => {
    const step = random.step;
    expect(reading([1, 0, 5])).toEqual(reading([1, 0, 5]));
    expect(random.step).toBe(step);
  });
});

describe("noise", () => {
  const noise = 0.2 * MeV;
  const integrate = prepareGate(2, gate, noise);
  const result = allocateReconstructed(2);

  it("is Gaussian with the given rms on each channel, and no pulse", () => {
    const empty = new Pulses();
    for (const c of [0, 1]) {
      let event = 0;
      const { mean, variance, third } = moments(20_000, () => {
        integrate(empty, random.seek(event++, 0), result);
        return result.energy[c]! / noise;
      });
      expect(result.time[c]).toBeNaN();
      expect(deviation(mean, 0, Math.sqrt(1 / 20_000))).toBeLessThan(4);
      expect(deviation(variance, 1, Math.sqrt(2 / 20_000))).toBeLessThan(4);
      expect(deviation(third, 0, Math.sqrt(15 / 20_000))).toBeLessThan(4);
    }
  });

  it("does not depend on the pulses", () => {
    const pulses = new Pulses();
    integrate(pulses, random.seek(5, 0), result);
    const alone = Array.from(result.energy);
    pulses.add(1, 0, 3 * MeV, 0);
    pulses.add(1, 100, 9 * MeV, 0);
    integrate(pulses, random.seek(5, 0), result);
    expect(result.energy[0]).toBe(alone[0]);
    expect(result.energy[1]).toBeCloseTo(alone[1]! + 3 * MeV, 15);
  });
});
