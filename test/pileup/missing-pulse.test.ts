import { expect, it } from "vitest";
import { InTimeFit } from "../../src/pileup/in-time-fit.ts";
import { prepareMissingPulse } from "../../src/pileup/missing-pulse.ts";
import { fitCard, type ToyPulse, toySamples } from "./toy.ts";

function missing(list: readonly ToyPulse[]): number {
  const { electronics, waveforms } = toySamples(list, { noise: 1 });
  const fit = new InTimeFit(electronics, fitCard(), 1);
  fit.begin(waveforms, Int32Array.of(0), 1);
  fit.catchUp();
  return prepareMissingPulse(electronics, fit.pulses)(fit, 0);
}

it.each([-110, -80, -30, 20, 33, 47, 100, 180, 250])(
  "finds a second pulse at %s ns to a sample, beside the trigger's",
  (time) => {
    expect(
      Math.abs(
        missing([
          [0, 400],
          [time, 2000],
        ]) - time,
      ),
    ).toBeLessThan(12.5);
  },
);

it("finds it where samples are saturated, too", () => {
  expect(
    Math.abs(
      missing([
        [0, 5000],
        [110, 1000],
      ]) - 110,
    ),
  ).toBeLessThan(12.5);
});

it("finds the tail of a pulse before the record as one before it", () => {
  expect(
    missing([
      [0, 400],
      [-350, 3000],
    ]),
  ).toBeLessThan(-200);
});
