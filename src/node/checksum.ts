import { createHash, type Hash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";

/**
 * A file tells its own checksum: SHA-256 over all its bytes, with 64 zeros where the checksum stands. It is the last entry of
 * the metadata, so that a flip of any bit of the file is found, before anything else is made of its bytes.
 */
const key = '"checksum":"';

/** What stands for the checksum until all bytes are known. */
export const noChecksum = "0".repeat(64);

/** Puts the checksum into the last bytes of a file, of which `hash` has taken all the others. */
export function seal(tail: Buffer, hash: Hash): void {
  const place = tail.lastIndexOf(key + noChecksum);
  if (place < 0) throw new Error("the end of the file has no place for its checksum");
  const checksum = hash.update(tail).digest("hex");
  tail.write(checksum, place + key.length, "latin1");
}

/** Whether the bytes of a file are those that were written: "whole", "damaged", or "unsealed" if it tells no checksum. */
export async function checkBytes(file: FileHandle, size: number): Promise<"whole" | "damaged" | "unsealed"> {
  const place = await findSeal(file, size);
  if (place === undefined) return "unsealed";
  const told = Buffer.alloc(noChecksum.length);
  await file.read(told, 0, told.length, place);
  const hash = createHash("sha256");
  const buffer = Buffer.alloc(4 * 1024 * 1024);
  for (let start = 0; start < size; ) {
    const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, size - start), start);
    if (bytesRead === 0) return "damaged"; // shorter than it was a moment ago
    const [from, to] = [place - start, place + told.length - start];
    if (from < bytesRead && to > 0) buffer.fill("0", Math.max(0, from), Math.min(bytesRead, to));
    hash.update(buffer.subarray(0, bytesRead));
    start += bytesRead;
  }
  return hash.digest("hex") === told.toString("latin1") ? "whole" : "damaged";
}

/** The metadata, with the list of all groups of rows behind it, takes less than this. */
const longestEnd = 64 * 1024 * 1024;

/** Where the checksum stands: behind the last key of its name. */
async function findSeal(file: FileHandle, size: number): Promise<number | undefined> {
  const step = 1024 * 1024;
  for (let end = size; end > Math.max(0, size - longestEnd); end -= step) {
    const start = Math.max(0, end - step - key.length - noChecksum.length);
    const window = Buffer.alloc(end - start);
    await file.read(window, 0, window.length, start);
    const place = window.lastIndexOf(key);
    if (place >= 0 && start + place + key.length + noChecksum.length <= size)
      return start + place + key.length;
  }
  return undefined;
}
