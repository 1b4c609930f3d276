import { describe, expect, it } from "vitest";
import { fluctuate } from "../../src/detector/sampling.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { GeV, MeV } from "../../src/units.ts";
import { deviation, moments } from "../random/standard-errors.ts";

const random = new RandomStream(runKeyFromSeed("sampling.test"));
const count = 20_000;

/** Mean and variance of a property of the fluctuated energies, against a sum of independent Gammas of the given energy. */
function check(energies: number[], term: number, property: (out: Float64Array) => number, energy: number) {
  const out = new Float64Array(energies.length);
  random.seek(0, 0);
  const { mean, variance } = moments(count, () => {
    out.set(energies);
    fluctuate(out, energies.length, term, random);
    return property(out);
  });
  const expected = term * term * energy;
  expect(deviation(mean, energy, Math.sqrt(expected / count))).toBeLessThan(4);
  // Fourth central moment of a Gamma of shape k and scale s: 3 k (k + 2) s^4.
  const [shape, scale] = [energy / (term * term), term * term];
  const fourth = 3 * shape * (shape + 2) * scale ** 4;
  const error = Math.sqrt((fourth - expected * expected) / count);
  expect(deviation(variance, expected, error)).toBeLessThan(4);
}

const sum = (out: Float64Array) => out.reduce((total, energy) => total + energy, 0);

describe("a sum of cells", () => {
  it.each([0.1, 0.32, 0.6])("has the resolution %s / sqrt(E), however the energy is shared", (term) => {
    check([86, 2.5, 2.5, 2.5, 2.5, 4], term, sum, 100 * GeV);
    check([5, 5], term, sum, 10 * GeV);
    check([0.3, 0.019, 0.004, 0.001], term, sum, 0.324 * GeV);
  });

  it("so has each cell above 20 MeV, and all smaller ones together", () => {
    check([50, 0.5, 0.01, 0.005], 0.1, (out) => out[0]!, 50 * GeV);
    check([50, 0.5, 0.01, 0.005], 0.1, (out) => out[1]!, 0.5 * GeV);
    check([50, 0.5, 0.01, 0.005], 0.1, (out) => out[2]! + out[3]!, 15 * MeV);
  });

  it("cells fluctuate independently, the small ones in common", () => {
    const out = new Float64Array(4);
    let covariance = 0;
    let ratio = 0;
    for (let k = 0; k < count; k++) {
      out.set([10, 10, 0.012, 0.003]);
      fluctuate(out, 4, 0.1, random);
      covariance += (out[0]! - 10) * (out[1]! - 10);
      ratio = Math.max(ratio, Math.abs(out[2]! / out[3]! - 4));
    }
    expect(deviation(covariance / count, 0, 0.1 / Math.sqrt(count))).toBeLessThan(4);
    expect(ratio).toBeLessThan(1e-9);
  });
});

it("leaves all as it is without a term, and what is 0 or beyond `count` at any", () => {
  const out = Float64Array.of(5, 0.01, 0, 3);
  fluctuate(out, 4, 0, random);
  expect(Array.from(out)).toEqual([5, 0.01, 0, 3]);
  fluctuate(out, 3, 0.1, random);
  expect(out[2]).toBe(0);
  expect(out[3]).toBe(3);
  out.fill(0);
  fluctuate(out, 4, 0.1, random);
  expect(Array.from(out)).toEqual([0, 0, 0, 0]);
});
