import { describe, expect, it } from "vitest";
import { invertMatrix } from "../../src/math/invert-matrix.ts";
import { PulseProducts, product, rowProducts, sampleProduct } from "../../src/pileup/pulse-products.ts";
import { SampledPulses } from "../../src/pileup/sampled-pulses.ts";
import { toySamples } from "./toy.ts";

const heights = [400, 1500, 900];
const at = [0, 37, -60];
const { electronics, waveforms } = toySamples(at.map((time, m) => [time, heights[m]!] as const));
const { samples } = electronics.msadc;
const pulses = new SampledPulses(electronics, 4);
const products = new PulseProducts(pulses);
pulses.begin(waveforms.counts, 0, waveforms.start);
for (const time of at) pulses.add(time);
const isRegular = products.update();

function row(values: Float64Array, m: number): number[] {
  return Array.from(values.subarray(m * samples, (m + 1) * samples));
}

/** The covariance of heights, then of slopes, of a fit of both at once, by another way: the whole matrix inverted. */
const columns = [...at.keys()]
  .flatMap((m) => [row(pulses.heights, m)])
  .concat([...at.keys()].map((m) => row(pulses.slopes, m)));
const covariance = invertMatrix(
  columns.map((a) => columns.map((b) => a.reduce((sum, value, k) => sum + value * b[k]!, 0))),
);

describe("products of pulses", () => {
  const amplitudes = new Float64Array(5);
  const pulls = new Float64Array(5);
  const explained = products.project(waveforms.counts, 0, amplitudes, pulls, 1);

  it("give the amplitudes of the pulses at their times, and leave nothing to explain but rounding", () => {
    expect(isRegular).toBe(true);
    heights.forEach((height, m) => {
      expect(Math.abs(amplitudes[m + 1]! - height)).toBeLessThan(2);
    });
    const left = pulses.squareOf(waveforms.counts, 0) - explained;
    expect(left).toBeGreaterThan(0);
    expect(left / samples).toBeLessThan(0.2);
    for (const m of [0, 1, 2]) expect(Math.abs(pulls[m + 1]!)).toBeLessThan(0.1);
  });

  it("of what is left of the slopes are the inverse of their block of the whole covariance", () => {
    const block = invertMatrix([3, 4, 5].map((i) => [3, 4, 5].map((j) => covariance[i]![j]!)));
    for (const m of [0, 1, 2])
      for (const l of [0, 1, 2]) expect(products.left[m * 4 + l]! / block[m]![l]!).toBeCloseTo(1, 6);
  });

  it("give the variance of an amplitude with its times held", () => {
    const gram = [0, 1, 2].map((i) =>
      [0, 1, 2].map((j) => product(pulses.heights, i * samples, pulses.heights, j * samples, samples)),
    );
    const inverse = invertMatrix(gram);
    for (const m of [0, 1, 2]) expect(products.amplitudeVariance(m) / inverse[m]![m]!).toBeCloseTo(1, 8);
    gram.flat().forEach((value, k) => {
      expect(products.gram[Math.floor(k / 3) * 4 + (k % 3)]).toBeCloseTo(value, 10);
    });
  });

  it("tell what heights and released times explain of any row: all of a height or a slope, not all of another pulse", () => {
    const other = new SampledPulses(electronics, 1);
    other.begin(waveforms.counts, 0, waveforms.start);
    other.add(110);
    const share = (values: Float64Array, first: number, free: number): number => {
      products.release(free);
      const along = Float64Array.from([0, 1, 2, 3], (m) =>
        product(values, first, pulses.heights, m * samples, samples),
      );
      const pull = Float64Array.from([0, 1, 2, 3], (m) =>
        product(values, first, pulses.slopes, m * samples, samples),
      );
      return products.explained(along, pull) / product(values, first, values, first, samples);
    };
    expect(share(pulses.heights, samples, 0)).toBeCloseTo(1, 6);
    expect(share(pulses.slopes, samples, 0)).toBeGreaterThan(0.99);
    expect(share(pulses.slopes, 0, 1)).toBeLessThan(0.99);
    const [held, free] = [share(other.heights, 0, 3), share(other.heights, 0, 0)];
    expect(held).toBeLessThan(free);
    expect(free).toBeLessThan(1);
  });

  it("tell pulses that cannot be told apart", () => {
    pulses.add(0.001);
    expect(products.update()).toBe(false);
    pulses.remove(3);
  });
});

it("the product with samples is that with the same numbers", () => {
  const counts = Int16Array.from({ length: 4 }, (_, k) => k);
  expect(sampleProduct(Float64Array.of(9, 1, 2), 1, counts, 2, 2)).toBe(1 * 2 + 2 * 3);
  expect(product(Float64Array.of(9, 1, 2), 1, Float64Array.from(counts), 2, 2)).toBe(1 * 2 + 2 * 3);
});

it("gives the products of any number of rows, each with the bits of a single one", () => {
  const matrix = Float64Array.from({ length: 7 * 5 }, (_, k) => Math.sin(k));
  const values = Float64Array.from({ length: 5 }, (_, k) => Math.cos(k));
  for (const rows of [1, 4, 6, 7]) {
    const out = new Float64Array(7);
    rowProducts(matrix, rows, values, 5, out);
    expect([...out]).toEqual(
      Array.from({ length: 7 }, (_, j) => (j < rows ? product(matrix, j * 5, values, 0, 5) : 0)),
    );
  }
});
