import { describe, expect, test } from "vitest";
import { z } from "zod";
import {
  angle,
  correlations,
  count,
  type DimensionName,
  energy,
  fieldIntegral,
  formatQuantity,
  fraction,
  length,
  list,
  parsePlainNumber,
  parseQuantity,
  plain,
  surfaceDensity,
  time,
} from "../../src/tables/quantity.ts";
import { cm, GeV, MeV, mm } from "../../src/units.ts";

/** The one message of a schema that refuses `value`. */
function refusal(schema: z.ZodType<unknown, unknown>, value: unknown): string {
  const { success, error } = schema.safeParse(value);
  expect(success).toBe(false);
  expect(error!.issues).toHaveLength(1);
  return error!.issues[0]!.message;
}

describe("parseQuantity", () => {
  // Written out, not taken from units.ts: GeV = mm = ns = mrad = 1.
  test.each<[string, DimensionName, number]>([
    ["20 MeV", "energy", 0.02],
    ["20MeV", "energy", 0.02],
    ["  20   MeV ", "energy", 0.02],
    ["0.1GeV", "energy", 0.1],
    ["1 TeV", "energy", 1000],
    ["3 keV", "energy", 3e-6],
    ["511e3 eV", "energy", 5.11e-4],
    ["38.2 mm", "length", 38.2],
    ["2.5cm", "length", 25],
    ["-15.6 m", "length", -15600],
    ["80 um", "length", 0.08],
    ["12.5 ns", "time", 12.5],
    ["2 us", "time", 2000],
    ["3 ms", "time", 3e6],
    ["4.8 s", "time", 4.8e9],
    ["0.2 mrad", "angle", 0.2],
    ["20 urad", "angle", 0.02],
    ["0.001 rad", "angle", 1],
    ["7 T*m", "fieldIntegral", 2.098547206],
    ["6 g/cm2", "surfaceDensity", 0.06],
    [".5 GeV", "energy", 0.5],
    ["5. GeV", "energy", 5],
    ["+1e-3GeV", "energy", 0.001],
    ["1E2 GeV", "energy", 100],
  ])("%s as %s", (text, dimension, value) => {
    expect(parseQuantity(text, dimension)).toBeCloseTo(value, 12);
  });

  const anEnergy = 'write an energy with its unit, such as "20 MeV"';
  test.each<[unknown, string]>([
    ["20", `"20" has no unit; ${anEnergy}`],
    [20, `"20" has no unit; ${anEnergy}`],
    ["20 mm", `"20 mm": mm is not a unit of energy (GeV, MeV, keV, eV, TeV); ${anEnergy}`],
    ["20 mev", `"20 mev": mev is not a unit of energy (GeV, MeV, keV, eV, TeV); ${anEnergy}`],
    [
      "5 constructor",
      `"5 constructor": constructor is not a unit of energy (GeV, MeV, keV, eV, TeV); ${anEnergy}`,
    ],
    ["", `"" is not a number with a unit; ${anEnergy}`],
    ["MeV", `"MeV" is not a number with a unit; ${anEnergy}`],
    ["1,5 MeV", `"1,5 MeV" is not a number with a unit; ${anEnergy}`],
    ["1 2 MeV", `"1 2 MeV" is not a number with a unit; ${anEnergy}`],
    ["0x10 MeV", `"0x10 MeV" is not a number with a unit; ${anEnergy}`],
    ["Infinity GeV", `"Infinity GeV" is not a number with a unit; ${anEnergy}`],
    [Number.NaN, `"NaN" is not a number with a unit; ${anEnergy}`],
    [undefined, `is not a number; ${anEnergy}`],
    [null, `is not a number; ${anEnergy}`],
    [true, `is not a number; ${anEnergy}`],
    [["20 MeV"], `is not a number; ${anEnergy}`],
  ])("%j is refused", (text, message) => {
    expect(parseQuantity(text, "energy")).toBe(message);
  });

  test.each<[DimensionName, string]>([
    ["length", 'write a length with its unit, such as "38.2 mm"'],
    ["time", 'write a time with its unit, such as "12.5 ns"'],
    ["angle", 'write an angle with its unit, such as "0.3 mrad"'],
    ["fieldIntegral", 'write a field integral with its unit, such as "7 T*m"'],
    ["surfaceDensity", 'write a surface density with its unit, such as "6.37 g/cm2"'],
  ])("of %s says what to write", (dimension, advice) => {
    expect(parseQuantity("1", dimension)).toBe(`"1" has no unit; ${advice}`);
  });
});

