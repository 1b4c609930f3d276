import { describe, expect, it } from "vitest";
import { channelErrors, channelGains, perfectChannels } from "../../src/readout/channel-errors.ts";
import { pulseDeformations } from "../../src/readout/pulse-deformation.ts";
import { tabulatePulse } from "../../src/readout/pulse-shape.ts";
import { ns } from "../../src/units.ts";
import { deviation, moments } from "../random/standard-errors.ts";
import { shippedCard } from "../shipped-card.ts";

const pulse = tabulatePulse(shippedCard().msadc);
const spreads = { timeOffsets: 0.5 * ns, templateError: 0.01 };
const channels = 2000;
const some = channelErrors("ecal", channels, spreads, pulse);

/** How many standard errors mean and variance of some values are away from 0 and `sigma` squared; the larger. */
function away(values: Float64Array, sigma: number): number {
  let next = 0;
  const { mean, variance } = moments(values.length, () => values[next++]!);
  return Math.max(
    deviation(mean, 0, sigma / Math.sqrt(values.length)),
    deviation(variance, sigma * sigma, sigma * sigma * Math.sqrt(2 / values.length)),
  );
}

describe("the errors of channels", () => {
  it("have the spread of the card: offsets of the time", () => {
    expect(away(some.offset, 0.5 * ns)).toBeLessThan(4);
  });

  it("make the pulses differ from the template by `templateError` (rms) in the first 200 ns from 1 % of its height on", () => {
    const { heights, first, step } = pulse;
    const { rise, fall } = pulseDeformations(pulse);
    const begin = heights.findIndex((height) => height >= 0.01);
    expect(first + begin * step).toBeLessThan(-40 * ns);
    let sum = 0;
    let count = 0;
    for (let c = 0; c < channels; c++) {
      for (let k = begin; k < begin + 200 / step; k += 16) {
        const difference = some.rise[c]! * rise[k]! + some.fall[c]! * fall[k]!;
        sum += difference * difference;
        count++;
      }
    }
    // Two normal weights to a channel: their squares vary by the root of 2.
    expect(Math.abs(Math.sqrt(sum / count) / 0.01 - 1)).toBeLessThan(4 / Math.sqrt(2 * channels));
  });

  it("are those of the detector: always the same, in proportion to the spread, and begun alike for more channels", () => {
    const half = channelErrors("ecal", 50, { timeOffsets: 0.25 * ns, templateError: 0.005 }, pulse);
    for (const what of ["offset", "rise", "fall"] as const) {
      for (let c = 0; c < 50; c++) expect(2 * half[what][c]!).toBeCloseTo(some[what][c]!, 14);
    }
  });

  it("of ECAL and HCAL, of offset, rise, fall and gain have nothing to do with each other", () => {
    const other = channelErrors("hcal", channels, spreads, pulse);
    const gain = channelGains("ecal", new Float64Array(channels).fill(1), 0.01).map((value) => value - 1);
    const lists = [some.offset, some.rise, some.fall, other.offset, other.rise, other.fall, gain];
    for (const [k, one] of lists.entries()) {
      for (const two of lists.slice(k + 1)) {
        const product = (a: Float64Array, b: Float64Array) => a.reduce((sum, x, c) => sum + x * b[c]!, 0);
        const correlation = product(one, two) / Math.sqrt(product(one, one) * product(two, two));
        expect(Math.abs(correlation)).toBeLessThan(4 / Math.sqrt(channels));
      }
    }
  });

  it("are none without spreads, and of perfect channels", () => {
    const none = channelErrors("ecal", 5, { timeOffsets: 0, templateError: 0 }, pulse);
    for (const errors of [none, perfectChannels(5)]) {
      for (const values of Object.values(errors))
        expect([...values].every((value) => value === 0)).toBe(true);
    }
  });
});

describe("the gains of channels", () => {
  const nominal = Float64Array.from({ length: channels }, (_, c) => (c < 1000 ? 0.01 : 0.03));

  it("spread around those of the card as it says, and are they without a spread", () => {
    const gains = channelGains("ecal", nominal, 0.03);
    expect(
      away(
        Float64Array.from(gains, (gain, c) => gain / nominal[c]! - 1),
        0.03,
      ),
    ).toBeLessThan(4);
    expect(channelGains("ecal", nominal, 0)).toEqual(nominal);
  });

  it("stay above 0", () => {
    expect(Math.min(...channelGains("ecal", nominal, 0.5))).toBeCloseTo(0.001, 12);
  });
});
