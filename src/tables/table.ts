/** A table of data/, as it is printed at its source: in the units of its columns, which need not be the internal ones. */
export interface Table {
  /** Where it was read: stands in error messages. */
  readonly name: string;
  readonly title: string;
  /** A key of data/references.md and the place in it, as `NA64-2018 Table I`. */
  readonly source: string;
  /** How the numbers came here, and when. */
  readonly obtained: string;
  readonly notes: readonly string[];
  readonly columns: Readonly<Record<string, TableColumn>>;
}

/** Numbers where the column has a unit, NaN for an empty cell; texts where it has none. */
export interface TableColumn {
  readonly unit: string | null;
  readonly values: Float64Array | readonly string[];
}

/** A line of a file, counted from 1. */
export interface Line<Content> {
  readonly line: number;
  readonly content: Content;
}

/**
 * The table of the comment lines above (`# title`, `# source: ...`, `# obtained: ...`, `# note: ...`), the cells of
 * the line of column names (`mass [MeV]`; `[1]` for a pure number; no unit for a text) and the cells of the rows.
 * Errors begin with `name:line: `.
 */
export function makeTable(
  name: string,
  comments: readonly Line<string>[],
  header: Line<readonly string[]>,
  rows: readonly Line<readonly string[]>[],
): Table {
  const titles = header.content.map((cell) => columnTitle(`${name}:${header.line}`, cell));
  for (const [k, { column }] of titles.entries()) {
    if (titles.findIndex((other) => other.column === column) !== k) {
      throw new Error(`${name}:${header.line}: two columns are called "${column}"`);
    }
  }
  for (const { line, content } of rows) {
    if (content.length !== titles.length) {
      throw new Error(`${name}:${line}: ${content.length} cells in a table of ${titles.length} columns`);
    }
  }
  const columns = titles.map(({ column, unit }, k): [string, TableColumn] => {
    const values =
      unit === null
        ? rows.map(({ content }) => content[k]!.trim())
        : Float64Array.from(rows, ({ line, content }) => cellNumber(`${name}:${line}`, column, content[k]!));
    return [column, { unit, values }];
  });
  return { name, ...heading(name, comments), columns: Object.fromEntries(columns) };
}

/** The numbers of a column, in `unit`: the one that the caller converts from must be the one in the file. */
export function numbers(table: Table, column: string, unit: string): Float64Array {
  const { values, unit: actual } = find(table, column);
  if (actual !== unit || !(values instanceof Float64Array)) {
    throw new Error(
      `${table.name}: column "${column}" is ${actual === null ? "text" : `in ${actual}`}, not in ${unit}`,
    );
  }
  return values;
}

/** The texts of a column without unit. */
export function texts(table: Table, column: string): readonly string[] {
  const { values, unit } = find(table, column);
  if (values instanceof Float64Array)
    throw new Error(`${table.name}: column "${column}" is in ${unit}, not text`);
  return values;
}

function find(table: Table, column: string): TableColumn {
  const found = table.columns[column];
  if (found === undefined) {
    throw new Error(
      `${table.name}: no column "${column}" (there are: ${Object.keys(table.columns).join(", ")})`,
    );
  }
  return found;
}

function columnTitle(where: string, cell: string): { column: string; unit: string | null } {
  const match = /^([^[\]]*[^[\]\s])(?:\s+\[([^[\]]+)\])?$/.exec(cell.trim());
  if (match === null) {
    throw new Error(
      `${where}: column "${cell}": write a name, and the unit of its numbers as in "mass [MeV]"`,
    );
  }
  return { column: match[1]!, unit: match[2] ?? null };
}

const decimal = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;

function cellNumber(where: string, column: string, cell: string): number {
  const text = cell.trim();
  if (text === "") return Number.NaN;
  const value = decimal.test(text) ? Number(text) : Number.NaN;
  if (!Number.isFinite(value)) throw new Error(`${where}: column "${column}": "${text}" is not a number`);
  return value;
}

const keyword = /^(source|obtained|note):\s*(\S.*)$/;

type Heading = Pick<Table, "title" | "source" | "obtained" | "notes">;

function heading(name: string, comments: readonly Line<string>[]): Heading {
  const [first, ...rest] = comments;
  const title = first?.content ?? "";
  if (title === "" || keyword.test(title))
    throw new Error(`${name}:1: the first line must be the title: "# ..."`);
  const found = { source: [] as string[], obtained: [] as string[], note: [] as string[] };
  for (const { line, content } of rest) {
    const match = keyword.exec(content);
    if (match === null) {
      throw new Error(`${name}:${line}: write "# source: ...", "# obtained: ..." or "# note: ..."`);
    }
    found[match[1] as keyof typeof found].push(match[2]!);
  }
  for (const key of ["source", "obtained"] as const) {
    if (found[key].length !== 1)
      throw new Error(`${name}:1: ${found[key].length} lines "# ${key}: ..." and not one`);
  }
  return { title, source: found.source[0]!, obtained: found.obtained[0]!, notes: found.note };
}
