import type { FileHandle } from "node:fs/promises";
import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { allocate, type ColumnSet, type Rows } from "../../src/event/columns.ts";
import { csvFile } from "../../src/node/csv-file.ts";
import { rowsPerGroup } from "../../src/node/row-groups.ts";
import { purpose } from "../../src/random/purpose.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { decode, encode } from "./format-code.ts";

const columns = {
  event: { unit: "1", store: "float64", about: "number of the event" },
  energy: { unit: "GeV", about: "in the ECAL" },
  pair: { unit: "ns", store: "int16", width: 2, about: "two" },
} as const satisfies ColumnSet;

const rows = (energies: readonly number[]): Rows => ({
  size: energies.length,
  columns: {
    event: Float64Array.from(energies, (_, i) => i),
    energy: Float32Array.from(energies),
    pair: Int16Array.from(energies.flatMap((_, i) => [i, -1 - i])),
  },
});

/** A table of one column with these values, there and back. */
async function thereAndBack(store: "float32" | "float64", values: ArrayLike<number>) {
  const set: ColumnSet = { x: { unit: "1", store, about: "" } };
  const batch = allocate(set, values.length);
  batch.columns.x!.set(values);
  const bytes = await encode(csvFile, set, [batch]);
  const cells = bytes.toString().split("\n").slice(3, -2);
  const { groups } = (await decode(csvFile, bytes))!;
  return { written: batch.columns.x!, cells, read: groups.flatMap((group) => [...group.columns.x!]) };
}

test("is a text that says itself what it is", async () => {
  const text = await encode(csvFile, columns, [rows([1.5, Number.NaN]), rows([0.1, -0])], { seed: "x" });
  expect(text.toString()).toBe(
    [
      "# aprime table: the last line tells how it was made; read it with a reader that knows # comments",
      "# column event [1] float64: number of the event",
      "# column energy [GeV] float32: in the ECAL",
      "# column pair [ns] int16 x 2: two",
      "event [1],energy [GeV],pair.0 [ns],pair.1 [ns]",
      "0,1.5,0,-1",
      "1,,1,-2",
      "0,0.100000001,0,-1",
      "1,-0,1,-2",
      '# aprime {"seed":"x"}',
      "",
    ].join("\n"),
  );
});

test("of no rows is one all the same", async () => {
  const found = await decode(csvFile, await encode(csvFile, columns, [], { seed: "x" }));
  expect(found).toMatchObject({ metadata: { seed: "x" }, groups: [] });
});

test.each([
  "",
  " ",
  "x 3: of [GeV] float32 x 7: odd",
  "with ] and [ and # and : and , and \"quotes\" and 'these' and `those`",
  "trailing: ",
  "é ☃ 𝛾 A' → e⁺e⁻",
  "# column energy [mm] uint8: another",
  '# aprime {"seed":"another"}',
])("describes a column so that it is read as it was: %j", async (about) => {
  const set: ColumnSet = {
    a: { unit: "MHz", store: "uint8", width: 1, about },
    "b.c-d": { unit: "mrad", store: "float32", about },
  };
  const batch = allocate(set, 3);
  batch.columns.a!.set([1, 2, 3]);
  batch.columns["b.c-d"]!.set([4, 5, 6]);
  const found = (await decode(csvFile, await encode(csvFile, set, [batch], { seed: about })))!;
  expect(found).toMatchObject({ columns: set, metadata: { seed: about } });
  expect(found.columns).toEqual(set);
  expect(found.groups).toEqual([batch]);
});

test.each([
  ["longer than 64 kB", "x".repeat(70_000)],
  ["longer than 256 kB", "x".repeat(300_000)],
  ["of letters of several bytes, which lie across every border", "é☃𝛾".repeat(40_000)],
  ["with ends of lines in it", "a\nb\r\nc\u2028d"],
])("finds a last line %s", async (_, seed) => {
  const found = await decode(csvFile, await encode(csvFile, columns, [rows([1])], { seed }));
  expect(found!.metadata).toEqual({ seed });
  expect(found!.groups).toEqual([rows([1])]);
});