describe("parsePlainNumber", () => {
  test.each<[unknown, number]>([
    [3, 3],
    [-0.5, -0.5],
    ["1e6", 1e6],
    [" 7 ", 7],
    ["80 %", 0.8],
    ["0.5%", 0.005],
  ])("%j", (text, value) => {
    expect(parsePlainNumber(text)).toBe(value);
  });

  test.each<[unknown, string]>([
    ["x", '"x" is not a number'],
    ["", '"" is not a number'],
    [null, "null is not a number"],
    [[1], "[1] is not a number"],
    [Number.NaN, "NaN is not a number"],
    [Number.POSITIVE_INFINITY, "Infinity is not a number"],
    ["3 GeV", '"3 GeV": this is a pure number, without a unit (per cent is allowed)'],
  ])("%j is refused", (text, message) => {
    expect(parsePlainNumber(text)).toBe(message);
  });
});

describe("formatQuantity", () => {
  test.each<[number, DimensionName, string]>([
    [20 * MeV, "energy", "20 MeV"],
    [1 * GeV, "energy", "1 GeV"],
    [999 * GeV, "energy", "999 GeV"],
    [1000 * GeV, "energy", "1 TeV"],
    [-2.5e-6, "energy", "-2.5 keV"],
    [0, "energy", "0 GeV"],
    [0.01 * mm, "length", "10 um"],
    [1 / 3, "energy", "333.333 MeV"],
    [1e9, "time", "1 s"],
  ])("%d as %s is %s", (value, dimension, text) => {
    expect(formatQuantity(value, dimension)).toBe(text);
  });

  test("is read back as the same number", () => {
    for (const value of [1e-9, 0.000511, 0.3, 1, 98, 12345])
      expect(parseQuantity(formatQuantity(value, "energy"), "energy")).toBeCloseTo(value, 12);
  });
});

