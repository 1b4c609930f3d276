import { type Checks, InputError, type Problem } from "../src/tables/input-error.ts";
import type { Answer } from "./answer.ts";
import { defaultRun, defaultSeed } from "./card-options.ts";
import type { CompareFlags, Find } from "./compare.ts";
import {
  beyond,
  type Compared,
  type ComparisonDocument,
  compareRows,
  comparisonCsv,
  comparisonText,
  kindOf,
  notesOf,
  type Simulated,
  simulatedNotes,
} from "./comparison-rows.ts";
import type { Measured, MeasuredTable, MeasureFlags } from "./measured-table.ts";
import { measuredTables, notYet } from "./measured-tables.ts";
import { inUnit, type ReferenceTable, readReference, shippedReference } from "./reference-table.ts";
import { version } from "./version.ts";

/** Simulates tables of the paper, or those that hold the quantities of a user's reference, and lays them beside it. */
export async function planTables(flags: CompareFlags, checks: Checks): Promise<Find> {
  const shipped = await shippedTables();
  const own =
    flags.reference === undefined
      ? undefined
      : await readReference(flags.reference, {
          unit: "1",
          quantities: shipped.flatMap(({ reference }) => reference.rows.map(({ quantity }) => quantity)),
          known: "aprime compare --list tells all",
        }).catch((error: unknown) => checks.keep(error));
  const asked = flags.reference === undefined ? checks.take(() => readTables(flags.table)) : undefined;
  // If nobody can tell which, the other flags are still told of.
  const chosen = shipped.filter(({ table, reference }) =>
    own === undefined
      ? (asked ?? measuredTables).includes(table)
      : own.rows.some((row) => reference.rows.some(({ quantity }) => quantity === row.quantity)),
  );
  const flagsOfAll = { ...flags, run: flags.run ?? defaultRun, seed: flags.seed ?? defaultSeed };
  const plans = checks.take(() => planEach(chosen, flagsOfAll));
  return async (maxPull) => {
    const found: Measured[] = [];
    for (const plan of plans!) found.push(await plan());
    const simulated: Simulated = {
      run: found[0]!.run,
      seed: flagsOfAll.seed,
      events: Object.fromEntries(found.map(({ events }, k) => [chosen[k]!.table.name, events])),
      changed: found[0]!.changed,
    };
    const compared =
      own === undefined
        ? chosen.map(({ table, unit, reference }, k): Compared => {
            const rows = compareRows(table.name, reference, found[k]!.quantities);
            return { table: table.name, unit, rows };
          })
        : [besideOwn(own, shipped, found)];
    return answerOf(compared, simulated, maxPull);
  };
}

/** The plan of each table; a mistake in a flag is one of all of them, and told once. */
function planEach(chosen: readonly Shipped[], flags: MeasureFlags): (() => Promise<Measured>)[] {
  const problems = new Map<string, Problem>();
  const plans = chosen.flatMap(({ table }) => {
    try {
      return [table.plan(flags)];
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      for (const problem of error.problems) problems.set(`${problem.where}: ${problem.what}`, problem);
      return [];
    }
  });
  if (problems.size > 0) throw new InputError([...problems.values()]);
  return plans;
}

function besideOwn(own: ReferenceTable, shipped: readonly Shipped[], found: readonly Measured[]): Compared {
  const measured = new Map(found.flatMap(({ quantities }) => [...quantities]));
  const statuses = new Map(
    shipped.flatMap(({ reference }) =>
      reference.rows.map(({ quantity, status }) => [quantity, ofUser(status)] as const),
    ),
  );
  return { table: own.name, unit: "1", rows: compareRows(own.name, own, measured, statuses) };
}

/** What is another reading of a number of the paper is beside a number of the user's the reading that he wants. */
function ofUser(status: string): string {
  return kindOf(status) === "another reading" ? "predicted" : status;
}

/** A table of the paper, and what is compared of it, in pure numbers; `unit` is that of its file. */
export interface Shipped {
  readonly table: MeasuredTable;
  readonly unit: string;
  readonly reference: ReferenceTable;
}

export function shippedTables(): Promise<Shipped[]> {
  return Promise.all(
    measuredTables.map(async (table) => {
      const reference = await shippedReference(table.number);
      return { table, unit: reference.unit, reference: inUnit(reference, "1") };
    }),
  );
}

function readTables(text: string | undefined): readonly MeasuredTable[] {
  if (text === undefined) return measuredTables;
  const known = measuredTables.map(({ name }) => name).join(", ");
  const names = text.split(",").map((name) => name.trim());
  const problems = names.flatMap((name, k) => {
    const refuse = (what: string) => [{ where: "--table", what }];
    if (notYet.includes(name)) return refuse(`Table ${name} is not compared yet; give ${known}`);
    if (!measuredTables.some((table) => table.name === name))
      return refuse(`"${name}" is no table of the paper that can be compared; give ${known}`);
    return names.indexOf(name) < k ? refuse(`Table ${name} is given twice; give it once`) : [];
  });
  if (problems.length > 0) throw new InputError(problems);
  return measuredTables.filter(({ name }) => names.includes(name));
}

/** The answer of rows that were compared, in all its forms. */
export function answerOf(
  compared: readonly Compared[],
  simulated: Simulated | undefined,
  maxPull: number | undefined,
  unit = "1",
): Answer {
  const rows = compared.flatMap((one) => one.rows);
  const document: ComparisonDocument = {
    rows,
    unit,
    ...(simulated && { simulated }),
    version: version(),
    ...(maxPull !== undefined && {
      maxPull,
      beyond: beyond(rows, maxPull).map(({ quantity }) => quantity),
    }),
  };
  const notes = [...(simulated === undefined ? [] : simulatedNotes(simulated)), ...notesOf(rows)];
  return {
    document,
    text: [...compared.map(comparisonText), notes.join("\n")].join("\n\n"),
    csv: () => comparisonCsv(document),
  };
}
