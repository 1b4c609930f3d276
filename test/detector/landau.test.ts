import { describe, expect, it } from "vitest";
import { prepareLandau } from "../../src/detector/landau.ts";
import { integrate } from "../../src/math/integrate.ts";
import { landauDensity, landauMostProbable } from "../../src/physics/landau.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { MeV } from "../../src/units.ts";
import { chiSquareDeviation, countDeviation } from "../random/standard-errors.ts";

const random = new RandomStream(runKeyFromSeed("landau.test"));
const count = 50_000;

describe("the energy lost in a layer", () => {
  it.each([20, 60])("is Landau distributed up to %s widths", (longest) => {
    const draw = prepareLandau(longest);
    const [mostProbable, width] = [36 * MeV, 1.68 * MeV];
    const lambda = () => (draw(mostProbable, width, random) - mostProbable) / width + landauMostProbable;
    const edges = [-4, -1.5, -1, -0.6, -0.2, 0.2, 0.7, 1.2, 2, 3, 5, 8, 14, longest];
    const probabilities = edges.slice(1).map((edge, k) => integrate(landauDensity, edges[k]!, edge, 1e-8));
    const total = probabilities.reduce((sum, p) => sum + p, 0);
    const counts = new Float64Array(probabilities.length);
    random.seek(longest, 0);
    for (let k = 0; k < count; k++) {
      const value = lambda();
      counts[edges.findIndex((edge) => value < edge) - 1]! += 1;
    }
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(count);
    expect(
      Math.abs(
        chiSquareDeviation(
          counts,
          probabilities.map((p) => p / total),
        ),
      ),
    ).toBeLessThan(4);
  });

  // The photoelectrons of V2 make it a third (notes 0.6; veto.test.ts).
  it("is below the most probable value in 25 % of the cases, whatever the width", () => {
    const draw = prepareLandau(60);
    const below = integrate(landauDensity, -8, landauMostProbable) / integrate(landauDensity, -8, 60);
    expect(below).toBeCloseTo(0.251, 3);
    for (const width of [0.1 * MeV, 0.35 * MeV]) {
      random.seek(3, 0);
      let low = 0;
      for (let k = 0; k < count; k++) if (draw(7.2 * MeV, width, random) < 7.2 * MeV) low++;
      expect(countDeviation(low, count, below)).toBeLessThan(4);
    }
  });

  it("is exact without width, and never negative", () => {
    const draw = prepareLandau(60);
    expect(draw(7.2 * MeV, 0, random)).toBe(7.2 * MeV);
    const losses = Array.from({ length: 1000 }, () => draw(1 * MeV, 1 * MeV, random));
    expect(Math.min(...losses)).toBe(0);
  });
});
