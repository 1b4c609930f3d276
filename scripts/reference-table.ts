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
  const { lines, problems } = await splitLines(name, text);
  const [first, ...rest] = lines;
  if (first === undefined) {
    problems.push({ where: `${name}:1`, what: `there is no line of column names: ${header}` });
    throw new InputError(problems);
  }
  const titles = first.cells.map(titleOf);
  problems.push(...headerProblems(first.where, titles, ours));
  if (rest.length === 0)
    problems.push({ where: first.where, what: "there is no quantity below the column names" });
  const rows: ReferenceRow[] = [];
  const lineOf = new Map<string, number>();
  for (const { line, where, cells } of rest) {
    if (cells.length !== titles.length) {
      const what = `has ${cells.length} cells, and there are ${titles.length} columns`;
      problems.push({ where, what });
      continue;
    }
    const row = readRow(titles, cells);
    const wrong = rowProblems(row, lineOf.get(row.quantity ?? ""), ours);
    const of = row.quantity ? ` of "${row.quantity}"` : "";
    problems.push(...wrong.map(({ column, what }) => ({ where: `${where} ${column}${of}`, what })));
    if (row.quantity && !lineOf.has(row.quantity)) lineOf.set(row.quantity, line);
    rows.push({
      quantity: row.quantity ?? "",
      value: numberIn(row.value),
      error: numberIn(row.error),
      status: row.status ?? "",
      valueFrom: row["value from"] ?? "",
      errorFrom: row["error from"] ?? "",
    });
  }
  if (problems.length > 0) throw new InputError(problems);
  const unit = titles.find(({ title }) => title === "value")!.unit!;
  return inUnit({ name, unit, rows }, ours?.unit ?? unit);
}

interface Cells {
  readonly line: number;
  readonly where: string;
  readonly cells: readonly string[];
}

/** The cells of the lines that hold any, and what of them cannot be read. */
async function splitLines(name: string, text: string): Promise<{ lines: Cells[]; problems: Problem[] }> {
  const lines: Cells[] = [];
  const problems: Problem[] = [];
  for (const [k, content] of text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .entries()) {
    if (content.trim() === "" || content.startsWith("#")) continue;
    const where = `${name}:${k + 1}`;
    try {
      const cells = (await splitLine(where, content)).map((cell) => cell.trim());
      lines.push({ line: k + 1, where, cells });
    } catch (error) {
      problems.push({ where, what: (error as Error).message.replace(`${where}: `, "") });
      // Without column names nothing can be said of the rest.
      if (lines.length === 0) throw new InputError(problems);
    }
  }
  return { lines, problems };
}

interface Title {
  readonly title: string;
  readonly unit: string | undefined;
}

function titleOf(cell: string): Title {
  const [, title = cell, unit] = /^(.*?)(?:\s*\[([^\]]+)\])?$/.exec(cell) ?? [];
  return { title, unit };
}

/** The cells of a row by the names of their columns. */
function readRow(titles: readonly Title[], cells: readonly string[]): Record<string, string | undefined> {
  return Object.fromEntries(titles.map(({ title }, k) => [title, cells[k]]));
}

/** What is wrong with the cells of a row; `before` is the line that has its quantity already. */
function rowProblems(
  { quantity, value, error }: Readonly<Record<string, string | undefined>>,
  before: number | undefined,
  ours: Ours | undefined,
): { column: string; what: string }[] {
  const problems: { column: string; what: string }[] = [];
  const told = (column: string, what: string) => problems.push({ column, what });
  if (quantity === "") told("quantity", "is empty; give the name of the quantity, or leave the line out");
  else if (before !== undefined) told("quantity", `is in line ${before} already; give it once`);
  if (quantity && ours !== undefined && !ours.quantities.includes(quantity))
    told("quantity", unknownQuantity(quantity, ours));
  if (value === "") told("value", "is empty; give a number");
  for (const [column, text] of Object.entries({ value, error })) {
    if (text === undefined || text === "") continue;
    if (Number.isNaN(numberIn(text))) told(column, `"${text}" is not a number`);
    else if (column === "error" && numberIn(text) < 0)
      told(column, `${text} is below 0; give a standard error`);
  }
  return problems;
}

/** What is wrong with the column names: one is missing or there twice, or has no unit or another one. */
function headerProblems(where: string, titles: readonly Title[], ours: Ours | undefined): Problem[] {
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
  const [value, error] = ["value", "error"].map((column) => titles.find(({ title }) => title === column));
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

/** What is told of a name that is none of ours. */
function unknownQuantity(quantity: string, { quantities, known }: Ours): string {
  const best = quantities.toSorted((a, b) => distance(quantity, a) - distance(quantity, b))[0];
  const near = best !== undefined && distance(quantity, best) <= 0.5 * quantity.length;
  return `there is no such quantity; ${near ? `did you mean "${best}"?` : known}`;
}

const decimal = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;

/** NaN of an empty cell too. */
function numberIn(text: string | undefined): number {
  const value = text !== undefined && decimal.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : Number.NaN;
}
