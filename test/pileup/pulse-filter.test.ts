import { describe, expect, it } from "vitest";
import { type FilterRange, frontAndTop, tabulatePulseFilter } from "../../src/pileup/pulse-filter.ts";
import { pulseHeight, tabulatePulse } from "../../src/readout/pulse-shape.ts";
import { ns } from "../../src/units.ts";
import { shippedCard } from "../shipped-card.ts";
import { cramerRao } from "./toy.ts";

const { msadc } = shippedCard();
const pulse = tabulatePulse(msadc);
const height = pulseHeight(msadc);
const { samples, samplingPeriod } = msadc;
const place = 10 * pulse.stepsPerSample;

/** What the filter of one place of the peak makes of values; the errors that it gives for samples of unit noise. */
function filter(range: Partial<FilterRange> = {}, shape = pulse) {
  const { begin, length, amplitude, delay } = tabulatePulseFilter(shape, {
    samples,
    earliest: place,
    latest: place,
    freePedestals: true,
    ...range,
  });
  const sum = (weights: Float64Array, value: (k: number) => number) =>
    Array.from({ length }, (_, k) => weights[k]! * value(begin[0]! + k)).reduce((a, b) => a + b, 0);
  return {
    amplitude: (value: (k: number) => number) => sum(amplitude, value),
    delay: (value: (k: number) => number) => sum(delay, value),
    amplitudeError: Math.sqrt(amplitude.reduce((a, w) => a + w * w, 0)),
    delayError: Math.sqrt(delay.reduce((a, w) => a + w * w, 0)),
    length,
  };
}

/** A pulse of unit height, `late` after sample 10, in sample k. */
const late = (time: number) => (k: number) => height((k - 10) * samplingPeriod - time);

describe.each([
  ["all samples, free pedestals", {}],
  ["front and top, known pedestals", { freePedestals: false, ...frontAndTop(samplingPeriod) }],
])("of %s", (_, range) => {
  const { amplitude, delay } = filter(range);

  it("reads a pulse at its place as its height, without delay", () => {
    expect(amplitude(late(0))).toBeCloseTo(1, 9);
    expect(delay(late(0))).toBeCloseTo(0, 9);
  });

  it("reads a delay of 1 ns to 2 %, and the amplitude to 4e-4 then", () => {
    for (const time of [-1 * ns, 1 * ns]) {
      expect(Math.abs(delay(late(time)) / time - 1)).toBeLessThan(0.02);
      expect(Math.abs(amplitude(late(time)) - 1)).toBeLessThan(4e-4);
    }
  });
});

it("does not see any two pedestals, where they are free", () => {
  const { amplitude, delay } = filter();
  for (const read of [amplitude, delay]) expect(read((k) => (k % 2 === 0 ? 40 : 1000))).toBeCloseTo(0, 9);
  expect(filter({ freePedestals: false }).amplitude((k) => (k % 2 === 0 ? 40 : 40))).toBeGreaterThan(10);
});

it("has the least errors that are possible: those of the Fisher information", () => {
  // At one phase, not their mean over it: within 1 %.
  expect(Math.abs(filter().amplitudeError / cramerRao().amplitude - 1)).toBeLessThan(0.01);
  expect(Math.abs(filter().delayError / cramerRao().time - 1)).toBeLessThan(0.01);
});

it("keeps the weights of the samples that are used only", () => {
  expect(filter().length).toBe(32);
  expect(filter(frontAndTop(samplingPeriod)).length).toBe(7);
});

describe("at the edge of the record", () => {
  it("gives the height alone where a delay looks the same", () => {
    // Only the last sample sees the rise of a pulse that peaks 3.5 samples later.
    const at = { samples: 16, earliest: 18.5 * 64, latest: 18.5 * 64 };
    const { amplitude, delay } = filter({ ...at, ...frontAndTop(samplingPeriod), freePedestals: false });
    const rise = (k: number) => height((k - 18.5) * samplingPeriod);
    expect(rise(15)).toBeGreaterThan(0.1);
    expect(amplitude(rise)).toBeCloseTo(1, 6);
    expect(delay(rise)).toBe(0);
  });

  it("reads 0 of a pulse that is not in the record", () => {
    for (const at of [-100, 30]) {
      const { amplitudeError, delayError } = filter({ samples: 16, earliest: at * 64, latest: at * 64 });
      expect([amplitudeError, delayError]).toEqual([0, 0]);
    }
  });

  it("never has an error of more than 100 times the noise of a sample", () => {
    for (const freePedestals of [true, false]) {
      for (let at = -10; at < 26; at += 0.25) {
        const { amplitudeError } = filter({ samples: 16, earliest: at * 64, latest: at * 64, freePedestals });
        expect(amplitudeError).toBeLessThan(100);
      }
    }
  });
});

it("shares the weights of places whole samples apart, which are those that each place would have by itself", () => {
  const short = { samples, freePedestals: false, ...frontAndTop(samplingPeriod) };
  const latest = (samples + 1) * pulse.stepsPerSample;
  const all = tabulatePulseFilter(pulse, { ...short, earliest: -130, latest });
  expect(all.amplitude.length).toBeLessThan(0.4 * all.begin.length * all.length);
  for (let peak = -130; peak <= latest; peak += 7) {
    const own = tabulatePulseFilter(pulse, { ...short, earliest: peak, latest: peak });
    const from = all.weights[peak + 130]!;
    expect(all.begin[peak + 130]).toBe(own.begin[0]);
    expect(all.amplitude.subarray(from, from + all.length)).toEqual(own.amplitude);
    expect(all.delay.subarray(from, from + all.length)).toEqual(own.delay);
  }
});
