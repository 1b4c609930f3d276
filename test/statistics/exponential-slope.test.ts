import { describe, expect, test } from "vitest";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { exponentialSlope, type Moments } from "../../src/statistics/exponential-slope.ts";

function moments(values: readonly (readonly [x: number, weight: number])[]): Moments {
  const sum = (of: (x: number, w: number) => number): number =>
    values.reduce((all, [x, w]) => all + of(x, w), 0);
  return {
    weight: sum((_, w) => w),
    first: sum((x, w) => w * x),
    squares: sum((_, w) => w * w),
    squaresFirst: sum((x, w) => w * w * x),
    squaresSecond: sum((x, w) => w * w * x * x),
  };
}

describe.each([-0.1, 0, 0.05, 0.2])("of a density e^(%d x) between 20 and 50", (slope) => {
  const draw = (u: number): number =>
    slope === 0 ? 20 + 30 * u : 20 + Math.log1p(u * Math.expm1(30 * slope)) / slope;

  test("the slope is found, by unit weights and by others, with its error", () => {
    const random = new RandomStream(runKeyFromSeed("exponential-slope"));
    const pulls = { equal: 0, weighted: 0 };
    const rounds = 400;
    for (let round = 0; round < rounds; round++) {
      random.seek(round, 0);
      const values = Array.from({ length: 300 }, () => [draw(random.uniform()), 1] as const);
      // Others: drawn flat, with weights that make the density.
      const others = Array.from({ length: 300 }, () => {
        const x = 20 + 30 * random.uniform();
        return [x, Math.exp(slope * (x - 35))] as const;
      });
      const found = exponentialSlope(moments(values), 20, 50)!;
      const other = exponentialSlope(moments(others), 20, 50)!;
      pulls.equal += ((found.mean - slope) / found.error) ** 2 / rounds;
      pulls.weighted += ((other.mean - slope) / other.error) ** 2 / rounds;
    }
    expect(Math.abs(pulls.equal - 1)).toBeLessThan(0.25);
    expect(Math.abs(pulls.weighted - 1)).toBeLessThan(0.3);
  });
});

test("of no value, of one, and of the same values there is none", () => {
  for (const values of [
    [],
    [[30, 1]],
    [
      [30, 1],
      [30, 2],
    ],
  ] as const)
    expect(exponentialSlope(moments(values), 20, 50)).toBeUndefined();
});
