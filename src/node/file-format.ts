import type { FileHandle } from "node:fs/promises";
import type { ColumnSet, Rows } from "../event/columns.ts";

/** What a file tells about itself: JSON. */
export type FileMetadata = Readonly<Record<string, unknown>>;

/** Rows to bytes, in this order: `begin`, any number of `rows`, `end`. */
export interface RowEncoder {
  begin(): Uint8Array[];
  rows(rows: Rows): Uint8Array[] | Promise<Uint8Array[]>;
  end(metadata: FileMetadata): Uint8Array[];
}

/** What stands in a file. */
export interface DecodedFile {
  readonly metadata: FileMetadata;
  readonly columns: ColumnSet;
  /** Its rows in order, group by group. */
  groups(): AsyncGenerator<Rows>;
  /** The same, of which a column is read when it is first asked for, if the format can do that. */
  groupsOnDemand?(): Iterable<Rows>;
}

/** How rows stand in files of one kind. Metadata is kept as JSON text, as it is, at the end: `checksum.ts` looks for it there. */
export interface FormatCode {
  encoder(columns: ColumnSet): RowEncoder;
  /** Of a file whose bytes are known to be those that were written; undefined if it is not ours. */
  decode(file: FileHandle, size: number): Promise<DecodedFile | undefined>;
}

/** A kind of file, known by the ending of its name, and by its first and last bytes. */
export interface FileFormat {
  readonly name: string;
  readonly ending: string;
  readonly begins: string;
  readonly ends: string;
  /** Its code, with the library it needs, is loaded when it is used. */
  load(): Promise<FormatCode>;
}

/** Key under which Arrow and Parquet keep our metadata. */
export const metadataKey = "aprime";

/** The kinds of event files. */
export const fileFormats: readonly FileFormat[] = [
  {
    name: "Arrow IPC",
    ending: ".arrow",
    begins: "ARROW1\0\0",
    ends: "ARROW1",
    load: async () => (await import("./arrow-file.ts")).arrowFile,
  },
  {
    name: "Parquet",
    ending: ".parquet",
    begins: "PAR1",
    ends: "PAR1",
    load: async () => (await import("./parquet-file.ts")).parquetFile,
  },
  {
    name: "CSV",
    ending: ".csv",
    begins: "# aprime ",
    ends: "}\n",
    load: async () => (await import("./csv-file.ts")).csvFile,
  },
];

/** The format that the ending of a file's name asks for, or a sentence on what is wrong. */
export function formatOf(path: string): FileFormat | string {
  const format = fileFormats.find(({ ending }) => path.endsWith(ending));
  return format ?? `does not tell its format: end its name in ${endings()}`;
}

/** ".arrow (Arrow IPC), .parquet (Parquet) or .csv (CSV)" */
export function endings(): string {
  const all = fileFormats.map(({ ending, name }) => `${ending} (${name})`);
  return `${all.slice(0, -1).join(", ")} or ${all.at(-1)}`;
}
