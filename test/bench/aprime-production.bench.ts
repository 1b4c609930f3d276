import { describe } from "vitest";
import { exactCrossSection } from "../../src/physics/exact-tree-level.ts";
import { findTarget } from "../../src/physics/targets.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { type AprimeDraw, prepareAprimeSampler } from "../../src/transport/aprime-sampler.ts";
import { type AprimeTableInputs, buildAprimeTables } from "../../src/transport/aprime-tables.ts";
import { GeV, MeV } from "../../src/units.ts";
import { bench } from "./bench.ts";

const { nuclei } = findTarget("Pb")!;
const inputs = (mass: number): AprimeTableInputs => ({
  mass,
  nuclei,
  mediator: "vector",
  formFactor: "elastic",
});

describe("exact total at 100 GeV", () => {
  for (const massMeV of [1.1, 20, 100]) {
    bench(`${massMeV} MeV`, () => void exactCrossSection(massMeV * MeV, 100 * GeV, nuclei[0]!.nucleus));
  }
});

describe("tables of a sampler", () => {
  for (const massMeV of [1.1, 20, 100]) {
    bench(`${massMeV} MeV`, () => void buildAprimeTables(inputs(massMeV * MeV)));
  }
});

describe("1000 draws of x and angle", () => {
  const random = new RandomStream(runKeyFromSeed("bench"));
  const result: AprimeDraw = { x: 0, w: 0, azimuthRad: 0 };
  const tables = buildAprimeTables(inputs(20 * MeV));
  for (const minimum of [0, 50]) {
    const { draw } = prepareAprimeSampler(tables, minimum * GeV);
    bench(`20 MeV, above ${minimum} GeV`, () => {
      for (let k = 0; k < 1000; k++) draw(73 * GeV, random, result);
    });
  }
});
