import { describe, expect, it } from "vitest";
import { type CommonTimeErrors, InTimeFit } from "../../src/pileup/in-time-fit.ts";
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

  it("and what one more pulse takes up has a larger one, if the shape is wrong in few numbers", () => {
    const variances = (shapeNumbers?: number) => {
      const fit = begun([[0, 3000]], { modelError: 0.01, ...(shapeNumbers && { shapeNumbers }) });
      return [fit.variance(0), fit.gainVariance(0)] as const;
    };
    const [sample, gain] = variances(4);
    // 28 degrees of freedom and the time of the trigger's pulse.
    expect((gain - 13 / 12) / (sample - 13 / 12)).toBeCloseTo(28 / 4, 6);
    expect(variances()[1]).toBe(variances()[0]);
    expect(variances(64)[1]).toBe(sample);
  });

  it("has on each channel a time of its own, if time errors are expected", () => {
    const { electronics, waveforms } = toySamples(
      [
        [0.4, 1500, 0],
        [-0.2, 1500, 1],
      ],
      { noise: 1 },
      2,
    );
    const timesOf = (errors?: CommonTimeErrors) => {
      const fit = new InTimeFit(electronics, fitCard(), 2, errors);
      fit.begin(waveforms, Int32Array.of(0, 1), 2);
      const times = [fit.time, fit.timeOn(0), fit.timeOn(1)] as const;
      const [residual, amplitude] = [fit.residual(0), fit.amplitude(0, 0)];
      fit.catchUp();
      // As in the linear approximation of the last step.
      expect(Math.abs(fit.residual(0) - residual)).toBeLessThan(1);
      expect(Math.abs(fit.amplitude(0, 0) - amplitude)).toBeLessThan(0.3);
      return times;
    };
    const [common, first, second] = timesOf({ timeJitter: 0.9, timeOffsets: 0.1, triggerTime: 1 });
    expect(Math.abs(common - 0.1)).toBeLessThan(0.05);
    expect(Math.abs(first - 0.4)).toBeLessThan(0.08);
    expect(Math.abs(second + 0.2)).toBeLessThan(0.08);
    const alike = timesOf();
    expect(alike[1]).toBe(alike[0]);
    expect(alike[2]).toBe(alike[0]);
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
