import { describe, expect, test } from "vitest";
import {
  aprimeCrossSection,
  aprimeCrossSectionAbove,
  aprimeSpectrumIntegral,
  improvedAprimeCrossSection,
} from "../../src/physics/aprime-cross-section.ts";
import { exactCrossSectionAbove } from "../../src/physics/exact-tree-level.ts";
import { kMethodCrossSectionAbove } from "../../src/physics/k-factor-method.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import {
  type CrossSectionMethod,
  crossSectionMethods,
  prepareAprimeProduction,
} from "../../src/transport/aprime-production.ts";
import { buildAprimeTables } from "../../src/transport/aprime-tables.ts";
import { GeV, MeV } from "../../src/units.ts";

const nucleus = { charge: 82, massNumber: 207.2 };
const random = new RandomStream(runKeyFromSeed("aprime-production.test"));

function noTables(): never {
  throw new Error("asks for tables");
}

const prepare = (method: CrossSectionMethod, massMeV: number, minimum: number) =>
  prepareAprimeProduction(
    { method, mass: massMeV * MeV, minimumEnergy: minimum * GeV, nucleus },
    method === "etl" ? buildAprimeTables : noTables,
  );

describe("the cross section above the minimum", () => {
  const physics: Readonly<
    Record<CrossSectionMethod, (minimumEnergy: number, mass: number, energy: number) => number>
  > = {
    etl: (minimum, mass, energy) => exactCrossSectionAbove(minimum, { mass, energy, nucleus }),
    "k-factor": (minimum, mass, energy) => kMethodCrossSectionAbove(minimum, { mass, energy, nucleus }),
    iww: (minimum, mass, energy) =>
      (improvedAprimeCrossSection(mass, energy, nucleus) *
        aprimeCrossSectionAbove(minimum, mass, energy, nucleus)) /
      aprimeCrossSection(mass, energy, nucleus),
    ww: (minimum, mass, energy) => aprimeCrossSectionAbove(minimum, mass, energy, nucleus),
  };

  // 0.5 % next to the minimum and for the sampler: linear between 200 energies, and the tables of the exact one.
  test.each(crossSectionMethods.flatMap((method) => [1.1, 20, 500].map((mass) => [method, mass] as const)))(
    "%s, %s MeV",
    (method, massMeV) => {
      for (const minimum of [10, 50]) {
        const { crossSectionAt } = prepare(method, massMeV, minimum);
        for (const energy of [1.1 * minimum, 73, 100]) {
          const wanted = physics[method](minimum, massMeV * MeV, energy);
          expect(Math.abs(crossSectionAt(energy) / wanted - 1), `${minimum}, ${energy}`).toBeLessThan(5e-3);
        }
        expect([crossSectionAt(minimum), crossSectionAt(0.5 * minimum)]).toEqual([0, 0]);
      }
    },
  );
});

describe("the draw", () => {
  test.each(crossSectionMethods)("%s: above the minimum, below the energy of the electron", (method) => {
    const { draw } = prepare(method, 20, 50);
    const result = { x: 0, w: 0, azimuthRad: 0 };
    const quarters = [0, 0, 0, 0];
    for (let k = 0; k < 4000; k++) {
      draw(70 * GeV, random, result);
      if (!(result.x * 70 >= 50 * (1 - 1e-12)) || !(result.x < 1)) throw new Error(`x = ${result.x}`);
      if (!(result.w >= 0) || !(result.w <= 2)) throw new Error(`w = ${result.w}`);
      quarters[Math.floor(result.azimuthRad / (0.5 * Math.PI))]! += 1;
    }
    for (const count of quarters) expect(Math.abs(count - 1000)).toBeLessThan(4 * Math.sqrt(750));
  });

  test("the approximations draw the same A' from the same stream, the exact one others", () => {
    const drawn = crossSectionMethods.map((method) => {
      const result = { x: 0, w: 0, azimuthRad: 0 };
      prepare(method, 20, 10).draw(80 * GeV, random.seek(5, 0), result);
      return result;
    });
    const [etl, byK, iww, ww] = drawn;
    expect(byK).toEqual(iww);
    expect(ww).toEqual(iww);
    expect(etl).not.toEqual(iww);
  });
});

test("a minimum below the mass counts all A'", () => {
  const { crossSectionAt } = prepare("ww", 950, 0.5);
  expect(crossSectionAt(100 * GeV) / aprimeCrossSection(0.95, 100, nucleus)).toBeCloseTo(1, 3);
  expect(aprimeSpectrumIntegral(0.005, 1, 0.95, 100)).toBe(aprimeSpectrumIntegral(0, 1, 0.95, 100));
  expect(crossSectionAt(0.9 * GeV)).toBe(0);
});