describe("a quantity in a card", () => {
  const mass = energy("mass of the A'", { min: 1 * MeV, max: 1 * GeV });

  test("is read in internal units, its bounds included", () => {
    expect(["1 MeV", "20 MeV", "1 GeV"].map((text) => mass.parse(text))).toEqual([0.001, 0.02, 1]);
  });

  test("is told what it is when it is wrong", () => {
    expect(refusal(mass, "20")).toBe(
      '"20" has no unit; write an energy with its unit, such as "20 MeV" (mass of the A\')',
    );
  });

  test("is told its bounds", () => {
    const message = (text: string) =>
      `${text} is out of range: it must be at least 1 MeV and at most 1 GeV (mass of the A')`;
    expect(refusal(mass, "0.99 MeV")).toBe(message("0.99 MeV"));
    expect(refusal(mass, "1.01 GeV")).toBe(message("1.01 GeV"));
    expect(refusal(energy("E", { min: 0 }), "-1 GeV")).toBe(
      "-1 GeV is out of range: it must be at least 0 GeV (E)",
    );
    expect(refusal(length("z", { max: 0 }), "1 cm")).toBe(
      "1 cm is out of range: it must be at most 0 mm (z)",
    );
  });

  test("is finite, with bounds or without", () => {
    expect(refusal(energy("E"), "1e999 GeV")).toBe("1e999 GeV is out of range: it must be finite (E)");
    expect(refusal(plain("n"), "1e999")).toBe("1e999 is out of range: it must be finite (n)");
  });

  test("is told that it is missing, and how it is written", () => {
    expect(refusal(mass, undefined)).toBe(
      'is missing; write it with its unit, such as "20 MeV" (mass of the A\')',
    );
    expect(refusal(plain("n"), undefined)).toBe("is missing (n)");
  });

  test.each([
    [length("l"), "2 cm", 20],
    [time("t"), "1 us", 1000],
    [angle("a"), "1 rad", 1000],
    [fieldIntegral("b"), "1 T*m", 0.299792458],
    [surfaceDensity("s"), "1 g/cm2", 1 / (cm * cm)],
  ])("has its own dimension", (schema, text, value) => {
    expect(schema.parse(text)).toBeCloseTo(value, 12);
    expect(refusal(schema, "1 GeV")).toContain("GeV is not a unit of");
  });

  test("count takes whole numbers only", () => {
    const samples = count("samples", { min: 16, max: 64 });
    expect([16, "32", 64].map((value) => samples.parse(value))).toEqual([16, 32, 64]);
    expect(refusal(samples, 32.5)).toBe("32.5 is not a whole number (samples)");
    expect(refusal(samples, 65)).toBe("65 is out of range: it must be at least 16 and at most 64 (samples)");
    expect(refusal(samples, "many")).toBe('"many" is not a number (samples)');
  });

  test("fraction is from 0 to 1", () => {
    const share = fraction("share");
    expect([0, 1, "15 %"].map((value) => share.parse(value))).toEqual([0, 1, 0.15]);
    for (const value of [-0.01, 1.01, "101 %"])
      expect(refusal(share, value)).toBe(
        `${value} is out of range: it must be at least 0 and at most 1 (share)`,
      );
  });

  test("list holds at least one, and each is checked", () => {
    const radii = list(length("radius", { min: 0 }));
    expect(radii.parse(["1 mm", "2 cm"])).toEqual([1, 20]);
    expect(radii.safeParse([]).success).toBe(false);
    expect(radii.safeParse("1 mm").success).toBe(false);
    const { error } = radii.safeParse(["1 mm", "2", "-3 mm"]);
    expect(error!.issues.map(({ path }) => path)).toEqual([[1], [2]]);
  });

  test("correlations are those of a process, or refused", () => {
    const noise = correlations("noise");
    expect(noise.parse([0])).toEqual([0]);
    expect(noise.parse(["60 %", 0.3])).toEqual([0.6, 0.3]);
    expect(refusal(noise, [0.9, -0.9])).toBe(
      "0.9,-0.9 are the correlations of no noise: the matrix that they make is not positive definite (noise)",
    );
    expect(refusal(noise, [1.1])).toContain("at least -1 and at most 1");
  });
});

describe("a quantity in a JSON Schema", () => {
  const schemaOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: "input" });
  const accepts = (schema: z.ZodType, text: string) => new RegExp(schemaOf(schema).pattern!).test(text);

  test("has a description with its bounds", () => {
    expect(schemaOf(energy("mass", { min: MeV, max: GeV })).description).toBe(
      "mass; at least 1 MeV and at most 1 GeV",
    );
    expect(schemaOf(energy("energy")).description).toBe("energy");
  });

  test.each([
    [energy("E"), ["20 MeV", "0.1GeV", " 1e-3 TeV "], ["20", "20 mm", "20 mev", "MeV", "20 MeV 3"]],
    [fieldIntegral("B"), ["7 T*m"], ["7 TTm", "7 Tm", "7"]],
    [plain("n"), ["3", "80 %", "1e6"], ["3 GeV", "x", ""]],
  ])("has the same units as the reader", (schema, good, bad) => {
    for (const text of good) expect([text, accepts(schema, text)]).toEqual([text, true]);
    for (const text of bad) expect([text, accepts(schema, text)]).toEqual([text, false]);
    for (const text of [...good, ...bad]) expect(schema.safeParse(text).success).toBe(accepts(schema, text));
  });

  test("is a text with a unit, or a number without one", () => {
    expect(schemaOf(energy("E")).type).toBe("string");
    expect(schemaOf(plain("n", { min: 1, max: 5 }))).toMatchObject({
      type: ["number", "string"],
      minimum: 1,
      maximum: 5,
    });
    expect(schemaOf(count("n", { min: 1 }))).toMatchObject({ type: "integer", minimum: 1 });
  });
});
