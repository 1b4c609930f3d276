import { describe, expect, test } from "vitest";
import { landauDensity, landauMostProbable } from "../../src/physics/landau.ts";
import { gamma } from "../../src/random/gamma.ts";
import { gaussian } from "../../src/random/gaussian.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { fill1D, type Histogram1D, histogram1D, lowerEdge } from "../../src/statistics/histogram.ts";
import { histogramPeak } from "../../src/statistics/histogram-peak.ts";
import { deviation, moments } from "../random/standard-errors.ts";

const random = new RandomStream(runKeyFromSeed("histogram-peak.test"));
const axis = { low: 0, high: 12, bins: 120, label: "E", unit: "GeV" };

function drawn(count: number, draw: () => number, weight: () => number = () => 1): Histogram1D {
  const histogram = histogram1D(axis);
  for (let k = 0; k < count; k++) fill1D(histogram, draw(), weight());
  return histogram;
}

/** A histogram without fluctuations, of very many events. */
function exact(density: (x: number) => number): Histogram1D {
  const histogram = histogram1D(axis);
  for (let k = 1; k <= axis.bins; k++) {
    histogram.sums[k] = density(lowerEdge(axis, k) + 0.05);
    histogram.squares[k] = 1e-9 * histogram.sums[k]!;
  }
  return histogram;
}

describe("without fluctuations", () => {
  test("a Gaussian peaks at its mean, wherever that is in a bin", () => {
    for (const mean of [5, 5.03, 2.55]) {
      const found = histogramPeak(exact((x) => Math.exp((-0.5 * (x - mean) * (x - mean)) / 0.16)))!;
      expect(found.mean).toBeCloseTo(mean, 9);
    }
  });

  // d/dx [(k - 1) ln x - x / theta] = 0.
  test("a Gamma distribution at (shape - 1) times its scale", () => {
    const found = histogramPeak(exact((x) => Math.exp(99 * Math.log(x / 5) - x / 0.05)))!;
    expect(found.mean).toBeCloseTo(99 * 0.05, 3);
  });

  // landauMostProbable is checked against tables in test/physics/landau.test.ts. The FWHM is 4.018 of these widths.
  test("a Landau distribution at its most probable value, to 3 % of its FWHM", () => {
    for (const width of [0.1, 0.4]) {
      const found = histogramPeak(exact((x) => landauDensity((x - 4) / width + landauMostProbable)))!;
      expect(Math.abs(found.mean - 4)).toBeLessThan(0.03 * 4.018 * width);
    }
  });
});

describe("the error", () => {
  test("is that of 200 histograms, of unit weights and of others", () => {
    for (const weight of [() => 1, () => 1e-9 * gamma(1, random)]) {
      const pulls: number[] = [];
      for (let k = 0; k < 200; k++) {
        const found = histogramPeak(drawn(2000, () => 5 + 0.5 * gaussian(random), weight))!;
        pulls.push((found.mean - 5) / found.error);
      }
      let k = 0;
      const { mean, variance } = moments(200, () => pulls[k++]!);
      expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(200));
      // The rms of 200 pulls is known to 5 %.
      expect(Math.abs(Math.sqrt(variance) - 1)).toBeLessThan(0.2);
    }
  });

  test("can be told of 200 events in a peak of ten bins", () => {
    let told = 0;
    for (let k = 0; k < 100; k++) {
      const found = histogramPeak(drawn(200, () => 2.5 + 0.45 * gaussian(random)));
      if (found === undefined) continue;
      told++;
      expect(Math.abs(found.mean - 2.5)).toBeLessThan(0.6);
    }
    expect(told).toBeGreaterThan(90);
  });

  test("falls as one over the root of the events", () => {
    const errorOf = (count: number) => histogramPeak(drawn(count, () => 5 + 0.5 * gaussian(random)))!.error;
    expect(errorOf(160_000) / errorOf(10_000)).toBeCloseTo(0.25, 1);
  });
});

test("the higher one of two peaks is told", () => {
  const both = (share: number) =>
    drawn(20_000, () => (random.uniform() < share ? 2.5 : 5) + 0.3 * gaussian(random));
  for (const [share, place] of [
    [0.1, 5],
    [0.9, 2.5],
  ] as const) {
    const { mean, error } = histogramPeak(both(share))!;
    expect(deviation(mean, place, error)).toBeLessThan(4);
  }
});

test("there is none of an empty histogram, or of one narrower than five bins", () => {
  expect(histogramPeak(histogram1D(axis))).toBeUndefined();
  expect(histogramPeak(drawn(1000, () => 5))).toBeUndefined();
  expect(histogramPeak(drawn(2, () => 12 * random.uniform()))).toBeUndefined();
});
