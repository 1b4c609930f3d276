import { describe, expect, test } from "vitest";
import { lossWindow, widths } from "../../scripts/tracking-rows.ts";
import { gaussian } from "../../src/random/gaussian.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { countDeviation, deviation, moments } from "../random/standard-errors.ts";

const random = new RandomStream(runKeyFromSeed("tracking-rows.test"));

describe("tau", () => {
  test("is that of the loss, and its error that of repeated trials", () => {
    const events = 4000;
    const [rate, tau] = [1e-3, 120];
    const kept = Math.exp(-rate * tau);
    const trials = Array.from({ length: 400 }, () => {
      const alone = { right: Uint8Array.from({ length: events }, () => (random.uniform() < 0.9 ? 1 : 0)) };
      const right = alone.right.map((is) => (is === 1 && random.uniform() < kept ? 1 : 0));
      return lossWindow({ right, rate }, alone)!;
    });
    let k = 0;
    const pulls = moments(trials.length, () => (trials[k]!.tau - tau) / trials[k++]!.error);
    expect(deviation(pulls.mean, 0, 1 / Math.sqrt(trials.length))).toBeLessThan(4);
    expect(deviation(pulls.variance, 1, Math.sqrt(2 / trials.length))).toBeLessThan(4);
  });

  test("is none where nothing is left", () => {
    const [none, all] = [
      { right: new Uint8Array(3), rate: 1 },
      { right: new Uint8Array(3).fill(1), rate: 1 },
    ];
    expect(lossWindow(none, all)).toBeUndefined();
    expect(lossWindow(all, none)).toBeUndefined();
    expect(lossWindow(all, all)).toEqual({ tau: 0, error: 0 });
  });
});

describe("the widths of a Gaussian", () => {
  const count = 4000;
  const one = () =>
    widths({
      deviations: Float64Array.from({ length: count }, () => 0.001 + 0.01 * gaussian(random)),
      predictedResolution: 0.01,
    });

  test("are both its own, with errors that hold in repeated trials", () => {
    const trials = Array.from({ length: 400 }, one);
    for (const [key, error] of [
      ["resolution", "resolutionError"],
      ["halfWidth", "halfWidthError"],
    ] as const) {
      let k = 0;
      const pulls = moments(trials.length, () => (trials[k]![key] - 0.01) / trials[k++]![error]);
      expect(Math.abs(pulls.mean)).toBeLessThan(0.3);
      expect(deviation(pulls.variance, 1, Math.sqrt(2 / trials.length))).toBeLessThan(4);
    }
  });

  test("know nothing of a far tail in the one, little in the other", () => {
    const deviations = Float64Array.from({ length: count }, (_, k) =>
      k % 50 === 0 ? 0.2 : 0.01 * gaussian(random),
    );
    const { resolution, halfWidth } = widths({ deviations, predictedResolution: 0.01 });
    expect(Math.abs(resolution / 0.01 - 1)).toBeLessThan(0.05);
    expect(Math.abs(halfWidth / 0.01 - 1)).toBeLessThan(0.07);
    expect(countDeviation(count / 50, count, 0.02)).toBe(0);
  });
});
