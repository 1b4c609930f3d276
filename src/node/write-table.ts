import { writeFile } from "node:fs/promises";

/** A column of numbers has a unit ("1" for pure numbers), one of texts has none: as `readTable` takes it. */
export interface CsvColumn {
  readonly name: string;
  readonly unit?: string;
}

type Cell = number | string;

/**
 * The CSV of some rows: the comments as lines `# ...`, the column names with units, the rows. NaN, which is absent,
 * becomes an empty cell; other numbers keep all their digits.
 */
export async function tableText(
  columns: readonly CsvColumn[],
  rows: readonly (readonly Cell[])[],
  comments: readonly string[] = [],
): Promise<string> {
  const { writeToString } = await import("fast-csv");
  const header = columns.map(({ name, unit }) => (unit === undefined ? name : `${name} [${unit}]`));
  const cells = rows.map((row, k) => {
    if (row.length !== columns.length)
      throw new Error(`row ${k} has ${row.length} cells, not ${columns.length}`);
    return row.map((cell, c) => cellText(cell, `row ${k}, column "${columns[c]!.name}"`));
  });
  const csv = await writeToString([header, ...cells], { includeEndRowDelimiter: true });
  return comments.map((comment) => `# ${comment}\n`).join("") + csv;
}

/** Writes `tableText` to a file. */
export async function writeTable(
  file: string,
  columns: readonly CsvColumn[],
  rows: readonly (readonly Cell[])[],
  comments: readonly string[] = [],
): Promise<void> {
  await writeFile(file, await tableText(columns, rows, comments));
}

function cellText(cell: Cell, where: string): string {
  if (typeof cell === "string") return cell;
  if (Number.isNaN(cell)) return "";
  if (!Number.isFinite(cell)) throw new Error(`${where}: ${cell} cannot be written`);
  return String(cell);
}
