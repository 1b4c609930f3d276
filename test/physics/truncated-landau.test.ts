import { describe, expect, it } from "vitest";
import { integrate } from "../../src/math/integrate.ts";
import { landauDensity } from "../../src/physics/landau.ts";
import { drawStraggling, truncatedLandauDensity } from "../../src/physics/truncated-landau.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { MeV } from "../../src/units.ts";
import { binnedDeviation, deviation, moments } from "../random/standard-errors.ts";

const random = new RandomStream(runKeyFromSeed("truncated-landau.test"));

describe("the density", () => {
  // Cumulants of a compound Poisson process: ∫ Tⁿ / T² dT.
  it.each([0.1, 1, 2.38, 10])("has the moments of collisions up to %s", (longest) => {
    const density = truncatedLandauDensity(longest);
    const [from, to] = [-8 - Math.log(longest), 6 * longest + 8];
    const moment = (power: (x: number) => number) => integrate((x) => power(x) * density(x), from, to, 1e-7);
    expect(moment(() => 1)).toBeCloseTo(1, 6);
    expect(moment((x) => x)).toBeCloseTo(0, 5);
    expect(moment((x) => x * x) / longest).toBeCloseTo(1, 5);
    expect(moment((x) => x * x * x) / (0.5 * longest * longest)).toBeCloseTo(1, 4);
  });

  // Without collisions above 30 ξ, which happen in 3.3 % of the cases: the core is Landau's over the rest.
  it("is Landau's in the core where `longest` is large", () => {
    const longest = 30;
    const density = truncatedLandauDensity(longest);
    for (const lambda of [-2, -1, 0, 1, 3]) {
      const truncated = density(lambda - Math.log(longest) + 1 - 0.5772156649) * Math.exp(-1 / longest);
      expect(Math.abs(truncated / landauDensity(lambda) - 1)).toBeLessThan(1e-3);
    }
  });
});

describe("draws", () => {
  const count = 60_000;

  it.each([
    [1.68 * MeV, 4 * MeV],
    [0.0353 * MeV, 4 * MeV],
    [6 * MeV, 4 * MeV], // in two parts
  ])("have mean 0 and the moments of ξ = %s, collisions up to %s", (xi, longest) => {
    random.seek(Math.round(xi * 1e6), 0);
    const { mean, variance, third } = moments(count, () => drawStraggling(xi, longest, random));
    expect(deviation(mean, 0, Math.sqrt((xi * longest) / count))).toBeLessThan(4);
    const fourth = (xi * longest * longest * longest) / 3 + 3 * (xi * longest) ** 2;
    expect(deviation(variance, xi * longest, Math.sqrt((fourth - (xi * longest) ** 2) / count))).toBeLessThan(
      4,
    );
    const sixth = xi * longest ** 5 * (1 / 5) + 15 * (xi * longest) ** 3 + 40 * (xi * longest ** 2) ** 2;
    expect(deviation(third, (xi * longest * longest) / 2, Math.sqrt(sixth / count))).toBeLessThan(4);
  });

  it("follow the density", () => {
    random.seek(7, 0);
    const longest = 4 / 1.68;
    const density = truncatedLandauDensity(longest);
    const edges = [-1.8, -1.2, -0.6, -0.2, 0.2, 0.8, 1.6, 3];
    const below = (x: number) => integrate(density, -8, x, 1e-8);
    const draw = () => drawStraggling(1.68 * MeV, 4 * MeV, random) / (1.68 * MeV);
    expect(binnedDeviation({ count, draw, edges, below })).toBeLessThan(4);
  });

  it("of no layer are 0", () => {
    expect(drawStraggling(0, 4 * MeV, random)).toBe(0);
  });
});
