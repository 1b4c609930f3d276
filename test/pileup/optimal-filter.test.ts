import { describe, expect, it } from "vitest";
import { ns } from "../../src/units.ts";
import { deviation } from "../random/standard-errors.ts";
import { cramerRao, oneCell, sampleNoise, spread } from "./toy.ts";

const cell = oneCell("optimal-filter");
const quiet = oneCell("optimal-filter", { electronics: { noise: 0 } });
const least = cramerRao();

describe("an isolated pulse", () => {
  it.each([10, 30, 100, 1000, 4000])("of %s counts is read without bias, to 0.1 %", (counts) => {
    // The error of the mean is 0.003 counts.
    const { mean } = spread(cell, [[0, counts]], 40_000).counts;
    expect(Math.abs(mean / counts - 1)).toBeLessThan(1e-3);
  });

  // The bound is 0.57 times the noise for the amplitude and 21 ns times noise / amplitude for the time: see toy.test.ts.
  it.each([10, 100, 1000, 4000])(
    "of %s counts is measured with the least error that is possible",
    (counts) => {
      const read = spread(cell, [[0, counts]], 10_000);
      const amplitude = read.counts.rms / (least.amplitude * sampleNoise);
      expect(amplitude).toBeGreaterThan(0.97);
      expect(amplitude).toBeLessThan(1.03);
      if (counts < 40) return;
      const time = (read.time.rms * counts) / (least.time * sampleNoise);
      expect(time).toBeGreaterThan(0.96);
      expect(time).toBeLessThan(1.04);
      expect(Math.abs(read.time.mean)).toBeLessThan((4 * 22) / counts / 100 + 0.002);
    },
  );

  it("of more than 1 GeV is read at its time, up to one sample from the trigger", () => {
    for (const time of [-12 * ns, -5 * ns, 1 * ns, 8 * ns, 12 * ns]) {
      const read = spread(quiet, [[time, 1000]], 200);
      expect(read.timed).toBe(1);
      expect(Math.abs(read.time.mean - time)).toBeLessThan(0.02 * ns);
      expect(Math.abs(read.counts.mean / 1000 - 1)).toBeLessThan(5e-4);
    }
  });

  it("of less is read at the trigger: 4e-4 off for 1 ns, and has no time", () => {
    const read = spread(cell, [[1 * ns, 20]], 40_000);
    expect(read.timed).toBe(0);
    expect(deviation(read.counts.mean, 20, read.counts.error + 20 * 4e-4)).toBeLessThan(4);
  });

  it("farther than one sample from the trigger has no time, and is read at the trigger", () => {
    const far = oneCell("optimal-filter", { electronics: { noise: 0 }, numbers: { timeWindow: 5 * ns } });
    const never = oneCell("optimal-filter", { electronics: { noise: 0 }, numbers: { timedAbove: 1e9 } });
    for (let event = 0; event < 50; event++) {
      const pulse = [[8 * ns, 1000]] as const;
      expect(far(event, pulse)).toEqual(never(event, pulse));
      expect(quiet(event, pulse).counts).not.toBe(never(event, pulse).counts);
      expect(far(event, pulse).time).toBeNaN();
    }
  });
});

describe("an empty channel", () => {
  it("reads zero on average, with the same error, and has no time", () => {
    const { counts, timed } = spread(cell, [], 40_000);
    expect(deviation(counts.mean, 0, counts.error)).toBeLessThan(4);
    expect(Math.abs(counts.rms / (least.amplitude * sampleNoise) - 1)).toBeLessThan(0.02);
    expect(timed).toBe(0);
  });
});

it("does not see the pedestals, in even and odd samples apart", () => {
  const apart = oneCell("optimal-filter", {
    electronics: { noise: 0, pedestalEven: 0, pedestalOdd: 1000 },
  });
  for (let event = 0; event < 50; event++) {
    expect(apart(event, [[0, 300]]).counts).toBeCloseTo(quiet(event, [[0, 300]]).counts, 8);
  }
});

it("is linear: what it makes of two pulses is the sum of what it makes of each, but for the rounding", () => {
  const linear = oneCell("optimal-filter", { electronics: { noise: 0 }, numbers: { timedAbove: 1e9 } });
  for (let event = 0; event < 50; event++) {
    const one = linear(event, [[0, 1000]]).counts;
    const other = linear(event, [[-150 * ns, 2000]]).counts;
    const both = linear(event, [
      [0, 1000],
      [-150 * ns, 2000],
    ]).counts;
    expect(Math.abs(both - one - other)).toBeLessThan(2);
  }
});
