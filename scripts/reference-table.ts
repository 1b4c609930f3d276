import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { distance } from "fastest-levenshtein";
import { packageRoot } from "../src/node/package-root.ts";
import { splitLine } from "../src/node/read-table.ts";
import { InputError, type Problem } from "../src/tables/input-error.ts";

/** A quantity of a reference table. */
export interface ReferenceRow {
  readonly quantity: string;
  readonly value: number;
  /** Standard error; NaN where the cell is empty: the value is taken as exact. */
  readonly error: number;
  /** What may be said of a comparison with it; of a user's table "" where it does not say. */
  readonly status: string;
  /** Where value and error come from; "" where the table does not say. */
  readonly valueFrom: string;
  readonly errorFrom: string;
  /** In the file, from 1. */
  readonly line: number;
}

/** Numbers that ours are laid beside: a table of data/comparisons, or one of the user's. */
export interface ReferenceTable {
  /** The path as it was given. */
  readonly name: string;
  /** Of its values and errors; "1" for pure numbers. */
  readonly unit: string;
  readonly rows: readonly ReferenceRow[];
}

/** What a reference is laid beside: the unit and the names of ours. */
export interface Ours {
  readonly unit: string;
  readonly quantities: readonly string[];
  /** What is told of a name that is none of them, and like none. */
  readonly known: string;
}

/** What is compared with a table of the paper, "1" for Table I; in the unit of its file. */
export function shippedReference(number: string): Promise<ReferenceTable> {
  return readReference(join(packageRoot(), "data", "comparisons", `table-${number}.csv`));
}

/** Reads a reference table, in the unit of ours if that is given; one error tells everything that is wrong in it, with the lines. */
export async function readReference(path: string, ours?: Ours): Promise<ReferenceTable> {
  return parseReference(path, await readText(path), ours);
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reasons: Readonly<Record<string, string>> = {
      ENOENT: "there is no such file",
      EISDIR: "is a folder; give the name of a file",
    };
    throw new InputError([{ where: path, what: reasons[code ?? ""] ?? `cannot be read (${code})` }]);
  }
}

const columnNames = ["quantity", "value", "error"] as const;
const header = "the columns are quantity, value [1], error [1], and any others";

/** The reference table in a text: a line of column names, one line for each quantity, and lines # that are skipped. */
export async function parseReference(name: string, text: string, ours?: Ours): Promise<ReferenceTable> {
  const problems: Problem[] = [];
  const lines: { line: number; cells: readonly string[] }[] = [];
  for (const [k, content] of text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .entries()) {
    if (content.trim() === "" || content.startsWith("#")) continue;
    const where = `${name}:${k + 1}`;
    try {
      lines.push({ line: k + 1, cells: (await splitLine(where, content)).map((cell) => cell.trim()) });
    } catch (error) {
      problems.push({ where, what: (error as Error).message.replace(`${where}: `, "") });
      // Without column names nothing can be said of the rest.
      if (lines.length === 0) throw new InputError(problems);
    }
  }
  const [first, ...rest] = lines;
  if (first === undefined) {
    problems.push({ where: `${name}:1`, what: `there is no line of column names: ${header}` });
    throw new InputError(problems);
  }
  const titles = first.cells.map((cell) => {
    const [, title = cell, unit] = /^(.*?)(?:\s*\[([^\]]+)\])?$/.exec(cell) ?? [];
    return { title, unit };
  });
  const place = (column: string) => titles.findIndex(({ title }) => title === column);
  problems.push(...headerProblems(`${name}:${first.line}`, titles, ours));
  const [quantityAt, valueAt, errorAt] = columnNames.map(place) as [number, number, number];
  const textIn = (cells: readonly string[], column: string) => cells[place(column)] ?? "";
  const seen = new Map<string, number>();
  const rows = rest.flatMap(({ line, cells }): ReferenceRow[] => {
    const where = `${name}:${line}`;
    if (cells.length !== titles.length) {
      const what = `has ${cells.length} cells, and there are ${titles.length} columns`;
      problems.push({ where, what });
      return [];
    }
    const quantity = cells[quantityAt] ?? "";
    const told = (column: string, what: string) =>
      problems.push({ where: `${where} ${column}${quantity === "" ? "" : ` of "${quantity}"`}`, what });
    if (quantityAt >= 0) {
      const before = seen.get(quantity);
      if (quantity === "") told("quantity", "is empty; give the name of the quantity, or leave the line out");
      else if (before !== undefined) told("quantity", `is in line ${before} already; give it once`);
      else seen.set(quantity, line);
      const unknown = ours && quantity !== "" ? unknownQuantity(quantity, ours) : undefined;
      if (unknown !== undefined) problems.push({ where: `${where} quantity`, what: unknown });
    }
    const value = valueAt < 0 ? Number.NaN : numberIn(cells[valueAt]!);
    if (valueAt >= 0 && Number.isNaN(value)) told("value", notANumber(cells[valueAt]!));
    const empty = errorAt >= 0 && cells[errorAt] === "";
    const error = errorAt < 0 || empty ? Number.NaN : numberIn(cells[errorAt]!);
    if (errorAt >= 0 && !empty && Number.isNaN(error)) told("error", notANumber(cells[errorAt]!));
    if (error < 0) told("error", `${cells[errorAt]} is below 0; give a standard error`);
    const texts = { status: textIn(cells, "status"), valueFrom: textIn(cells, "value from") };
    return [{ quantity, value, error, ...texts, errorFrom: textIn(cells, "error from"), line }];
  });
  if (rest.length === 0)
    problems.push({ where: `${name}:${first.line}`, what: "there is no quantity below the column names" });
  if (problems.length > 0) throw new InputError(problems);
  const unit = titles[valueAt]!.unit!;
  return inUnit({ name, unit, rows }, ours?.unit ?? unit);
}

