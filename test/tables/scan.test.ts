import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { DimensionName } from "../../src/tables/quantity.ts";
import { energyScan, parseScan, plainScan, type Scan, timeScan } from "../../src/tables/scan.ts";

function scan(text: string, dimension: DimensionName = "energy"): Scan {
  const result = parseScan(text, dimension);
  if (typeof result === "string") throw new Error(result);
  return result;
}

describe("values", () => {
  // In GeV: 1 GeV = 1.
  test.each<[string, number[]]>([
    ["100MeV", [0.1]],
    [" 100 MeV ", [0.1]],
    ["10MeV,100MeV", [0.01, 0.1]],
    ["1 MeV, 0.1 GeV , 2TeV", [0.001, 0.1, 2000]],
    ["1MeV:1GeV:log:4", [0.001, 0.01, 0.1, 1]],
    ["20GeV:200GeV:lin:10", [20, 40, 60, 80, 100, 120, 140, 160, 180, 200]],
    ["1GeV:2GeV:lin:2", [1, 2]],
    [" 1GeV : 4GeV : log : 3 ", [1, 2, 4]],
    ["-1GeV:1GeV:lin:3", [-1, 0, 1]],
  ])("%s", (text, values) => {
    const found = scan(text).values;
    expect(found).toHaveLength(values.length);
    for (const [k, value] of values.entries()) expect(found[k]).toBeCloseTo(value, 12);
  });

  test.each(["1MeV:1GeV:log:50", "3MeV:0.7GeV:log:7", "0.1GeV:0.7GeV:lin:3"])(
    "%s: both ends exactly as given, and it increases",
    (text) => {
      const [from, to] = text.split(":", 2).map((piece) => scan(piece).values[0]);
      const { values } = scan(text);
      expect([values[0], values[values.length - 1]]).toEqual([from, to]);
      expect(values.every((value, k) => k === 0 || value > values[k - 1]!)).toBe(true);
    },
  );

  test("a logarithmic range has equal ratios, a linear one equal differences", () => {
    const logarithmic = scan("1MeV:1GeV:log:50").values;
    for (let k = 1; k < 50; k++)
      expect(logarithmic[k]! / logarithmic[k - 1]!).toBeCloseTo(Math.exp(Math.log(1000) / 49), 12);
    const linear = scan("1GeV:2GeV:lin:51").values;
    for (let k = 1; k < 51; k++) expect(linear[k]! - linear[k - 1]!).toBeCloseTo(0.02, 12);
  });

  test("tells how it is spaced", () => {
    expect(
      ["1GeV", "1GeV,2GeV", "1GeV:2GeV:lin:2", "1GeV:2GeV:log:2"].map((text) => scan(text).spacing),
    ).toEqual(["list", "list", "lin", "log"]);
  });

  test("of other quantities", () => {
    expect(scan("1m,2m", "length").values).toEqual([1000, 2000]);
  });

  test("up to 10000 points", () => {
    expect(scan("1MeV:1GeV:log:10000").values).toHaveLength(10_000);
  });
});

describe("what cannot be used", () => {
  const anEnergy = 'write an energy with its unit, such as "20 MeV"';
  const aRange = "write from:to:log:points or from:to:lin:points";
  test.each([
    ["", `"" is not a number with a unit; ${anEnergy}`],
    ["100", `"100" has no unit; ${anEnergy}`],
    ["1MeV,2", `"2" has no unit; ${anEnergy}`],
    ["1MeV,", `"" is not a number with a unit; ${anEnergy}`],
    ["1MeV,2mm", `"2mm": mm is not a unit of energy (GeV, MeV, keV, eV, TeV); ${anEnergy}`],
    ["2MeV,1MeV", '"2MeV,1MeV" must increase, but 1 MeV follows 2 MeV'],
    ["1GeV,1000MeV", '"1GeV,1000MeV" must increase, but 1 GeV follows 1 GeV'],
    ["1MeV:1GeV", `"1MeV:1GeV" is not a range: ${aRange}`],
    ["1MeV:1GeV:50", `"1MeV:1GeV:50" is not a range: ${aRange}`],
    ["1MeV:1GeV:log:50:3", `"1MeV:1GeV:log:50:3" is not a range: ${aRange}`],
    ["1:1GeV:log:50", `"1" has no unit; ${anEnergy}`],
    ["1MeV:1:log:50", `"1" has no unit; ${anEnergy}`],
    ["1MeV:1GeV:ln:50", '"1MeV:1GeV:ln:50": ln is neither log nor lin'],
    ["1GeV:1MeV:log:50", '"1GeV:1MeV:log:50" must increase, but 1 MeV follows 1 GeV'],
    ["1GeV:1GeV:lin:50", '"1GeV:1GeV:lin:50" must increase, but 1 GeV follows 1 GeV'],
    [
      "0GeV:1GeV:log:50",
      '"0GeV:1GeV:log:50": a logarithmic range must begin above zero; a linear one need not',
    ],
    ["1GeV:1e999GeV:lin:3", '"1e999GeV" is too large'],
    ["1MeV:1GeV:log:1", '"1MeV:1GeV:log:1": "1" is not a number of points, from 2 on'],
    ["1MeV:1GeV:log:x", '"1MeV:1GeV:log:x": "x" is not a number of points, from 2 on'],
    ["1MeV:1GeV:log:2.5", '"1MeV:1GeV:log:2.5": "2.5" is not a number of points, from 2 on'],
    ["1MeV:1GeV:log:10001", '"1MeV:1GeV:log:10001" has 10001 points; at most 10000 are computed at once'],
  ])("%s", (text, message) => {
    expect(parseScan(text, "energy")).toBe(message);
  });

  test("a list of more than 10000 values, told without all of it", () => {
    const text = Array.from({ length: 10_001 }, (_, k) => `${k + 1}MeV`).join(",");
    const message = parseScan(text, "energy");
    expect(message).toMatch(/^"1MeV,2MeV.*\.\.\." has 10001 points; at most 10000 are computed at once$/);
    expect((message as string).length).toBeLessThan(150);
  });
});

