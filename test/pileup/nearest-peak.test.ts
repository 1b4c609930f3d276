import { describe, expect, it } from "vitest";
import { ns } from "../../src/units.ts";
import { oneCell, sampleNoise, spread, type ToyPulse } from "./toy.ts";

const cell = oneCell("nearest-peak");
const quiet = oneCell("nearest-peak", { electronics: { noise: 0 } });

describe("an isolated pulse", () => {
  it.each([100, 1000, 4000])("of %s counts is read without bias, to 0.1 %", (counts) => {
    const { mean } = spread(cell, [[0, counts]], 40_000).counts;
    expect(Math.abs(mean / counts - 1)).toBeLessThan(1e-3);
  });

  // A peak is where noise makes it, which adds about rms^2 / A: 0.2 % here.
  it("of 10 counts is read 0.2 % too high", () => {
    const { mean } = spread(cell, [[0, 10]], 40_000).counts;
    expect(Math.abs(mean - 10.02)).toBeLessThan(0.015);
  });

  it("is measured to 0.56 times the noise, and timed to 24.5 ns times noise / amplitude", () => {
    const read = spread(cell, [[0, 300]], 10_000);
    expect(Math.abs(read.counts.rms / sampleNoise - 0.56)).toBeLessThan(0.02);
    expect(Math.abs((read.time.rms * 300) / sampleNoise - 24.5)).toBeLessThan(1);
  });

  it("just above 1 GeV is out of time, and reads 0, in 1 % of the events", () => {
    const { timed } = spread(cell, [[0, 34]], 20_000);
    expect(timed).toBeGreaterThan(0.985);
    expect(timed).toBeLessThan(0.998);
  });
});

describe("an empty channel", () => {
  it("reads 0, but for one in a thousand with a peak of noise: 0.001 counts on average", () => {
    const events = 20_000;
    const { counts, timed } = spread(cell, [], events);
    expect(timed).toBeLessThan(3e-3);
    expect(counts.mean).toBeLessThan(0.01);
    expect(counts.mean).toBeGreaterThanOrEqual(0);
  });
});

describe("the time, Sec. VI.A", () => {
  it("must be within 2 ns of the trigger for more than 1 GeV: else the channel reads 0 and has no time", () => {
    for (const time of [-1.9, 1.9]) expect(quiet(1, [[time * ns, 200]]).counts).toBeGreaterThan(199);
    for (const time of [-2.1, 2.1, 20, -60])
      expect(quiet(1, [[time * ns, 200]])).toEqual({ counts: 0, time: Number.NaN });
  });

  it("may be up to 25 ns away for less", () => {
    for (const time of [-24, -10, 10, 24]) {
      const read = spread(quiet, [[time * ns, 20]], 200);
      expect(read.timed).toBe(1);
      // The rounding of samples of 20 counts.
      expect(Math.abs(read.time.mean - time)).toBeLessThan(0.3);
    }
    for (const time of [-26.5, 26.5]) expect(spread(quiet, [[time * ns, 20]], 200).timed).toBeLessThan(0.2);
  });
});

describe("neighbours", () => {
  const both = (time: number, counts: number) =>
    spread(
      cell,
      [
        [0, 1200],
        [time * ns, counts],
      ],
      1000,
    ).counts;

  it.each([-90, -80, -70, 80, 120, 200])(
    "a peak of 3000 counts at %s ns is taken off 1200 counts, to 1 %",
    (time) => {
      expect(Math.abs(both(time, 3000).mean / 1200 - 1)).toBeLessThan(0.01);
    },
  );

  it.each([-500, -300, -200])("so is the tail of one at %s ns, which has no peak in the record", (time) => {
    expect(Math.abs(both(time, 3000).mean / 1200 - 1)).toBeLessThan(0.01);
  });

  it("several at once", () => {
    const pulses: ToyPulse[] = [
      [0, 1200],
      [200 * ns, 800],
      [100 * ns, 3000],
      [-300 * ns, 2000],
    ];
    expect(Math.abs(spread(cell, pulses, 1000).counts.mean / 1200 - 1)).toBeLessThan(0.01);
  });

  it("that stand within 40 ns of the trigger are one peak with it, out of time: 0", () => {
    for (const time of [-30, -15, 15, 30]) expect(both(time, 3000).mean).toBeLessThan(1);
  });

  it("a pulse on the slope of a larger one that does not rise is not seen", () => {
    expect(
      spread(
        cell,
        [
          [0, 400],
          [-80 * ns, 3000],
        ],
        500,
      ).counts.mean,
    ).toBe(0);
  });
});

it("takes the nearest of two peaks, not the larger", () => {
  const { counts, time } = quiet(3, [
    [0, 500],
    [150 * ns, 2500],
  ]);
  expect(Math.abs(counts - 500)).toBeLessThan(5);
  expect(Math.abs(time)).toBeLessThan(0.2);
});
