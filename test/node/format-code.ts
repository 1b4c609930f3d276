import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ColumnSet, Rows } from "../../src/event/columns.ts";
import type { DecodedFile, FileMetadata, FormatCode } from "../../src/node/file-format.ts";

/** Groups of rows as the bytes of a file, made by the code of a format alone. */
export async function encode(
  code: FormatCode,
  columns: ColumnSet,
  groups: readonly Rows[],
  metadata: FileMetadata = {},
): Promise<Buffer> {
  const encoder = code.encoder(columns);
  const chunks = encoder.begin().map((chunk) => Buffer.from(chunk));
  for (const group of groups) for (const chunk of await encoder.rows(group)) chunks.push(Buffer.from(chunk));
  for (const chunk of encoder.end(metadata)) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** What the code of a format finds in bytes, with all rows read. */
export async function decode(
  code: FormatCode,
  bytes: Uint8Array,
): Promise<(Omit<DecodedFile, "groups"> & { groups: Rows[] }) | undefined> {
  return inFile(bytes, async (file) => {
    const decoded = await code.decode(file, bytes.length);
    if (decoded === undefined) return undefined;
    const groups: Rows[] = [];
    for await (const { size, columns } of decoded.groups()) {
      const copies = Object.entries(columns).map(([name, values]) => [name, values.slice()]);
      groups.push({ size, columns: Object.fromEntries(copies) });
    }
    return { ...decoded, groups };
  });
}

async function inFile<T>(bytes: Uint8Array, work: (file: FileHandle) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "aprime-format-"));
  const path = join(folder, "file");
  writeFileSync(path, bytes);
  const file = await open(path);
  try {
    return await work(file);
  } finally {
    await file.close();
    rmSync(folder, { recursive: true });
  }
}
