import { describe, expect, it } from "vitest";
import { prepareTail } from "../../src/pileup/tail.ts";
import { gaussian } from "../../src/random/gaussian.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { pulseHeight } from "../../src/readout/pulse-shape.ts";
import { ns } from "../../src/units.ts";
import { moments } from "../random/standard-errors.ts";
import { shippedCard } from "../shipped-card.ts";

const { msadc } = shippedCard();
const height = pulseHeight(msadc);
const { samples, samplingPeriod } = msadc;
const tail = prepareTail(msadc, 4, 4);

/** The samples of pulses, each by the time of its peak against sample 0 and its height. */
function samplesOf(...pulses: readonly (readonly [time: number, counts: number])[]) {
  return Float64Array.from({ length: samples }, (_, k) =>
    pulses.reduce((sum, [time, counts]) => sum + counts * height(k * samplingPeriod - time), 0),
  );
}

describe("the tail of pulses before the record", () => {
  it.each([
    ["one", [[-100 * ns, 3000]]],
    ["an old one", [[-400 * ns, 3000]]],
    [
      "two",
      [
        [-70 * ns, 1000],
        [-250 * ns, 3000],
      ],
    ],
    [
      "three",
      [
        [-90 * ns, 500],
        [-140 * ns, 2000],
        [-300 * ns, 2500],
      ],
    ],
  ] as const)("of %s is found to 1 % of it, in every sample", (_, pulses) => {
    const values = samplesOf(...pulses);
    expect(tail.find(values, 0)).toBe(true);
    for (let k = 0; k < samples; k++)
      expect(Math.abs(tail.at(k) - values[k]!)).toBeLessThan(0.01 * values[0]!);
  });

  // By the covariance of the two heights; with one exponential alone it would be 0.26.
  it("has an error of 1.2 times the noise where a pulse in time stands", () => {
    const random = new RandomStream(runKeyFromSeed("tail.test"));
    const truth = samplesOf([-100 * ns, 1000]);
    const { variance } = moments(10_000, () => {
      tail.find(
        truth.map((value) => value + gaussian(random)),
        0,
      );
      return tail.at(10);
    });
    expect(Math.abs(Math.sqrt(variance) - 1.21)).toBeLessThan(0.05);
  });
});

describe("there is none", () => {
  it("in noise, and below the threshold", () => {
    expect(tail.find(new Float64Array(samples), 0)).toBe(false);
    expect(tail.find(new Float64Array(samples).fill(-300), 0)).toBe(false);
    expect(tail.find(samplesOf([-400 * ns, 50]), 0)).toBe(false);
  });

  it("where a pulse rises or peaks in these samples", () => {
    for (const time of [-10, 0, 15, 30, 50]) expect(tail.find(samplesOf([time, 3000]), 0)).toBe(false);
  });
});

it("is never negative, and finite, where the two exponentials are one", () => {
  for (const tailTime of [msadc.fallTime, 1 * ns, 1e6 * ns]) {
    const odd = prepareTail({ ...msadc, tailTime }, 2, 4);
    for (const values of [
      samplesOf([-60, 4000]),
      new Float64Array(samples).fill(4095),
      samplesOf([10, 4000]),
    ]) {
      odd.find(values, 0);
      for (let k = 0; k < samples; k++) {
        expect(Number.isFinite(odd.at(k))).toBe(true);
        expect(odd.at(k)).toBeGreaterThanOrEqual(0);
      }
    }
  }
});
