import type { FileHandle } from "node:fs/promises";
import { pipeline, type Readable } from "node:stream";
import { allocate, type Column, type ColumnSet, type Rows, sliceRows } from "../event/columns.ts";
import type { DecodedFile, FileMetadata, FormatCode } from "./file-format.ts";
import { rowsPerGroup } from "./row-groups.ts";

/** The last line holds the metadata, behind these letters. */
const last = "# aprime ";

/**
 * CSV files: comments that name each column with unit, type and meaning, a header `ecalEnergy [GeV]`, a line per row, and
 * the metadata as JSON in the comment of the last line. A column of several values takes as many, `hcalModuleEnergy.0` on.
 * NaN, which is absent, is an empty cell; every other number is written so that it is read back to the bit.
 */
export const csvFile: FormatCode = {
  encoder: (columns: ColumnSet) => ({
    begin: () => {
      const entries = Object.entries(columns);
      const lines = [
        "# aprime table: the last line tells how it was made; read it with a reader that knows # comments",
        ...entries.map(([name, column]) => `# column ${describe(name, column)}`),
        entries.flatMap(titles).join(","),
      ];
      return [Buffer.from(lines.map((line) => `${line}\n`).join(""))];
    },
    rows: async (rows) => {
      const { writeToBuffer } = await import("fast-csv");
      return rows.size === 0
        ? []
        : [await writeToBuffer(cellsOf(columns, rows), { includeEndRowDelimiter: true })];
    },
    end: (metadata) => [Buffer.from(`${last}${JSON.stringify(metadata)}\n`)],
  }),

  decode: async (file: FileHandle, size: number): Promise<DecodedFile | undefined> => {
    const metadata = await lastLine(file, size);
    if (!metadata.startsWith(last)) return undefined;
    const columns = await readColumns(file);
    return {
      metadata: JSON.parse(metadata.slice(last.length)) as FileMetadata,
      columns,
      groups: () => readGroups(file.createReadStream({ start: 0, autoClose: false }), columns),
    };
  },
};

function titles([name, { unit, width }]: [string, Column]): string[] {
  if (width === undefined) return [`${name} [${unit}]`];
  return Array.from({ length: width }, (_, k) => `${name}.${k} [${unit}]`);
}

function describe(name: string, { unit, store = "float32", width, about }: Column): string {
  return `${name} [${unit}] ${store}${width === undefined ? "" : ` x ${width}`}: ${about}`;
}

const description = /^# column (\S+) \[([^\]]+)\] (\w+)(?: x (\d+))?: (.*)$/;

/** Rows of cells; read one by one, so that there is never more than one. */
function cellsOf(columns: ColumnSet, { size, columns: arrays }: Rows): string[][] {
  const fields = Object.entries(columns).map(([name, { width = 1, store = "float32" }]) => ({
    values: arrays[name]!,
    width,
    text: store === "float32" ? shortFloat32 : plain,
  }));
  return Array.from({ length: size }, (_, i) => {
    const row: string[] = [];
    for (const { values, width, text } of fields)
      for (let k = i * width; k < (i + 1) * width; k++) row.push(text(values[k]!));
    return row;
  });
}

function plain(value: number): string {
  if (Number.isNaN(value)) return "";
  return Object.is(value, -0) ? "-0" : String(value);
}

/** Nine digits tell any two float32 apart. */
function shortFloat32(value: number): string {
  return Number.isInteger(value) ? plain(value) : plain(Number(value.toPrecision(9)));
}

async function lastLine(file: FileHandle, size: number): Promise<string> {
  let text = "";
  for (let length = 65_536; ; length *= 4) {
    const start = Math.max(0, size - length);
    const bytes = Buffer.alloc(size - start);
    await file.read(bytes, 0, bytes.length, start);
    text = bytes.toString("utf8").trimEnd();
    const before = text.lastIndexOf("\n");
    if (before >= 0 || start === 0) return text.slice(before + 1);
  }
}

/** The columns that the comments at the top declare. */
async function readColumns(file: FileHandle): Promise<ColumnSet> {
  const columns: Record<string, Column> = {};
  const lines = file.readLines({ start: 0, autoClose: false });
  for await (const line of lines) {
    if (!line.startsWith("#")) break;
    const match = description.exec(line);
    if (match === null) continue;
    const [, name, unit, store, width, about] = match as unknown as [
      string,
      string,
      string,
      string,
      string?,
      string?,
    ];
    columns[name] = {
      unit: unit as Column["unit"],
      store: store as NonNullable<Column["store"]>,
      about: about ?? "",
      ...(width !== undefined && { width: Number(width) }),
    };
  }
  return columns;
}

async function* readGroups(bytes: Readable, columns: ColumnSet): AsyncGenerator<Rows> {
  const { parse } = await import("fast-csv");
  const size = rowsPerGroup(columns);
  const widths = Object.values(columns).map(({ width = 1 }) => width);
  let group: Rows = allocate(columns, size);
  let i = -1; // the header
  // Unlike pipe, a pipeline hands on an error of the disk, which the loop then throws.
  const lines = pipeline(bytes, parse({ comment: "#" }), () => {});
  for await (const cells of lines as AsyncIterable<string[]>) {
    if (i >= 0) {
      let cell = 0;
      for (const [c, values] of Object.values(group.columns).entries())
        for (let k = i * widths[c]!; k < (i + 1) * widths[c]!; k++) values[k] = numberOf(cells[cell++]!);
    }
    if (++i < size) continue;
    yield group;
    group = allocate(columns, size);
    i = 0;
  }
  if (i > 0) yield sliceRows(columns, group, 0, i);
}

function numberOf(cell: string): number {
  return cell === "" ? Number.NaN : Number(cell);
}
