import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { type RecordBatch, RecordBatchFileWriter, RecordBatchReader, Schema } from "apache-arrow";
import { arrowSchema, columnArrays, columnsOf, toRecordBatch } from "../arrow/record-batch.ts";
import type { ColumnArray, ColumnSet } from "../event/columns.ts";
import { InputError } from "../tables/input-error.ts";

/** Key of the schema metadata under which a file tells about itself, as JSON. */
const metadataKey = "aprime";

/** What a file tells about itself. */
export type FileMetadata = Readonly<Record<string, unknown>>;

export interface Rows {
  readonly size: number;
  readonly columns: Readonly<Record<string, ColumnArray>>;
}

/** Arrow writer that hands out its bytes as they come, and takes the file's metadata at the end. */
class FileBytes extends RecordBatchFileWriter {
  chunks: Uint8Array[] = [];
  metadata: FileMetadata = {};

  protected override _write(chunk: ArrayBufferView): this {
    const bytes = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    this.chunks.push(bytes);
    this._position += bytes.byteLength;
    return this;
  }

  protected override _writeFooter(schema: Schema): this {
    const metadata = new Map([[metadataKey, JSON.stringify(this.metadata)]]);
    return super._writeFooter(new Schema(schema.fields, metadata));
  }
}

/** An event file that is being written: aside, and renamed to its place when it is whole. */
export class EventFileWriter {
  readonly path: string;
  readonly #schema: Schema;
  readonly #bytes = new FileBytes();
  readonly #handle: FileHandle;

  private constructor(path: string, columns: ColumnSet, handle: FileHandle) {
    this.path = path;
    this.#schema = arrowSchema(columns);
    this.#handle = handle;
    this.#bytes.reset(undefined, this.#schema); // begins the file: without it, one of no batches would be empty
  }

  static async create(path: string, columns: ColumnSet): Promise<EventFileWriter> {
    return new EventFileWriter(path, columns, await open(partOf(path), "w"));
  }

  async write({ columns, size }: Rows): Promise<void> {
    this.#bytes.write(toRecordBatch(this.#schema, columns, size));
    await this.#flush();
  }

  /** Writes the footer with the metadata, waits for the disk, and gives the file its name. */
  async close(metadata: FileMetadata): Promise<void> {
    this.#bytes.metadata = metadata;
    this.#bytes.close();
    await this.#flush();
    await this.#handle.sync();
    await this.#handle.close();
    await rename(partOf(this.path), this.path);
  }

  /** Leaves nothing behind. */
  async abort(): Promise<void> {
    await this.#handle.close();
    await rm(partOf(this.path), { force: true });
  }

  async #flush(): Promise<void> {
    const bytes = Buffer.concat(this.#bytes.chunks);
    this.#bytes.chunks = [];
    await this.#handle.writeFile(bytes);
  }
}

function partOf(path: string): string {
  return `${path}.part`;
}

/** An event file, open for reading. */
export interface EventFile {
  readonly path: string;
  readonly metadata: FileMetadata;
  readonly columns: ColumnSet;
  /** Its rows in order, batch by batch. */
  batches(): AsyncGenerator<Rows>;
  close(): Promise<void>;
}

/** Opens an event file; an `InputError` if it is not one. */
export async function openEventFile(path: string): Promise<EventFile> {
  let handle: FileHandle;
  try {
    handle = await open(path, "r");
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    const what = missing ? "there is no such file" : `cannot be opened: ${(error as Error).message}`;
    throw new InputError([{ where: path, what }]);
  }
  try {
    const reader = await (await RecordBatchReader.from(handle)).open();
    const text = reader.schema.metadata.get(metadataKey);
    if (text === undefined) throw new Error("it does not tell about itself as ours do");
    return {
      path,
      metadata: JSON.parse(text) as FileMetadata,
      columns: columnsOf(reader.schema),
      batches: async function* () {
        for await (const batch of reader as AsyncIterable<RecordBatch>) {
          yield { size: batch.numRows, columns: columnArrays(batch) };
        }
      },
      close: async () => {
        await reader.cancel();
        await handle.close().catch(() => {}); // the reader may have closed it
      },
    };
  } catch (error) {
    await handle.close().catch(() => {});
    throw new InputError([
      { where: path, what: `is not an event file of aprime (${(error as Error).message})` },
    ]);
  }
}