/** What is wrong with the column names: one is missing or there twice, or has no unit or another one. */
function headerProblems(
  where: string,
  titles: readonly { title: string; unit: string | undefined }[],
  ours: Ours | undefined,
): Problem[] {
  const problems: Problem[] = [];
  const names = titles.map(({ title }) => title);
  if (names.length === 1 && /[;\t]/.test(names[0]!))
    return [{ where, what: `its cells are not separated by commas: ${header}` }];
  for (const column of columnNames) {
    const count = names.filter((name) => name === column).length;
    const there = `there are: ${names.join(", ")}`;
    if (count === 0) problems.push({ where, what: `there is no column "${column}" (${there}): ${header}` });
    if (count > 1) problems.push({ where, what: `there are ${count} columns "${column}"; leave one` });
  }
  const unitOf = (column: string) => titles.find(({ title }) => title === column);
  const [value, error] = [unitOf("value"), unitOf("error")];
  for (const column of [value, error])
    if (column !== undefined && column.unit === undefined)
      problems.push({
        where,
        what: `column "${column.title}" has no unit; write "${column.title} [1]" for pure numbers`,
      });
  if (value?.unit !== undefined && error?.unit !== undefined && value.unit !== error.unit)
    problems.push({
      where,
      what: `value is in ${value.unit}, error in ${error.unit}; give both in one unit`,
    });
  else if (
    ours !== undefined &&
    value?.unit !== undefined &&
    factorBetween(value.unit, ours.unit) === undefined
  ) {
    const orPercent = ours.unit === "1" ? " or value [%]" : "";
    const what = `value is in ${value.unit}, and ours in ${ours.unit}; give value [${ours.unit}]${orPercent}`;
    problems.push({ where, what });
  }
  return problems;
}

/** The numbers of a table in another unit of the same kind. */
export function inUnit(table: ReferenceTable, unit: string): ReferenceTable {
  const factor = factorBetween(table.unit, unit)!;
  // Without the last digits that the product may have rounded.
  const scaled = (x: number) => (factor === 1 ? x : Number((x * factor).toPrecision(12)));
  const rows = table.rows.map((row) => ({ ...row, value: scaled(row.value), error: scaled(row.error) }));
  return { ...table, unit, rows };
}

function factorBetween(from: string, to: string): number | undefined {
  if (from === to) return 1;
  if (from === "%" && to === "1") return 0.01;
  return from === "1" && to === "%" ? 100 : undefined;
}

/** What is told of a name that is none of ours; undefined of one that is. */
function unknownQuantity(quantity: string, { quantities, known }: Ours): string | undefined {
  if (quantities.includes(quantity)) return undefined;
  const best = quantities.toSorted((a, b) => distance(quantity, a) - distance(quantity, b))[0];
  const near = best !== undefined && distance(quantity, best) <= 0.5 * quantity.length;
  return `there is no quantity "${quantity}"; ${near ? `did you mean "${best}"?` : known}`;
}

const decimal = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;

function numberIn(text: string): number {
  const value = decimal.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : Number.NaN;
}

function notANumber(text: string): string {
  return text === "" ? "is empty; give a number" : `"${text}" is not a number`;
}
