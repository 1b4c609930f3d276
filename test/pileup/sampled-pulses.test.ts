import { describe, expect, it } from "vitest";
import { SampledPulses } from "../../src/pileup/sampled-pulses.ts";
import { pulseHeight } from "../../src/readout/pulse-shape.ts";
import { toySamples } from "./toy.ts";

const { electronics, waveforms } = toySamples([[0, 1000]]);
const { msadc } = electronics;
const height = pulseHeight(msadc);
const none = new Int16Array(msadc.samples);

function withoutMeans(values: readonly number[], isUsed: (k: number) => boolean): number[] {
  return values.map((value, k) => {
    const same = values.filter((_, l) => l % 2 === k % 2 && isUsed(l));
    return isUsed(k) ? value - same.reduce((sum, other) => sum + other, 0) / same.length : 0;
  });
}

function times(start: number): number[] {
  return Array.from({ length: msadc.samples }, (_, k) => start + k * msadc.samplingPeriod);
}

describe("pulses at chosen times", () => {
  it.each([-700, -140, -3.3, 0, 41.7, 260, 400])(
    "at %s ns: heights and slopes are those of the shape",
    (time) => {
      const pulses = new SampledPulses(electronics, 2);
      expect(pulses.begin(none, 0, -121.3)).toBe(true);
      pulses.add(11);
      pulses.add(time);
      const row = (values: Float64Array) => Array.from(values.subarray(msadc.samples, 2 * msadc.samples));
      const expected = withoutMeans(
        times(-121.3).map((t) => height(t - time)),
        () => true,
      );
      const step = 0.1;
      const slopes = withoutMeans(
        times(-121.3).map((t) => (height(t - time - step) - height(t - time + step)) / (2 * step)),
        () => true,
      );
      // The table ends at 1e-4 of the height, and its steps of 0.2 ns make slopes to 0.0002 / ns.
      row(pulses.heights).forEach((value, k) => {
        expect(Math.abs(value - expected[k]!)).toBeLessThan(2e-4);
      });
      row(pulses.slopes).forEach((value, k) => {
        expect(Math.abs(value - slopes[k]!)).toBeLessThan(3e-4);
      });
    },
  );

  it("leave saturated samples out, of means too", () => {
    const counts = Int16Array.from(none);
    for (const k of [9, 10, 12]) counts[k] = 4095;
    const pulses = new SampledPulses(electronics, 1);
    expect(pulses.begin(counts, 0, -125)).toBe(false);
    expect(pulses.used).toBe(msadc.samples - 3);
    pulses.add(0);
    const expected = withoutMeans(
      times(-125).map((t) => height(t)),
      (k) => counts[k] === 0,
    );
    expected.forEach((value, k) => {
      expect(Math.abs(pulses.heights[k]! - value)).toBeLessThan(2e-4);
    });
  });

  it("subtracted from the samples that they make leave the rounding; so does their sum of squares", () => {
    const pulses = new SampledPulses(electronics, 1);
    pulses.begin(waveforms.counts, 0, waveforms.start);
    pulses.add(0);
    const residual = new Float64Array(msadc.samples);
    pulses.subtract(waveforms.counts, 0, Float64Array.of(7, 1000), 1, residual);
    for (const value of residual) expect(Math.abs(value)).toBeLessThan(0.8);
    pulses.subtract(waveforms.counts, 0, Float64Array.of(0), 0, residual);
    const square = residual.reduce((sum, value) => sum + value * value, 0);
    expect(pulses.squareOf(waveforms.counts, 0) / square).toBeCloseTo(1, 10);
  });

  it("slopes off what is left make up for a pulse that is late, to first order", () => {
    const pulses = new SampledPulses(electronics, 2);
    pulses.begin(none, 0, -125);
    pulses.add(60);
    pulses.add(0.1);
    const late = pulses.heights.slice(msadc.samples);
    pulses.place(1, 0);
    const residual = late.map((height, k) => height - pulses.heights[msadc.samples + k]!);
    const before = Math.max(...residual.map(Math.abs));
    pulses.subtractSlopes(Float64Array.of(9, 0, 0.1), 1, residual);
    expect(before).toBeGreaterThan(2e-3);
    for (const value of residual) expect(Math.abs(value)).toBeLessThan(0.05 * before);
  });

  it("move up where one is taken out", () => {
    const pulses = new SampledPulses(electronics, 3);
    pulses.begin(none, 0, -125);
    for (const time of [0, 20, 40]) pulses.add(time);
    const last = Array.from(pulses.heights.subarray(2 * msadc.samples));
    const { version } = pulses;
    pulses.remove(1);
    expect(pulses.count).toBe(2);
    expect(pulses.version).not.toBe(version);
    expect(Array.from(pulses.times.subarray(0, 2))).toEqual([0, 40]);
    expect(Array.from(pulses.heights.subarray(msadc.samples, 2 * msadc.samples))).toEqual(last);
  });
});
