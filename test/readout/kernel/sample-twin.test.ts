import { describe, expect, it } from "vitest";
import { prepareSampleTwin } from "../../../src/readout/kernel/sample-twin.ts";
import { sampleSetup } from "./setup.ts";

describe("noise", () => {
  const setup = sampleSetup({ channels: 6, samples: 20, pedestalEven: 50, pedestalOdd: 53 });
  const { stride, offsets, analog, fillNoise } = prepareSampleTwin(setup);
  const places = [
    [7, 65_535, 40_000, 1],
    [0, 32_768, 5, 65_535],
  ];
  offsets.set(places.flatMap(([a, b, c, d]) => [a! | (b! << 16), c! | (d! << 16)]));
  fillNoise();

  it("of four channels is four stretches of the bank times a Hadamard matrix, on the two pedestals", () => {
    const signs = [
      [1, 1, 1, 1],
      [1, -1, 1, -1],
      [1, 1, -1, -1],
      [1, -1, -1, 1],
    ];
    for (let channel = 0; channel < 6; channel++) {
      for (let k = 0; k < 20; k++) {
        const stretches = places[Math.floor(channel / 4)]!.map((place) => setup.bank[place + k]!);
        const noise = stretches.reduce((sum, value, j) => sum + signs[channel % 4]![j]! * value, 0);
        expect(Math.abs(analog[channel * stride + k]! - noise - (k % 2 === 0 ? 50 : 53))).toBeLessThan(
          1.3e-5,
        );
      }
    }
  });

  it("has rows of a multiple of eight samples, for a multiple of four channels", () => {
    expect(stride).toBe(24);
    expect(analog.length).toBe(8 * 24);
  });
});

it("a pulse is added from its place to the end of its row, between two rows of the table", () => {
  const { stride, placed, analog, addPulses } = prepareSampleTwin(sampleSetup({ channels: 2 }));
  placed.at.set([4, stride + 28]);
  placed.end.set([stride, 2 * stride]);
  placed.from.set([0, 80]); // rows of ones and twos, of twos and threes
  placed.lower.set([10, 1]);
  placed.upper.set([0.5, 3]);
  addPulses(1);
  expect(Array.from(analog.subarray(0, stride))).toEqual(
    Array.from({ length: stride }, (_, k) => (k < 4 ? 0 : 11)),
  );
  addPulses(2);
  expect(analog[4]).toBe(22);
  expect(Array.from(analog.subarray(stride + 26, stride + 32))).toEqual([0, 0, 11, 11, 11, 11]);
});

describe("digitise", () => {
  const { stride, analog, counts, digitise } = prepareSampleTwin(
    sampleSetup({ channels: 2, samples: 17, largest: 255 }),
  );
  const round = (value: number) => {
    analog[stride + 16] = value;
    digitise();
    return counts[33];
  };

  it("rounds to the nearest count, half to even", () => {
    for (const [value, expected] of [
      [0, 0],
      [0.49, 0],
      [0.5, 0],
      [1.5, 2],
      [2.5, 2],
      [53.499, 53],
      [53.501, 54],
      [254.9, 255],
    ] as const) {
      expect(round(value), `${value}`).toBe(expected);
    }
  });

  it("clips at zero and at the largest count", () => {
    for (const value of [-0.4, -0.6, -1, -1e6]) expect(round(value)).toBe(0);
    for (const value of [255.4, 255.6, 256, 70_000, 1e9, 1e30]) expect(round(value)).toBe(255);
  });
});
