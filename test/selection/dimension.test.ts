import { expect, test } from "vitest";
import { dimensionOf, inUnits, pure, unitOf } from "../../src/selection/dimension.ts";

test("units have the size that columns count in", () => {
  expect(unitOf("MeV")).toEqual({ dimension: dimensionOf("GeV"), factor: 1e-3 });
  expect(unitOf("cm")).toEqual({ dimension: dimensionOf("mm"), factor: 10 });
  expect(unitOf("us")).toEqual({ dimension: dimensionOf("ns"), factor: 1000 });
  expect(unitOf("kHz")).toEqual({ dimension: dimensionOf("MHz"), factor: 1e-3 });
});

test("what no column is in is no unit here, nor is a name that every object has", () => {
  for (const name of ["T*m", "g/cm2", "Gev", "constructor", "__proto__", ""])
    expect(unitOf(name)).toBeUndefined();
});

test("are told as people write them", () => {
  expect(inUnits(pure)).toBe("");
  expect(dimensionOf("1")).toEqual(pure);
  expect(inUnits(dimensionOf("GeV"))).toBe(" in GeV");
  expect(inUnits([2, -1, 0, 0, 0])).toBe(" in GeV^2 mm^-1");
});
