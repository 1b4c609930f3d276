import { describe, expect, it } from "vitest";
import { invertMatrix } from "../../src/math/invert-matrix.ts";
import { ChannelShifts, type TimeErrors } from "../../src/pileup/channel-shifts.ts";
import { PulseProducts } from "../../src/pileup/pulse-products.ts";
import { SampledPulses } from "../../src/pileup/sampled-pulses.ts";
import { GeV } from "../../src/units.ts";
import { sampleNoise, type ToyPulse, toySamples } from "./toy.ts";

const errors: TimeErrors = { timeJitter: 0.9, timeOffsets: 0.1 };
const times = [0, -40];
const most = 3;

/** Pulses at `times` fitted to channel 1, the amplitudes being linear, before and after its shifts. */
function fitted(list: readonly ToyPulse[], expected: TimeErrors) {
  const { electronics, waveforms } = toySamples(list, { noise: 1 }, 2);
  const pulses = new SampledPulses(electronics, most);
  const products = new PulseProducts(pulses);
  const { counts, samples } = waveforms;
  pulses.begin(counts, samples, waveforms.start);
  for (const time of times) pulses.add(time);
  products.update();
  const amplitudes = new Float64Array(2 * most);
  const pulls = new Float64Array(2 * most);
  const square = pulses.squareOf(counts, samples);
  const unshifted = square - products.project(counts, samples, amplitudes, pulls, most);
  const before = { amplitudes: amplitudes.slice(), pulls: pulls.slice() };
  const residual = new Float64Array(samples);
  pulses.subtract(counts, samples, amplitudes, most, residual);
  const shifts = new ChannelShifts({ ...electronics, pulse: electronics.pulse }, expected, most);
  const explained = shifts.fit(products, 1, 2, amplitudes, pulls);
  shifts.inform(products, 1, 2);
  return { electronics, pulses, products, shifts, amplitudes, pulls, before, residual, unshifted, explained };
}

const late: ToyPulse[] = [
  [0.3, 800, 1],
  [-40.4, 1500, 1],
];

describe("shifts of a channel", () => {
  it("leave chi-squared with the time errors in the covariance of the samples", () => {
    const { electronics, pulses, products, before, residual, unshifted, explained, shifts, pulls } = fitted(
      late,
      errors,
    );
    // V = 1 + D S D^T of whole samples, with D what amplitudes and pedestals leave of the slopes, in units of the noise.
    const { samples } = pulses;
    const left = times.map((_, m) =>
      Array.from({ length: samples }, (_, k) => {
        let value = pulses.slopes[m * samples + k]!;
        for (let l = 0; l < 2; l++)
          value -= products.follow[m * most + l]! * pulses.heights[l * samples + k]!;
        return value;
      }),
    );
    const spread = times.map((_, m) => {
      const amplitude = before.amplitudes[most + m]!;
      const energy = (amplitude * electronics.energyPerCount[1]!) / GeV;
      const time = (errors.timeJitter * errors.timeJitter) / energy + errors.timeOffsets * errors.timeOffsets;
      return (amplitude * amplitude * time) / (sampleNoise * sampleNoise);
    });
    const inverse = invertMatrix(
      Array.from({ length: samples }, (_, i) =>
        Array.from({ length: samples }, (_, j) =>
          left.reduce((sum, d, m) => sum + d[i]! * spread[m]! * d[j]!, i === j ? 1 : 0),
        ),
      ),
    );
    const between = (a: ArrayLike<number>, b: ArrayLike<number>) =>
      inverse.reduce((sum, row, i) => sum + a[i]! * row.reduce((part, v, j) => part + v * b[j]!, 0), 0);
    expect(unshifted - explained).toBeCloseTo(between(residual, residual), 6);
    for (let m = 0; m < 2; m++) {
      expect(pulls[most + m]).toBeCloseTo(between(left[m]!, residual), 6);
      for (let l = 0; l < 2; l++) {
        expect(shifts.information[m * most + l]).toBeCloseTo(between(left[m]!, left[l]!), 8);
      }
    }
  });

  it("go where large pulses are, which then have their heights", () => {
    const { shifts, amplitudes } = fitted(late, errors);
    late.forEach(([time, counts], m) => {
      const shift = shifts.coefficients[most + m]! / amplitudes[most + m]!;
      expect(Math.abs(times[m]! + shift - time)).toBeLessThan(0.1);
      expect(Math.abs(amplitudes[most + m]! - counts)).toBeLessThan(5);
    });
  });

  it("are none without time errors, and little beyond them", () => {
    const none = fitted(late, { timeJitter: 0, timeOffsets: 0 });
    expect(none.explained).toBe(0);
    expect(Array.from(none.amplitudes)).toEqual(Array.from(none.before.amplitudes));
    expect(Array.from(none.pulls)).toEqual(Array.from(none.before.pulls));
    const held = fitted(late, { timeJitter: 0, timeOffsets: 1e-3 });
    expect(Math.abs(held.shifts.coefficients[most]! / held.amplitudes[most]!)).toBeLessThan(1e-2);
  });

  it("are taken back", () => {
    const { shifts, products, amplitudes, pulls, before, explained } = fitted(late, errors);
    expect(shifts.undo(products, 1, 2, amplitudes, pulls)).toBeCloseTo(explained, 6);
    for (let m = most; m < most + 2; m++) {
      expect(amplitudes[m]).toBeCloseTo(before.amplitudes[m]!, 8);
      expect(pulls[m]).toBeCloseTo(before.pulls[m]!, 8);
    }
  });

  it("do not follow a pulse of negative height", () => {
    const { shifts } = fitted(
      [
        [-40, 1500, 1],
        [-20, -300, 1],
      ],
      errors,
    );
    expect(shifts.coefficients.every(Number.isFinite)).toBe(true);
  });
});
