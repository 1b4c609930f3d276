import { describe, expect, it } from "vitest";
import { exponential } from "../../src/random/exponential.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { binnedDeviation, countDeviation, deviation, edges, moments } from "./standard-errors.ts";

describe("exponential", () => {
  const random = new RandomStream(runKeyFromSeed("exponential.test"));
  const draw = () => exponential(random);
  const count = 1_000_000;

  it("has mean 1, variance 1, third moment 2", () => {
    random.seek(1, 0);
    const { mean, variance, third } = moments(count, draw);
    // Variances of the three estimates, from the central moments 1, 2, 9, 44, 265 of the exponential.
    expect(deviation(mean, 1, Math.sqrt(1 / count))).toBeLessThan(4);
    expect(deviation(variance, 1, Math.sqrt(8 / count))).toBeLessThan(4);
    expect(deviation(third, 2, Math.sqrt((265 - 4 - 6 * 9 + 9) / count))).toBeLessThan(4);
  });

  it("has the shape and the tail of exp(-x)", () => {
    random.seek(2, 0);
    const below = (x: number) => -Math.expm1(-x);
    const shape = binnedDeviation({ count, draw, edges: edges(0.02, 8, 400), below });
    expect(Math.abs(shape)).toBeLessThan(4);
    random.seek(3, 0);
    let beyond = 0;
    for (let k = 0; k < count; k++) if (exponential(random) > 10) beyond++;
    expect(countDeviation(beyond, count, Math.exp(-10))).toBeLessThan(4);
  });

  it("is positive and finite at both ends of the uniform, and takes one", () => {
    Object.assign(random, { a: 1, b: 0, c: 0, step: -1 });
    expect(exponential(random)).toBeCloseTo(53 * Math.LN2, 12);
    Object.assign(random, { a: 1, b: 0, c: 0, step: -2 });
    expect(exponential(random)).toBe(1 / 0x20_0000_0000_0000);
    const start = random.step;
    exponential(random);
    expect((random.step - start) | 0).toBe(2);
  });
});