describe("a schema of energies", () => {
  const schema = energyScan("mass", 0.001, 1);
  const forms = "a value (20MeV), a list (10MeV,100MeV) or a range (1MeV:1GeV:log:50, 20GeV:200GeV:lin:10)";

  test("gives the values, its ends included", () => {
    expect(schema.parse("1MeV:1GeV:log:4")).toEqual(parseScan("1MeV:1GeV:log:4", "energy"));
  });

  test.each([
    [undefined, `is missing; write ${forms} (mass)`],
    ["5", '"5" has no unit; write an energy with its unit, such as "20 MeV" (mass)'],
    ["0.9MeV,5MeV", "900 keV is out of range: it must be at least 1 MeV and at most 1 GeV (mass)"],
    ["1MeV:2GeV:lin:2", "2 GeV is out of range: it must be at least 1 MeV and at most 1 GeV (mass)"],
  ])("refuses %s", (text, message) => {
    const { error } = schema.safeParse(text);
    expect(error!.issues.map((issue) => issue.message)).toEqual([message]);
  });

  test("tells what it takes", () => {
    const { description } = z.toJSONSchema(schema, { io: "input" });
    expect(description).toBe(`mass: ${forms}; at least 1 MeV and at most 1 GeV`);
  });
});

describe("pure numbers", () => {
  const schema = plainScan("electrons per spill", 1, 1e8);
  const values = (text: unknown) => (schema.parse(text) as Scan).values;

  test.each<[unknown, number[]]>([
    ["5e6", [5e6]],
    [5e6, [5e6]],
    ["1e6, 5e6", [1e6, 5e6]],
    ["1e6:4e6:log:3", [1e6, 2e6, 4e6]],
  ])("%s", (text, expected) => {
    const found = values(text);
    expect(found).toHaveLength(expected.length);
    for (const [k, value] of expected.entries()) expect(found[k]! / value).toBeCloseTo(1, 12);
  });

  test.each([
    ["0:10:lin:3", "0 is out of range: it must be at least 1 and at most 100000000 (electrons per spill)"],
    ["1e6mm", '"1e6mm": this is a pure number, without a unit (per cent is allowed) (electrons per spill)'],
    ["5,4", '"5,4" must increase, but 4 follows 5 (electrons per spill)'],
    [
      undefined,
      "is missing; write a value (5e6), a list (2e6,5e6) or a range (5e5:1e7:log:6, 1e6:5e6:lin:5) (electrons per spill)",
    ],
  ])("%s is refused", (text, what) => {
    expect(schema.safeParse(text).error!.issues.map(({ message }) => message)).toEqual([what]);
  });
});

test("timeScan is the same of times", () => {
  const schema = timeScan("width", 5, 500);
  expect(schema.parse("20ns,0.1us")).toEqual({ values: [20, 100], spacing: "list" });
  const [issue] = schema.safeParse("1us").error!.issues;
  expect(issue!.message).toBe("1 us is out of range: it must be at least 5 ns and at most 500 ns (width)");
  const { description } = z.toJSONSchema(schema, { io: "input" });
  expect(description).toContain("width: a value (30ns), a list (20ns,99ns)");
});
