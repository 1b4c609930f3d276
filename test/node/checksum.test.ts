import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkBytes, noChecksum, seal } from "../../src/node/checksum.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "aprime-checksum-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const key = '"checksum":"';
const kB = 1024;
const MB = 1024 * kB;

/** Bytes that are nowhere alike, so that a hash over other places is another. */
const filler = (length: number) => Buffer.alloc(length, "0123456789abcdefghijklmnopqrstuvwxyz\n\0é");

/** A sealed file: `before`, the checksum under its key, `after`. */
function sealed(before: Buffer, after: Buffer): Buffer {
  const tail = Buffer.concat([Buffer.from(key + noChecksum), after]);
  seal(tail, createHash("sha256").update(before));
  return Buffer.concat([before, tail]);
}

async function check(bytes: Buffer, size = bytes.length): Promise<string> {
  const path = join(folder, "file");
  writeFileSync(path, bytes);
  const file = await open(path);
  try {
    return await checkBytes(file, size);
  } finally {
    await file.close();
  }
}

describe("seal", () => {
  test("writes the SHA-256 of all bytes, with zeros in its place", () => {
    const [before, after] = [filler(1000), Buffer.from('"}\n')];
    const bytes = sealed(before, after);
    const told = bytes.toString("latin1", 1000 + key.length, 1000 + key.length + 64);
    const plain = Buffer.concat([before, Buffer.from(key + noChecksum), after]);
    expect(told).toBe(createHash("sha256").update(plain).digest("hex"));
  });

  test("throws where there is no place: a bug of ours", () => {
    for (const text of ["", key, key + noChecksum.slice(1), `"checksum": "${noChecksum}`])
      expect(() => seal(Buffer.from(text), createHash("sha256")), text).toThrow("no place");
  });
});

describe("checkBytes finds the checksum", () => {
  // The end is searched in windows of 1 MB: the key and the checksum may lie across their borders.
  const length = key.length + noChecksum.length;
  test.each([
    0,
    1,
    5000,
    ...[-2, -1, 0, 1, 2, 11, 12, 13].flatMap((k) => [MB - length + k, MB + k]),
    MB - 40,
    2 * MB - 70,
    2 * MB + 3,
  ])("%i bytes before the end", async (behind) => {
    expect(await check(sealed(filler(123), filler(behind)))).toBe("whole");
    expect(await check(sealed(filler(2 * MB), filler(behind)))).toBe("whole");
  });

  // All bytes are hashed in pieces of 4 MB: the checksum may lie in two of them.
  test.each([-76, -64, -40, -13, -12, -11, -1, 0, 1])("%i bytes behind the first 4 MB", async (more) => {
    const bytes = sealed(filler(4 * MB + more), filler(100));
    expect(await check(bytes)).toBe("whole");
    for (const place of [4 * MB - 1, 4 * MB]) {
      const damaged = Buffer.from(bytes);
      damaged[place]! ^= 1;
      expect(await check(damaged)).not.toBe("whole");
    }
  });

  test("among others: the last one counts", async () => {
    const other = Buffer.from(`{${key}${"f".repeat(64)}","x":${key}${noChecksum}"}`);
    expect(await check(sealed(other, Buffer.from('"}')))).toBe("whole");
  });

  test("behind metadata whose texts look like it", async () => {
    const metadata = JSON.stringify({ seed: key + noChecksum, [key]: key, checksum: noChecksum });
    const place = metadata.lastIndexOf(key);
    const [before, after] = [metadata.slice(0, place), metadata.slice(place + length)];
    expect(await check(sealed(Buffer.from(before), Buffer.from(after)))).toBe("whole");
  });
});

describe("checkBytes tells", () => {
  const bytes = sealed(filler(3000), filler(50));

  test("damage anywhere, in the checksum too", async () => {
    expect(await check(bytes)).toBe("whole");
    const place = 3000 + key.length;
    for (const at of [0, 1500, 2999, place, place + 63, place + 64, bytes.length - 1]) {
      const damaged = Buffer.from(bytes);
      damaged[at]! ^= 4;
      expect(await check(damaged), `byte ${at}`).toBe("damaged");
    }
  });

  test("a byte more or less, before it or behind it", async () => {
    const more = Buffer.of(0);
    for (const other of [
      Buffer.concat([more, bytes]),
      Buffer.concat([bytes, more]),
      bytes.subarray(1),
      bytes.subarray(0, -1),
    ])
      expect(await check(other)).toBe("damaged");
  });

  test("a file that became shorter while it was read", async () => {
    expect(await check(bytes, bytes.length + 10)).toBe("damaged");
  });

  test("a file without a checksum, or with a part of one", async () => {
    for (const text of ["", "x", key, key + noChecksum.slice(1), noChecksum.repeat(100)])
      expect(await check(Buffer.from(text)), text).toBe("unsealed");
    expect(await check(filler(3 * MB))).toBe("unsealed");
  });
});
