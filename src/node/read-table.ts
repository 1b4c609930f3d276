import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type Line, makeTable, type Table } from "../tables/table.ts";
import { packageRoot } from "./package-root.ts";

/**
 * Reads a table: comment lines, a line of column names with units, rows (RFC 4180; a cell does not span lines).
 * A path that is not absolute is one in data/ of the package: `published/table-1.csv`.
 */
export async function readTable(path: string): Promise<Table> {
  return parseTable(path, await readFile(resolve(packageRoot(), "data", path), "utf8"));
}

/** The table in a text. Errors begin with `name:line: `. */
export async function parseTable(name: string, text: string): Promise<Table> {
  const lines = text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .map((content, k): Line<string> => ({ line: k + 1, content }))
    .filter(({ content }) => content.trim() !== "");
  const names = lines.findIndex(({ content }) => !content.startsWith("#"));
  if (names < 0) throw new Error(`${name}:1: there is no line of column names`);
  const comments = lines
    .slice(0, names)
    .map(({ line, content }) => ({ line, content: content.slice(1).trim() }));
  const cells: Line<readonly string[]>[] = [];
  for (const { line, content } of lines.slice(names)) {
    if (content.startsWith("#"))
      throw new Error(`${name}:${line}: a comment must stand above the column names`);
    cells.push({ line, content: await splitLine(`${name}:${line}`, content) });
  }
  const [header, ...rows] = cells;
  return makeTable(name, comments, header!, rows);
}

/** The cells of a line; errors begin with `where`. */
export async function splitLine(where: string, content: string): Promise<readonly string[]> {
  const { parseString } = await import("fast-csv");
  return new Promise((done, fail) => {
    let cells: readonly string[] = [];
    parseString<string[], string[]>(content, { headers: false })
      .on("error", (error) => fail(new Error(`${where}: ${error.message}`)))
      .on("data", (row: string[]) => {
        cells = row;
      })
      .on("end", () => done(cells));
  });
}