test("takes a text of another program for none of ours", async () => {
  for (const text of ["", "x\n1\n", "# aprime table\nx\n1\n", "# aprime\n", "\n\n"])
    expect(await decode(csvFile, Buffer.from(text)), text).toBeUndefined();
});

test("reads groups of its own size, however it was written", async () => {
  const most = rowsPerGroup(columns);
  const energies = Array.from({ length: most + 10 }, (_, i) => i / 4);
  const bytes = await encode(csvFile, columns, [rows(energies.slice(0, 7)), rows(energies.slice(7))]);
  const { groups } = (await decode(csvFile, bytes))!;
  expect(groups.map(({ size }) => size)).toEqual([most, 10]);
  expect(groups.flatMap((group) => [...group.columns.energy!])).toEqual(energies);
});

describe("a number", () => {
  const random = new RandomStream(runKeyFromSeed("csv-file.test")).seek(0, purpose("test"));

  test("of float32 has at most nine digits, and is read back to the bit: any pattern of bits", async () => {
    const words = Int32Array.from({ length: 40_000 }, () => random.word());
    // Subnormal ones are rare among them: an exponent of 0.
    for (let k = 0; k < 5000; k++) words[k]! &= 0x807fffff;
    const values = new Float32Array(words.buffer).map((value) =>
      Number.isFinite(value) ? value : Number.NaN,
    );
    const { written, cells, read } = await thereAndBack("float32", values);
    for (const [k, value] of written.entries()) {
      const same = Object.is(read[k], value);
      const digits = cells[k]!.replace(/e.*$/, "")
        .replace(/^-?0?\.?0*/, "")
        .replace(".", "");
      const short = Number.isInteger(value) || digits.length <= 9;
      if (!same || !short) throw new Error(`${value} as ${cells[k]} is ${read[k]}`);
    }
  });

  test("of float64 too, with as many digits as it needs", async () => {
    const words = Int32Array.from({ length: 20_000 }, () => random.word());
    const values = new Float64Array(words.buffer).map((value) =>
      Number.isFinite(value) ? value : Number.NaN,
    );
    values.set([Number.MAX_SAFE_INTEGER, 0.1, 1 / 3, 5e-324, Number.MAX_VALUE, -0, 1e21]);
    const { written, cells, read } = await thereAndBack("float64", values);
    expect(cells.slice(0, 3)).toEqual(["9007199254740991", "0.1", "0.3333333333333333"]);
    const wrong = [...written].findIndex((value, k) => !Object.is(read[k], value));
    expect(wrong).toBe(-1);
  });

  test("that is absent is an empty cell, also where it is alone in its row", async () => {
    const values = [1, Number.NaN, Number.NaN, 2, Number.NaN];
    const { cells, read } = await thereAndBack("float32", values);
    expect(cells).toEqual(["1", "", "", "2", ""]);
    expect(read).toEqual(values);
  });
});

test("a disk that fails in the middle is told, and does not end the program", async () => {
  const bytes = await encode(csvFile, columns, [rows([1, 2, 3])]);
  const failing = {
    read: async (into: Buffer, offset: number, length: number, at: number) => ({
      bytesRead: bytes.copy(into, offset, at, at + length),
    }),
    readLines: () => Readable.from(bytes.toString().split("\n")),
    createReadStream: () =>
      Readable.from(
        (async function* () {
          yield bytes.subarray(0, bytes.length >> 1);
          throw Object.assign(new Error("EIO"), { code: "EIO", syscall: "read" });
        })(),
      ),
  } as unknown as FileHandle;
  const decoded = await csvFile.decode(failing, bytes.length);
  await expect(async () => {
    for await (const _ of decoded!.groups());
  }).rejects.toMatchObject({ code: "EIO" });
}, 5000);
