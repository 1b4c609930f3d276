import { createHash, randomUUID } from "node:crypto";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { endianness, homedir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";
import * as constants from "../constants.ts";
import {
  type AprimeTableInputs,
  type AprimeTables,
  aprimeGrid,
  buildAprimeTables,
  exactRow,
  tableLength,
} from "../transport/aprime-tables.ts";
import { makeFolder } from "./output-file.ts";

/** To be raised when what is kept changes in a way that the rows in `keyOf` do not show. */
const format = 1;

/**
 * The tables of an A′, from the user's cache or built and put there: the same bits either way. A cache that is damaged is mended, and one
 * that cannot be read or written is done without; neither is an error.
 */
export function cachedAprimeTables(inputs: AprimeTableInputs, folder = cacheFolder()): AprimeTables {
  const { mass } = inputs;
  const build = () => buildAprimeTables(inputs).density;
  return { mass, density: cachedNumbers({ folder, key: keyOf(inputs), length: tableLength }, build) };
}

/** Where the user's cache is: undefined if the system does not say. */
export function cacheFolder(environment = process.env, platform = process.platform): string | undefined {
  const { LOCALAPPDATA, XDG_CACHE_HOME } = environment;
  if (platform === "win32") return LOCALAPPDATA ? join(LOCALAPPDATA, "aprime", "cache") : undefined;
  // As its specification says, a relative one is not used.
  if (XDG_CACHE_HOME && isAbsolute(XDG_CACHE_HOME)) return join(XDG_CACHE_HOME, "aprime");
  try {
    return join(environment.HOME || homedir(), ".cache", "aprime");
  } catch {
    return undefined; // a user without a home
  }
}

/** A place in a cache; no folder means that nothing is kept. */
export interface CachePlace {
  readonly folder: string | undefined;
  /** SHA-256 of all that the numbers depend on, hexadecimal. */
  readonly key: string;
  readonly length: number;
}

/** The numbers kept at a place, or else those that `build` gives, which are then kept there. */
export function cachedNumbers({ folder, key, length }: CachePlace, build: () => Float64Array): Float64Array {
  if (folder === undefined) return build();
  const path = join(folder, `${key}.table`);
  const kept = read(path, key, length);
  if (kept !== undefined) return kept;
  const numbers = build();
  write(path, key, numbers);
  return numbers;
}

/** Undefined if there is no such file, or if it is not whole and ours. */
function read(path: string, key: string, length: number): Float64Array | undefined {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    return undefined;
  }
  const numbers = new Float64Array(length);
  if (bytes.length !== headLength + numbers.byteLength) return undefined;
  const body = new Uint8Array(numbers.buffer);
  body.set(bytes.subarray(headLength));
  return bytes.subarray(0, headLength).equals(headOf(key, body)) ? numbers : undefined;
}

/** Aside, and renamed when it is whole: readers and other writers see the old file or the new one. */
function write(path: string, key: string, numbers: Float64Array): void {
  const aside = `${path}.${randomUUID()}.part`;
  try {
    makeFolder(dirname(path));
    const body = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
    writeFileSync(aside, Buffer.concat([headOf(key, body), body]), { flag: "wx" });
    renameSync(aside, path);
  } catch {
    try {
      rmSync(aside, { force: true });
    } catch {
      // Not even that: there is no cache, and the tables are there.
    }
  }
}

/** What stands before the numbers: the SHA-256 of the key and of them. */
function headOf(key: string, body: Uint8Array): Buffer {
  return createHash("sha256").update(key).update(body).digest();
}

const headLength = 32;

/** SHA-256 of all that the tables depend on; some rows of them stand for the formulas. */
function keyOf(inputs: AprimeTableInputs): string {
  const { mass, nuclei, mediator, formFactor } = inputs;
  const all = {
    format,
    endianness: endianness(),
    mass,
    nuclei: nuclei.map(({ nucleus: { charge, massNumber }, share }) => [charge, massNumber, share]),
    mediator,
    formFactor,
    grid: aprimeGrid,
    constants: { ...constants },
    rows: [exactRow(inputs, 5, 15), exactRow(inputs, 10, 48), exactRow(inputs, 15, 92)].map((row) => [
      ...row,
    ]),
  };
  return createHash("sha256").update(JSON.stringify(all)).digest("hex");
}
