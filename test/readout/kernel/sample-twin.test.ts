import { describe, expect, it } from "vitest";
import { prepareSampleTwin } from "../../../src/readout/kernel/sample-twin.ts";
import { deformed, sampleSetup } from "./setup.ts";

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

describe("a pulse", () => {
  const setup = sampleSetup({ channels: 2, noise: 0, deformation: deformed(2, 0.25, -0.5) });
  const { stride, pulses, analog, fillNoise, addPulses } = prepareSampleTwin(setup);
  /** Samples of channel 1 with one pulse, at its time behind sample 0. */
  const add = (time: number, amplitude: number) => {
    fillNoise();
    pulses.channel[0] = 1;
    pulses.time[0] = time - 100;
    pulses.amplitude[0] = amplitude;
    addPulses(1, -100);
    expect(analog.subarray(0, stride).every((value) => value === 0)).toBe(true);
    return Array.from(analog.subarray(stride, 2 * stride), (value) => value + 0);
  };
  const samples = (value: (k: number) => number) => Array.from({ length: stride }, (_, k) => value(k));

  it("is added from its first sample to the end of its row, between two phases", () => {
    // Its first height is two samples before its peak.
    expect(add(7, 10)).toEqual(samples((k) => (k < 5 ? 0 : 10)));
    // Half a sample later the first sample sees the second row, a quarter later what is between that and the next.
    expect(add(7.5, 10)).toEqual(samples((k) => (k < 6 ? 0 : 20)));
    expect(add(7.25, 10)).toEqual(samples((k) => (k < 6 ? 0 : 25)));
  });

  it("that began before the record, or ends before it, or begins behind it", () => {
    expect(add(-48, 10)).toEqual(samples((k) => (k < 10 ? 10 : 0)));
    expect(add(-60, 10)).toEqual(samples(() => 0));
    expect(add(35, 10)).toEqual(samples(() => 0));
  });

  it("of many counts is deformed, before its peak and behind it", () => {
    expect(add(7, 100)).toEqual(samples((k) => (k < 5 ? 0 : k < 7 ? 125 : 50)));
  });
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
