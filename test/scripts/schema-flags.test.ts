import { describe, expect, test } from "vitest";
import yargs from "yargs";
import { z } from "zod";
import {
  addSchemaFlags,
  dashed,
  flagProblems,
  readSchemaFlags,
  schemaFlags,
} from "../../scripts/schema-flags.ts";
import { InputError } from "../../src/tables/input-error.ts";
import { energy, plain } from "../../src/tables/quantity.ts";

const schema = z.strictObject({
  mass: energy("a mass", { min: 0.001 }),
  darkMatterMass: energy("another").optional(),
  alphaDark: plain("a coupling").prefault("0.5"),
});

test("a schema tells its flags, with what they mean and their defaults", () => {
  expect(schemaFlags(schema)).toEqual([
    { key: "mass", about: "a mass; at least 1 MeV" },
    { key: "darkMatterMass", about: "another" },
    { key: "alphaDark", about: "a coupling", default: "0.5" },
  ]);
});

test("a key as a flag", () => {
  expect([dashed("mass"), dashed("minimumAprimeEnergy")]).toEqual(["--mass", "--minimum-aprime-energy"]);
});

test("options of the command line are texts with a value, and the help tells defaults", async () => {
  const parser = addSchemaFlags(yargs(["--mass", "20", "--dark-matter-mass", "1e3"]), schema).exitProcess(
    false,
  );
  const parsed = await parser.parseAsync();
  expect(parsed).toMatchObject({ mass: "20", darkMatterMass: "1e3" });
  expect(parsed.alphaDark).toBeUndefined();
  expect(await parser.getHelp()).toMatch(/--alpha-dark +a coupling \[default: 0\.5\]/);
});

describe("reading", () => {
  test("gives internal units and defaults, and leaves other flags alone", () => {
    expect(readSchemaFlags(schema, { mass: "20MeV", json: true, _: [], $0: "aprime" })).toEqual({
      mass: 0.02,
      alphaDark: 0.5,
    });
  });

  test("tells every problem, each with its flag", () => {
    let problems: unknown;
    try {
      readSchemaFlags(schema, { darkMatterMass: "3", alphaDark: "x" });
    } catch (error) {
      problems = (error as InputError).problems;
      expect(error).toBeInstanceOf(InputError);
    }
    expect(problems).toEqual([
      { where: "--mass", what: 'is missing; write it with its unit, such as "20 MeV" (a mass)' },
      {
        where: "--dark-matter-mass",
        what: '"3" has no unit; write an energy with its unit, such as "20 MeV" (another)',
      },
      { where: "--alpha-dark", what: '"x" is not a number (a coupling)' },
    ]);
    expect(flagProblems(schema, { mass: "20MeV" })).toEqual([]);
  });
});
