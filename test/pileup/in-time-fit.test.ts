import { describe, expect, it } from "vitest";
import { InTimeFit } from "../../src/pileup/in-time-fit.ts";
import { fitCard, type ToyPulse, toySamples } from "./toy.ts";

function begun(list: readonly ToyPulse[], changes = {}) {
  const { electronics, waveforms } = toySamples(list, { noise: 1 });
  const fit = new InTimeFit(electronics, fitCard(changes), 1);
  fit.begin(waveforms, Int32Array.of(0), 1);
  return fit;
}

describe("the pulse of the trigger", () => {
  it("has a time of its own from five standard errors of 0.59 counts on", () => {
    expect(begun([]).time).toBeNaN();
    expect(begun([[0, 1.5]]).time).toBeNaN();
    expect(Math.abs(begun([[0.8, 500]]).time - 0.8)).toBeLessThan(0.2);
  });

  it("goes back to the time of the trigger if it is another's", () => {
    const fit = begun([[9, 500]]);
    expect(fit.time).toBeNaN();
    expect(fit.pulses.times[0]).toBe(0);
    expect(fit.badness(0)).toBeGreaterThan(10);
    fit.pulses.add(12);
    expect(fit.settle()).toBe(true);
    expect(fit.badness(0)).toBeLessThan(1);
    // 13 counts rms in 500 events.
    expect(Math.abs(fit.amplitude(0, 0))).toBeLessThan(4 * 13);
  });

  it("is explained: badness of 1 is the chi-squared per degree of freedom of the card", () => {
    const strict = begun([[0, 500]], { chiSquare: 1 });
    const mild = begun([[0, 500]], { chiSquare: 2 });
    expect(strict.badness(0) / mild.badness(0)).toBeCloseTo(2, 10);
    expect(strict.badness(0)).toBeGreaterThan(0.3);
    expect(strict.badness(0)).toBeLessThan(2);
  });

  it("has a variance that grows with what the shape may be wrong by", () => {
    expect(begun([], { modelError: 0.01 }).variance(0)).toBeCloseTo(13 / 12, 2);
    // 3000 counts squared times the sum of squares of a pulse about its pedestals, 3, over 28 degrees of freedom, times 1e-4.
    expect(begun([[0, 3000]], { modelError: 0.01 }).variance(0)).toBeGreaterThan(60);
  });

  it("stands where it stood after save and restore", () => {
    const fit = begun([[0.8, 500]]);
    const [time, amplitude] = [fit.time, fit.amplitude(0, 0)];
    fit.save();
    fit.pulses.add(60);
    fit.settle();
    fit.restore();
    expect(fit.pulses.count).toBe(1);
    expect(fit.time).toBe(time);
    expect(fit.amplitude(0, 0)).toBeCloseTo(amplitude, 1);
    fit.catchUp();
    expect(fit.amplitude(0, 0)).toBeCloseTo(amplitude, 1);
  });
});
