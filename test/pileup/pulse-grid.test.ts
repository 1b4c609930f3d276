import { expect, it } from "vitest";
import { InTimeFit } from "../../src/pileup/in-time-fit.ts";
import { preparePulseGrid } from "../../src/pileup/pulse-grid.ts";
import { fitCard, type ToyPulse, toySamples } from "./toy.ts";

function seeds(list: readonly ToyPulse[], stepsPerSample = 3): number[] {
  const { electronics, waveforms } = toySamples(list, { noise: 1 });
  const card = { ...fitCard(), stepsPerSample };
  const fit = new InTimeFit(electronics, card, 1);
  fit.begin(waveforms, Int32Array.of(0), 1);
  const { find, times } = preparePulseGrid(electronics, card, fit.pulses);
  return Array.from(times.subarray(0, find(waveforms, 0)));
}

it("finds the pulses to a step of the grid, the highest first, and nothing for the trigger's", () => {
  expect(seeds([[0, 400]])).toEqual([]);
  for (const stepsPerSample of [1, 2, 3, 4]) {
    const found = seeds(
      [
        [0, 400],
        [55, 900],
        [-80, 2500],
      ],
      stepsPerSample,
    ).slice(0, 2);
    expect(Math.abs(found[0]! + 80)).toBeLessThan(12.5 / stepsPerSample);
    expect(Math.abs(found[1]! - 55)).toBeLessThan(12.5 / stepsPerSample);
  }
});

it("takes neighbours for one pulse, whatever its phase", () => {
  for (let time = 40; time < 52.5; time += 1.7)
    expect(
      seeds([
        [0, 400],
        [time, 2000],
      ]).length,
    ).toBe(1);
});

it("finds them where samples are saturated, too", () => {
  const found = seeds([
    [0, 5000],
    [110, 1500],
  ]);
  expect(Math.min(...found.map((time) => Math.abs(time - 110)))).toBeLessThan(6);
});
