import { expect, it } from "vitest";
import { sampleVariance } from "../../src/pileup/sample-variance.ts";
import { moments } from "../random/standard-errors.ts";
import { toySamples } from "./toy.ts";

it.each([0.7, 1, 3])("is that of samples with noise of %s counts", (noise) => {
  const { waveforms } = toySamples([], { noise, pedestalEven: 50, pedestalOdd: 50 }, 500);
  let k = 0;
  const { variance } = moments(waveforms.counts.length, () => waveforms.counts[k++]!);
  // 16000 samples: to 1.1 %.
  expect(Math.abs(variance / sampleVariance({ noise }) - 1)).toBeLessThan(4 * 0.0112);
});
