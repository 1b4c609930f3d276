import { createHash } from "node:crypto";
import { type FileHandle, open, stat } from "node:fs/promises";
import type { ColumnSet, Rows } from "../event/columns.ts";
import { InputError } from "../tables/input-error.ts";
import { checkBytes, noChecksum, seal } from "./checksum.ts";
import { endings, type FileMetadata, fileFormats, formatOf, type RowEncoder } from "./file-format.ts";
import { OutputFile } from "./output-file.ts";
import { RowGroups } from "./row-groups.ts";

/** Version of the layout of event files and of their metadata: a reader of another one refuses. */
export const formatVersion = 2;

/**
 * A file of rows that is being written, in the format of its ending: complete or absent. The same rows and metadata give the
 * same bytes, in whatever pieces they come.
 */
export class EventFileWriter {
  readonly path: string;
  rows = 0;
  readonly #output: OutputFile;
  readonly #encoder: RowEncoder;
  readonly #groups: RowGroups;
  readonly #hash = createHash("sha256");

  private constructor(output: OutputFile, encoder: RowEncoder, columns: ColumnSet) {
    this.path = output.path;
    this.#output = output;
    this.#encoder = encoder;
    this.#groups = new RowGroups(columns);
  }

  static async create(path: string, columns: ColumnSet): Promise<EventFileWriter> {
    const format = formatOf(path);
    if (typeof format === "string") throw new InputError([{ where: path, what: format }]);
    const encoder = (await format.load()).encoder(columns);
    const writer = new EventFileWriter(await OutputFile.create(path), encoder, columns);
    await writer.#put(encoder.begin());
    return writer;
  }

  async write(rows: Rows): Promise<void> {
    for (const group of this.#groups.add(rows)) await this.#put(await this.#encoder.rows(group));
    this.rows += rows.size;
  }

  /** Writes the metadata, with the number of rows and the checksum of the file: it is whole and on the disk, but has no name yet. */
  async finish(metadata: FileMetadata): Promise<void> {
    const rest = this.#groups.rest();
    if (rest.size > 0) await this.#put(await this.#encoder.rows(rest));
    const told = { format: formatVersion, ...metadata, rows: this.rows, checksum: noChecksum };
    const tail = Buffer.concat(this.#encoder.end(told));
    seal(tail, this.#hash);
    await this.#output.write([tail]);
    await this.#output.finish();
  }

  /** Gives a finished file its name. */
  async commit(): Promise<void> {
    await this.#output.commit();
  }

  /** Finishes the file, and gives it its name. */
  async close(metadata: FileMetadata): Promise<void> {
    await this.finish(metadata);
    await this.commit();
  }

  /** Leaves nothing behind. */
  async abort(): Promise<void> {
    await this.#output.discard();
  }

  async #put(chunks: readonly Uint8Array[]): Promise<void> {
    for (const chunk of chunks) this.#hash.update(chunk);
    await this.#output.write(chunks);
  }
}

/** An event file, open for reading. */
export interface EventFile {
  readonly path: string;
  readonly columns: ColumnSet;
  readonly metadata: FileMetadata;
  /** How many rows it holds. */
  readonly rows: number;
  /** SHA-256 of its bytes, as `checksum.ts` takes it. */
  readonly checksum: string;
  /** Its rows in order, group by group. */
  groups(): AsyncGenerator<Rows>;
  /** The same for who needs few columns: one is read when it is first asked for, from Arrow; a group is valid until the next one. */
  groupsOnDemand(): AsyncGenerator<Rows>;
  close(): Promise<void>;
}

/** Opens an event file of any format, and checks that it is whole; an `InputError` with one sentence if it is not. */
export async function openEventFile(path: string): Promise<EventFile> {
  const refuse = (what: string) => new InputError([{ where: path, what }]);
  const status = await stat(path).catch(() => undefined);
  if (status === undefined) throw refuse("there is no such file");
  if (status.isDirectory()) throw refuse("is a folder; give the name of a file in it");
  if (!status.isFile())
    throw refuse("cannot be read from its end, as event files are: copy it to a disk first");
  if (status.size === 0) throw refuse("is empty, 0 bytes; make or copy it again");
  const handle = await open(path, "r");
  try {
    const { size } = status;
    const format = await formatOfBytes(handle, size);
    if (typeof format === "string") throw refuse(format);
    const foreign = `is a file of ${format.name}, but not an event file of aprime`;
    const state = await checkBytes(handle, size);
    if (state === "unsealed")
      throw refuse(
        `${foreign}: it tells no checksum, or is of a layout before 2, which is not read any more`,
      );
    if (state === "damaged") {
      throw refuse(
        "was damaged, or changed by another program: its bytes do not have the checksum that it tells; make or copy it again",
      );
    }
    const decoded = await (await format.load()).decode(handle, size);
    if (decoded === undefined) throw refuse(`${foreign}: it does not tell how it was made`);
    const { format: layout, rows, checksum, ...metadata } = decoded.metadata;
    if (layout !== formatVersion) {
      throw refuse(
        `is of layout ${layout}, and this version of aprime reads layout ${formatVersion}; read it with aprime ${metadata.version}, or make it again`,
      );
    }
    const counted = async function* (groups: AsyncIterable<Rows> | Iterable<Rows>): AsyncGenerator<Rows> {
      let found = 0;
      for await (const group of groups) {
        found += group.size;
        yield group;
      }
      if (found !== rows) throw refuse(`tells ${rows} rows, but holds ${found}; make or copy it again`);
    };
    return {
      path,
      columns: decoded.columns,
      metadata,
      rows: rows as number,
      checksum: checksum as string,
      groups: () => counted(decoded.groups()),
      groupsOnDemand: () => counted(decoded.groupsOnDemand?.() ?? decoded.groups()),
      close: async () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** The format that the first bytes of a file tell, if its last ones agree; or a sentence on what is wrong. */
async function formatOfBytes(handle: FileHandle, size: number) {
  const bytes = async (length: number, start: number): Promise<string> => {
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await handle.read(buffer, 0, length, Math.max(0, start));
    return buffer.toString("latin1", 0, bytesRead);
  };
  const first = await bytes(16, 0);
  const format = fileFormats.find(({ begins }) => first.startsWith(begins.slice(0, size)));
  if (format === undefined) return `is not an event file of aprime: it begins like none of ${endings()}`;
  const { begins, ends, name } = format;
  const whole = size > begins.length + ends.length && (await bytes(ends.length, size - ends.length)) === ends;
  return whole
    ? format
    : `was cut off, or added to: it begins as ${name} does, but does not end so; make or copy it again`;
}
