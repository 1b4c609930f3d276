import type { Argv } from "yargs";
import { z } from "zod";
import { findProblems } from "../src/tables/check-card.ts";
import { InputError, type Problem } from "../src/tables/input-error.ts";

/** What a schema says of one of its keys, as the command line shows it. */
export interface SchemaFlag {
  readonly key: string;
  readonly about: string;
  readonly default?: string;
}

/** The keys of a schema of bare quantities, which become flags. */
export function schemaFlags(schema: z.ZodType<unknown, unknown>): SchemaFlag[] {
  const { properties = {} } = z.toJSONSchema(schema, { io: "input" }) as {
    properties?: Record<string, { description?: string; default?: string }>;
  };
  return Object.entries(properties).map(([key, { description = "", default: value }]) => ({
    key,
    about: description,
    ...(value !== undefined && { default: value }),
  }));
}

/** Adds the keys of a schema as options. All are texts; the schema reads them. */
export function addSchemaFlags<T>(yargs: Argv<T>, schema: z.ZodType<unknown, unknown>): Argv<T> {
  return schemaFlags(schema).reduce(
    (builder, { key, about, default: otherwise }) =>
      builder.option(dashed(key).slice(2), {
        type: "string",
        requiresArg: true,
        describe: otherwise === undefined ? about : `${about} [default: ${otherwise}]`,
      }) as Argv<T>,
    yargs,
  );
}

/** The flags of a schema, read by it; one error tells everything that is wrong with them. */
export function readSchemaFlags<T>(
  schema: z.ZodType<T, unknown>,
  flags: Readonly<Record<string, unknown>>,
): T {
  const given = Object.fromEntries(
    schemaFlags(schema)
      .map(({ key }) => [key, flags[key]])
      .filter(([, value]) => value !== undefined),
  );
  const problems = flagProblems(schema, given);
  if (problems.length > 0) throw new InputError(problems);
  return schema.parse(given);
}

/** What is wrong with values by a schema, each with the flag that it was given by. */
export function flagProblems(schema: z.ZodType<unknown, unknown>, given: unknown): Problem[] {
  return findProblems(schema, given).map(({ path, what }) => ({ where: dashed(path.join(".")), what }));
}

/** minimumAprimeEnergy as --minimum-aprime-energy. */
export function dashed(key: string): string {
  return `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
