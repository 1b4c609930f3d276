import { describe, expect, it } from "vitest";
import { fromDensity } from "../../src/random/from-density.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { binnedDeviation, deviation, edges, moments } from "./standard-errors.ts";

/** Distribution function of a density linear between nodes, by summing trapezia. */
function distribution(x: readonly number[], density: readonly number[]): (value: number) => number {
  const area = (to: number) => {
    let sum = 0;
    for (let k = 0; k + 1 < x.length && x[k]! < to; k++) {
      const width = x[k + 1]! - x[k]!;
      const part = Math.min(1, (to - x[k]!) / width);
      sum += width * part * (density[k]! + 0.5 * part * (density[k + 1]! - density[k]!));
    }
    return sum;
  };
  const total = area(Number.POSITIVE_INFINITY);
  return (value) => area(value) / total;
}

describe("fromDensity", () => {
  const random = new RandomStream(runKeyFromSeed("from-density.test"));
  const sampler = (x: readonly number[], density: readonly number[]) =>
    fromDensity(Float64Array.from(x), Float64Array.from(density));

  const steep = edges(0, 30, 301);
  const cases: [string, number[], number[]][] = [
    ["constant", [2, 5], [7, 7]],
    ["rising from 0", [0, 1], [0, 3]],
    ["falling to 0", [-1, 1], [3, 0]],
    ["triangle on unequal nodes", [0, 1, 10], [0, 2, 0]],
    ["two peaks with an empty middle, and empty ends", [0, 1, 2, 3, 4, 5, 6, 7], [0, 0, 1, 0, 0, 5, 0, 0]],
    ["steep exponential", steep, steep.map((x) => Math.exp(-x))],
    [
      "1/x over six decades",
      [...Array(61).keys()].map((k) => Math.exp(k / 4.4)),
      [...Array(61).keys()].map((k) => Math.exp(-k / 4.4)),
    ],
  ];

  it.each(cases)("inverts the distribution function: %s", (_, x, density) => {
    const draw = sampler(x, density);
    const below = distribution(x, density);
    let worst = 0;
    for (let event = 0; event < 20_000; event++) {
      const u = random.seek(event, 0).uniform();
      const value = draw(random.seek(event, 0));
      worst = Math.max(worst, Math.abs(below(value) - u));
    }
    expect(worst).toBeLessThan(1e-12);
  });

  it.each(cases)("has the shape of the density: %s", (_, x, density) => {
    random.seek(1, 1);
    const sample = sampler(x, density);
    const draw = () => sample(random);
    const below = distribution(x, density);
    const inner = edges(x[0]!, x[x.length - 1]!, 52)
      .slice(1, -1)
      .filter(
        (edge, k, all) => below(edge) - (k === 0 ? 0 : below(all[k - 1]!)) > 1e-4 && below(edge) < 0.9999,
      );
    expect(Math.abs(binnedDeviation({ count: 200_000, draw, edges: inner, below }))).toBeLessThan(4);
  });

  it("has the mean and the variance of a triangle", () => {
    random.seek(2, 2);
    const draw = sampler([0, 1, 10], [0, 2, 0]);
    const count = 1_000_000;
    const { mean, variance } = moments(count, () => draw(random));
    // (a + b + c) / 3, (a² + b² + c² - ab - ac - bc) / 18; the fourth moment is 2.4 variance².
    expect(deviation(mean, 11 / 3, Math.sqrt(91 / 18 / count))).toBeLessThan(4);
    expect(deviation(variance, 91 / 18, (91 / 18) * Math.sqrt(1.4 / count))).toBeLessThan(4);
  });

  it("stays between the ends, at both ends of the uniform", () => {
    for (const [, x, density] of cases) {
      const draw = sampler(x, density);
      for (const step of [-1, -2]) {
        Object.assign(random, { a: 1, b: 0, c: 0, step });
        const value = draw(random);
        expect(value).toBeGreaterThanOrEqual(x[0]!);
        expect(value).toBeLessThanOrEqual(x[x.length - 1]!);
      }
    }
  });

  it("does not need a normalised density, keeps its own copy, and takes one uniform", () => {
    const x = Float64Array.of(0, 1, 2);
    const density = Float64Array.of(1, 3, 0);
    const draw = fromDensity(x, density);
    const expected = draw(random.seek(3, 3));
    const start = random.step;
    draw(random);
    expect((random.step - start) | 0).toBe(2);
    x.fill(0);
    density.fill(9);
    expect(draw(random.seek(3, 3))).toBe(expected);
    expect(sampler([0, 1, 2], [1024, 3072, 0])(random.seek(3, 3))).toBe(expected);
  });

  it.each([
    [[0], [1], "density has 1 values at 1 nodes (must be as many, at least 2)"],
    [[0, 1, 2], [1, 1], "density has 2 values at 3 nodes (must be as many, at least 2)"],
    [[0, 1, 1], [1, 1, 1], "node 2 of a density is not above the one before it"],
    [[0, Number.NaN], [1, 1], "node 1 of a density is not above the one before it"],
    [[0, 1, 2], [1, -0.5, 1], "a density is negative, zero everywhere, or not finite"],
    [[0, 1], [0, 0], "a density is negative, zero everywhere, or not finite"],
    [[0, 1], [1, Number.NaN], "a density is negative, zero everywhere, or not finite"],
    [[0, 1], [1, Number.POSITIVE_INFINITY], "a density is negative, zero everywhere, or not finite"],
  ])("rejects nodes %j with densities %j", (x, density, message) => {
    expect(() => sampler(x, density)).toThrow(message);
  });
});
