import type { FileHandle } from "node:fs/promises";
import { type RecordBatch, RecordBatchFileWriter, RecordBatchReader, Schema } from "apache-arrow";
import { arrowSchema, columnArrays, columnsOf, toRecordBatch } from "../arrow/record-batch.ts";
import type { ColumnSet } from "../event/columns.ts";
import { columnsOnDemand } from "./arrow-columns.ts";
import { type DecodedFile, type FileMetadata, type FormatCode, metadataKey } from "./file-format.ts";

/** Arrow writer that hands out its bytes as they come, and takes the file's metadata at the end. */
class FileBytes extends RecordBatchFileWriter {
  metadata: FileMetadata = {};
  #chunks: Uint8Array[] = [];

  take(): Uint8Array[] {
    const chunks = this.#chunks;
    this.#chunks = [];
    return chunks;
  }

  protected override _write(chunk: ArrayBufferView): this {
    this.#chunks.push(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    this._position += chunk.byteLength;
    return this;
  }

  protected override _writeFooter(schema: Schema): this {
    const metadata = new Map([[metadataKey, JSON.stringify(this.metadata)]]);
    return super._writeFooter(new Schema(schema.fields, metadata));
  }
}

/** Arrow IPC files: unit and meaning in the metadata of each field, all else in that of the schema. */
export const arrowFile: FormatCode = {
  encoder: (columns: ColumnSet) => {
    const schema = arrowSchema(columns);
    const bytes = new FileBytes();
    return {
      begin: () => {
        bytes.reset(undefined, schema);
        return bytes.take();
      },
      rows: ({ columns: arrays, size }) => {
        bytes.write(toRecordBatch(schema, arrays, size));
        return bytes.take();
      },
      end: (metadata) => {
        bytes.metadata = metadata;
        bytes.close();
        return bytes.take();
      },
    };
  },

  decode: async (file: FileHandle): Promise<DecodedFile | undefined> => {
    const reader = await (await RecordBatchReader.from(file)).open({ autoDestroy: false });
    const text = reader.schema.metadata.get(metadataKey);
    if (text === undefined) return undefined;
    const columns = columnsOf(reader.schema);
    return {
      metadata: JSON.parse(text) as FileMetadata,
      columns,
      groupsOnDemand: () => columnsOnDemand(file.fd, reader.footer!.recordBatches(), columns),
      groups: async function* () {
        for await (const batch of reader as AsyncIterable<RecordBatch>)
          yield { size: batch.numRows, columns: columnArrays(batch) };
      },
    };
  },
};
