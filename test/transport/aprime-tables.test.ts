import { describe, expect, it } from "vitest";
import { exactCrossSection } from "../../src/physics/exact-tree-level.ts";
import { findTarget, meanOverNuclei } from "../../src/physics/targets.ts";
import {
  type AprimeTableInputs,
  aprimeGrid,
  buildAprimeTables,
  exactRow,
  tableLength,
} from "../../src/transport/aprime-tables.ts";
import { MeV } from "../../src/units.ts";

const inputs: AprimeTableInputs = {
  mass: 100 * MeV,
  nuclei: findTarget("Pb")!.nuclei,
  mediator: "vector",
  formFactor: "elastic",
};
const { energies, shares, angles } = aprimeGrid;

/** ∫ dζ dλ at an energy node: trapezia over a density that is 0, or nearly, at its ends. */
function totalOf(density: Float64Array, node: number): number {
  const rows = density.subarray(node * shares.count * angles.count, (node + 1) * shares.count * angles.count);
  const step = (angles.to - angles.from) / (angles.count - 1) / (shares.count - 1);
  return rows.reduce((sum, value) => sum + value, 0) * step;
}

describe("buildAprimeTables", () => {
  const tables = buildAprimeTables(inputs);

  it("holds the exact cross section at each energy, within 1e-3", () => {
    for (const node of [0, 4, 11, 15]) {
      const energy = energies.from * Math.exp((Math.log(energies.to / energies.from) * node) / 15);
      const exact = exactCrossSection(100 * MeV, energy, inputs.nuclei[0]!.nucleus);
      expect(Math.abs(totalOf(tables.density, node) / exact - 1)).toBeLessThan(1e-3);
    }
  });

  it("is plain data: finite, not negative, 0 where A′ or electron stand still, the same each time", () => {
    expect(tables.mass).toBe(100 * MeV);
    expect(tables.density).toHaveLength(tableLength);
    expect(tables.density.every((value) => value >= 0 && value < Infinity)).toBe(true);
    for (const row of [0, shares.count - 1]) {
      expect(
        tables.density.subarray(row * angles.count, (row + 1) * angles.count).every((v) => v === 0),
      ).toBe(true);
    }
    expect(structuredClone(tables)).toEqual(tables);
    expect(buildAprimeTables(inputs)).toEqual(tables);
  });

  it("has next to nothing at its first and last angle", () => {
    for (let row = 1; row < energies.count * shares.count; row++) {
      const angular = tables.density.subarray(row * angles.count, (row + 1) * angles.count);
      const most = angular.reduce((a, b) => Math.max(a, b), 0);
      expect(angular[0]!).toBeLessThanOrEqual(2e-3 * most);
      expect(angular[angles.count - 1]!).toBeLessThanOrEqual(2e-3 * most);
    }
  });

  it("is the mean over the nuclei of a mix, with the form factor that is asked for", () => {
    const light = { charge: 6, massNumber: 12 };
    const heavy = { charge: 82, massNumber: 207.2 };
    const mix = [
      { nucleus: light, share: 0.75 },
      { nucleus: heavy, share: 0.25 },
    ];
    const both = buildAprimeTables({
      ...inputs,
      mass: 500 * MeV,
      nuclei: mix,
      formFactor: "elastic+inelastic",
    });
    const exact = meanOverNuclei({ name: "mix", about: "", source: "", nuclei: mix }, (nucleus) =>
      exactCrossSection(500 * MeV, energies.to, nucleus, "elastic+inelastic"),
    );
    expect(Math.abs(totalOf(both.density, 15) / exact - 1)).toBeLessThan(1e-3);
  });
});

describe("exactRow", () => {
  it("is what the tables keep, but for the bend between the nodes", () => {
    const tables = buildAprimeTables(inputs);
    const row = exactRow(inputs, 7, 40);
    const kept = tables.density.subarray((7 * shares.count + 40) * angles.count).subarray(0, angles.count);
    const most = Math.max(...row);
    for (let k = 0; k < angles.count; k++) expect(Math.abs(row[k]! - kept[k]!)).toBeLessThan(0.03 * most);
    expect([...row]).not.toEqual([...kept]);
    expect(exactRow(inputs, 7, 0).every((value) => value === 0)).toBe(true);
  });
});
