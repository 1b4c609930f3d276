import { expect, it } from "vitest";
import { prepareChannelFits } from "../../src/pileup/channel-fits.ts";
import { allocateReconstructed } from "../../src/readout/reconstructed.ts";
import { fitCard, toySamples } from "./toy.ts";

it("asks for other pulses where the first look leaves something, and takes over what is fitted", () => {
  const { electronics, waveforms } = toySamples(
    [
      [0, 500, 1],
      [0, 500, 2],
      [60, 900, 2],
      [0, 300, 3],
      [-60, 900, 3],
    ],
    { noise: 1 },
    4,
  );
  const asked: number[] = [];
  const energyPerCount = Float64Array.of(1, 2, 3, 4);
  const read = prepareChannelFits({ ...electronics, energyPerCount }, fitCard(), ({ admit }) => (_, c) => {
    asked.push(c);
    if (c === 2) admit(Float64Array.of(55), 1, c);
  });
  const { energy, time } = allocateReconstructed(4);
  read(waveforms, { energy, time });
  expect(asked).toEqual([2, 3]);
  expect(Math.abs(energy[1]! - 1000)).toBeLessThan(6);
  expect(Math.abs(energy[2]! - 1500)).toBeLessThan(12);
  expect(Math.abs(time[2]!)).toBeLessThan(0.5);
  // Nothing was added there.
  expect(Math.abs(energy[3]! - 1200)).toBeGreaterThan(100);
});
