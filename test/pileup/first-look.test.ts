import { describe, expect, it } from "vitest";
import { prepareFirstLook } from "../../src/pileup/first-look.ts";
import { InTimeFit } from "../../src/pileup/in-time-fit.ts";
import { fitCard, type ToyPulse, toySamples } from "./toy.ts";

function looked(list: readonly ToyPulse[], channels = 1, changes = {}) {
  const { electronics, waveforms } = toySamples(list, { noise: 1, ...changes }, channels);
  const first = prepareFirstLook(electronics, fitCard(), channels);
  first.all(waveforms);
  return { electronics, waveforms, ...first };
}

describe("the first look", () => {
  it("explains empty channels and those with the trigger's pulse alone, and no others", () => {
    const list: ToyPulse[] = [
      [0, 500, 1],
      [0, 500, 2],
      [60, 200, 2],
      [-90, 80, 3],
      [0, 6000, 4],
      [2.5, 900, 5],
    ];
    expect(Array.from(looked(list, 6).isExplained)).toEqual([1, 1, 0, 0, 0, 0]);
  });

  it("finds what the whole fit finds", () => {
    for (const [time, height] of [
      [0.1, 500],
      [0, 2],
      [0.6, 30],
    ] as const) {
      const { electronics, waveforms, amplitudes, times, squares } = looked([[time, height]]);
      const fit = new InTimeFit(electronics, fitCard(), 1);
      fit.begin(waveforms, Int32Array.of(0), 1);
      expect(Math.abs(amplitudes[0]! - fit.amplitude(0, 0))).toBeLessThan(0.02);
      if (Number.isNaN(fit.time)) expect(times[0]).toBeNaN();
      else expect(Math.abs(times[0]! - fit.time)).toBeLessThan(0.05);
      expect(squares[0]).toBeCloseTo(fit.pulses.squareOf(waveforms.counts, 0), 6);
    }
  });

  it("finds nothing where the record does not hold the trigger's pulse", () => {
    const { amplitudes, times } = looked([], 1, { samples: 16, peakSample: 30 });
    expect(amplitudes[0]).toBe(0);
    expect(times[0]).toBeNaN();
  });
});
