import { expect, it } from "vitest";
import { prepareFewestPulses } from "../../src/pileup/fewest-pulses.ts";

const fewest = prepareFewestPulses(3);
/** Two pulses that overlap by half; rows of 3. */
const gram = Float64Array.of(2, 1, 0, 1, 2, 0, 0, 0, 0);
const products = (first: number, second: number) =>
  Float64Array.of(2 * first + second, first + 2 * second, 0);

it("keeps a significant pulse, and gives the amplitude of the first beside it", () => {
  const { amplitude, variance } = fewest(gram, products(10, 20), 2, 9, 5);
  expect(amplitude).toBeCloseTo(10, 10);
  // The inverse of [[2, 1], [1, 2]] has 2/3 on its diagonal.
  expect(variance).toBeCloseTo(6, 10);
});

it("leaves out one below its standard errors, or below 0: the first then takes what it would", () => {
  for (const second of [2, -20]) {
    const { amplitude, variance } = fewest(gram, products(10, second), 2, 9, 5);
    expect(amplitude).toBeCloseTo(10 + second / 2, 10);
    expect(variance).toBeCloseTo(4.5, 10);
  }
});

it("keeps the first in any case, and leaves out what cannot be told apart", () => {
  expect(fewest(gram, products(-3, 0), 1, 9, 5).amplitude).toBeCloseTo(-3, 10);
  const same = Float64Array.of(2, 2, 0, 2, 2, 0, 0, 0, 0);
  expect(fewest(same, Float64Array.of(8, 8, 0), 2, 9, 5).amplitude).toBeCloseTo(4, 10);
});
