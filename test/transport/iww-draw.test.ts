import { describe, expect, test } from "vitest";
import { electronMass } from "../../src/constants.ts";
import { integrate } from "../../src/math/integrate.ts";
import { aprimeSpectrumIntegral } from "../../src/physics/aprime-cross-section.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { drawIwwAngle, drawIwwShare } from "../../src/transport/iww-draw.ts";
import { GeV, MeV } from "../../src/units.ts";
import { binnedDeviation, chiSquareDeviation } from "../random/standard-errors.ts";

const random = new RandomStream(runKeyFromSeed("iww-draw.test"));

describe("the share x of the A'", () => {
  test.each([
    [1.1, 10, 100],
    [20, 10, 30],
    [20, 50, 100],
    [500, 10, 100],
    [1000, 50, 51],
  ])("has the IWW density: %s MeV, A' above %s GeV, electron of %s GeV", (massMeV, minimum, energy) => {
    const lowest = minimum / energy;
    const all = aprimeSpectrumIntegral(lowest, 1, massMeV * MeV, energy * GeV);
    const bins = new Float64Array(10);
    const count = 8000;
    for (let k = 0; k < count; k++) {
      const x = drawIwwShare(energy * GeV, massMeV * MeV, minimum * GeV, random);
      if (!(x >= lowest * (1 - 1e-12)) || !(x <= 1 - electronMass / energy)) throw new Error(`x = ${x}`);
      // Uniform, if x has that density.
      bins[Math.min(9, Math.floor((10 * aprimeSpectrumIntegral(lowest, x, massMeV * MeV, energy)) / all))]! +=
        1;
    }
    expect(Math.abs(chiSquareDeviation(bins, Array(10).fill(1 / 10)))).toBeLessThan(4);
  });

  test("of a minimum below the mass has the whole spectrum", () => {
    let least = 1;
    for (let k = 0; k < 20_000; k++) least = Math.min(least, drawIwwShare(10 * GeV, 0.5 * GeV, 0, random));
    expect(least).toBeGreaterThanOrEqual(0.05);
    expect(least).toBeLessThan(0.2);
  });
});

describe("the angle", () => {
  /** Notes 2 (b), to first order in the masses: U = 2 E² x w + m² (1-x)/x + me² x, density (1-x+x²/2)/U² - (m²+2me²) x (1-x) (U-U0)/U⁴. */
  function densityInW(x: number, energy: number, mass: number) {
    const [m2, me2] = [mass * mass, electronMass * electronMass];
    const u0 = (m2 * (1 - x)) / x + me2 * x;
    const scale = u0 / (2 * energy * energy * x);
    const density = (w: number) => {
      const u = u0 * (1 + w / scale);
      return (1 - x + 0.5 * x * x) / (u * u) - ((m2 + 2 * me2) * x * (1 - x) * (u - u0)) / (u * u * u * u);
    };
    return { scale, density };
  }

  test.each([
    [1.1, 100, 0.9],
    [20, 100, 0.3],
    [20, 100, 0.999],
    [500, 60, 0.8],
  ])("has the IWW density: %s MeV, %s GeV, x = %s", (massMeV, energy, x) => {
    const { scale, density } = densityInW(x, energy * GeV, massMeV * MeV);
    const inLog = (l: number) => Math.exp(l) * density(scale * Math.exp(l));
    const all = integrate(inLog, -20, 18, 1e-8);
    const places = [-3, -2, -1.3, -0.7, -0.2, 0.3, 0.8, 1.3, 2, 3, 4];
    const options = {
      count: 40_000,
      draw: () => drawIwwAngle(x, energy * GeV, massMeV * MeV, random),
      edges: places.map((place) => scale * Math.exp(place)),
      below: (w: number) => integrate(inLog, -20, Math.log(w / scale), 1e-8) / all,
    };
    expect(Math.abs(binnedDeviation(options))).toBeLessThan(4);
  });

  test("is at most backwards: w from 0 to 2", () => {
    for (let k = 0; k < 5000; k++) {
      const w = drawIwwAngle(0.3, 2 * GeV, 0.55 * GeV, random);
      if (!(w >= 0 && w <= 2)) throw new Error(`w = ${w}`);
    }
  });
});
