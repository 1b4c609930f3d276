import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Schema, Table, tableFromIPC, tableToIPC } from "apache-arrow";
import { parquetReadObjects } from "hyparquet";
import { parquetWriteBuffer } from "hyparquet-writer";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { allocate, type ColumnArray, type ColumnSet, type Rows, sliceRows } from "../../src/event/columns.ts";
import { EventFileWriter, openEventFile } from "../../src/node/event-file.ts";
import { fileFormats } from "../../src/node/file-format.ts";
import { rowsPerGroup } from "../../src/node/row-groups.ts";
import { purpose } from "../../src/random/purpose.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { InputError } from "../../src/tables/input-error.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "aprime-file-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const endings = fileFormats.map(({ ending }) => ending);
const pathOf = (ending: string) => join(folder, `events${ending}`);

const columns = {
  event: { unit: "1", store: "float64", about: "number of the event" },
  energy: { unit: "GeV", store: "float32", about: 'an energy: not [GeV], a comma, "quotes"' },
  fired: { unit: "1", store: "uint8", about: "whether it fired" },
  cut: { unit: "1", store: "int8", about: "a place" },
  channel: { unit: "1", store: "uint16", about: "a channel" },
  bits: { unit: "1", store: "uint32", about: "bits" },
  cells: { unit: "GeV", store: "float32", width: 3, about: "a value per cell" },
  samples: { unit: "1", store: "int16", width: 32, about: "samples" },
} as const satisfies ColumnSet;

/** Rows from event number `first` on, with values that tell where they belong. */
function rows(first: number, size: number): Rows {
  const batch = allocate(columns, size);
  for (const [k, values] of Object.values(batch.columns).entries()) {
    const width = values.length / Math.max(1, size);
    for (let i = 0; i < values.length; i++) values[i] = k + first + i / width;
  }
  return batch;
}

async function write(path: string, batches: readonly Rows[], metadata: object = {}): Promise<void> {
  const writer = await EventFileWriter.create(path, columns);
  for (const batch of batches) await writer.write(batch);
  await writer.close({ ...metadata });
}

/** All rows of a file as one piece, and the sizes of its groups. */
async function read(path: string): Promise<{ all: Rows; sizes: number[] }> {
  const file = await openEventFile(path);
  const all = allocate(columns, file.rows);
  const sizes: number[] = [];
  let from = 0;
  for await (const { columns: arrays, size } of file.groups()) {
    for (const [name, { width = 1 }] of Object.entries(columns as ColumnSet))
      (all.columns as Rows["columns"])[name]!.set(arrays[name]!, from * width);
    from += size;
    sizes.push(size);
  }
  await file.close();
  expect(from).toBe(file.rows);
  return { all, sizes };
}

/** The bytes of each column: equal for equal values, NaN and -0 included. */
const bytesOf = (piece: Rows) =>
  Object.entries(piece.columns).map(([name, { buffer, byteOffset, byteLength }]) => [
    name,
    Buffer.from(buffer, byteOffset, byteLength).toString("latin1"),
  ]);

/** The one problem of a file that cannot be opened, or be read to its end. */
async function refusal(path: string): Promise<string> {
  const error = await read(path).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(InputError);
  const { problems } = error as InputError;
  expect(problems).toHaveLength(1);
  expect(problems[0]!.where).toBe(path);
  return problems[0]!.what;
}

describe.each(endings)("a file %s that was written", (ending) => {
  test.each([
    ["one batch", [5]],
    ["several batches of different sizes", [3, 1, 100]],
    ["a batch without a row among others", [2, 0, 3]],
    ["no batches", []],
  ])("is read as it was: %s", async (_, sizes) => {
    let first = 0;
    const batches = sizes.map((size) => rows((first += size), size));
    await write(pathOf(ending), batches);
    const { all } = await read(pathOf(ending));
    let from = 0;
    for (const batch of batches) {
      expect(bytesOf(sliceRows(columns, all, from, from + batch.size))).toEqual(bytesOf(batch));
      from += batch.size;
    }
    expect(all.size).toBe(from);
  });

  test("of more rows than a group holds comes in groups", async () => {
    const most = rowsPerGroup(columns);
    await write(pathOf(ending), [rows(0, most - 7), rows(most - 7, 20)]);
    const { all, sizes } = await read(pathOf(ending));
    expect(sizes).toEqual([most, 13]);
    const wanted = new Map(bytesOf(rows(0, most + 13)) as [string, string][]);
    for (const [name, bytes] of bytesOf(all) as [string, string][])
      expect(bytes === wanted.get(name), name).toBe(true);
  });

  test("tells about its columns and itself", async () => {
    const metadata = { seed: 'é ☃ "x" "checksum":"', events: { first: 0, end: 3 }, none: null };
    await write(pathOf(ending), [rows(0, 3)], metadata);
    const file = await openEventFile(pathOf(ending));
    expect(file.path).toBe(pathOf(ending));
    expect(file.rows).toBe(3);
    expect(file.checksum).toMatch(/^[0-9a-f]{64}$/);
    expect(file.metadata).toEqual(metadata);
    expect(file.columns).toEqual(columns);
    await file.close();
  });

  test("keeps every bit: NaN, -0, the largest and smallest numbers, random ones", async () => {
    const size = 5000;
    const random = new RandomStream(runKeyFromSeed("bits")).seek(0, purpose("test"));
    const batch = allocate(columns, size);
    const words = new Int32Array(1);
    for (const values of Object.values(batch.columns) as ColumnArray[]) {
      const bytes = new Uint8Array(values.buffer);
      for (let k = 0; k < bytes.length; k += 4) {
        words[0] = random.word();
        bytes.set(new Uint8Array(words.buffer).subarray(0, Math.min(4, bytes.length - k)), k);
      }
      // Infinities have no place in a file; of NaN there is one.
      for (let k = 0; k < values.length; k++) if (!Number.isFinite(values[k])) values[k] = Number.NaN;
    }
    const { event, energy, bits, cut } = batch.columns;
    event.set([Number.MAX_SAFE_INTEGER, -0, Number.MIN_VALUE, Number.MAX_VALUE, 0.1, 1 / 3]);
    energy.set([Number.NaN, -0, 1e-45, 3.4028234663852886e38, 0.1, 16777216]);
    bits[0] = 0xffffffff;
    cut[0] = -128;
    await write(pathOf(ending), [batch]);
    const { all } = await read(pathOf(ending));
    for (const [k, [name, bytes]] of bytesOf(all).entries())
      expect(bytes === bytesOf(batch)[k]![1], name).toBe(true);
  });

  test("has the same bytes for the same rows, in whatever pieces they come", async () => {
    const all = rows(0, 1000);
    await write(pathOf(ending), [all], { seed: "x" });
    const whole = readFileSync(pathOf(ending));
    const cuts = [0, 1, 400, 999, 1000];
    const pieces = cuts.slice(1).map((to, k) => sliceRows(columns, all, cuts[k]!, to));
    await write(pathOf(ending), pieces, { seed: "x" });
    expect(readFileSync(pathOf(ending)).equals(whole)).toBe(true);
  });

  test("may be left before its end", async () => {
    await write(pathOf(ending), [rows(0, rowsPerGroup(columns) + 5)]);
    const file = await openEventFile(pathOf(ending));
    for await (const { size } of file.groups()) {
      expect(size).toBe(rowsPerGroup(columns));
      break;
    }
    await file.close();
  });

  test("stands aside until it is whole, and leaves nothing when it is given up", async () => {
    const writer = await EventFileWriter.create(pathOf(ending), columns);
    await writer.write(rows(0, 5));
    const [aside, ...others] = readdirSync(folder);
    expect(others).toEqual([]);
    expect(aside).toMatch(/^events\.[a-z]+\..+-\d+\.part$/);
    await writer.close({});
    expect(readdirSync(folder)).toEqual([`events${ending}`]);
    const second = await EventFileWriter.create(pathOf(ending), columns);
    await second.write(rows(7, 1));
    await second.abort();
    await second.abort();
    expect(readdirSync(folder)).toEqual([`events${ending}`]);
    expect((await read(pathOf(ending))).all.size).toBe(5);
  });
});

test("goes to disk group by group", async () => {
  const writer = await EventFileWriter.create(pathOf(".arrow"), columns);
  const sizes: number[] = [];
  for (let k = 0; k < 3; k++) {
    await writer.write(rows(0, rowsPerGroup(columns)));
    sizes.push(statSync(join(folder, readdirSync(folder)[0]!)).size);
  }
  await writer.abort();
  expect(sizes[0]).toBeGreaterThan(3e6);
  expect(sizes[2]! - sizes[1]!).toBe(sizes[1]! - sizes[0]!);
});

describe("other readers", () => {
  test("Arrow itself reads .arrow", async () => {
    await write(pathOf(".arrow"), [rows(0, 2), rows(2, 3)], { seed: "x" });
    const table = tableFromIPC(readFileSync(pathOf(".arrow")));
    expect(table.numRows).toBe(5);
    expect([...table.getChild("energy")!]).toEqual([1, 2, 3, 4, 5]);
    expect(JSON.parse(table.schema.metadata.get("aprime")!)).toMatchObject({ seed: "x", rows: 5 });
    expect(table.schema.fields[1]!.metadata.get("unit")).toBe("GeV");
  });

  test("hyparquet reads .parquet", async () => {
    await write(pathOf(".parquet"), [rows(0, 5)]);
    const { buffer, byteOffset, byteLength } = readFileSync(pathOf(".parquet"));
    const objects = await parquetReadObjects({
      file: buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer,
    });
    expect(objects.map(({ energy }) => energy)).toEqual([1, 2, 3, 4, 5]);
    expect(objects[1]!.cells).toHaveLength(3);
  });

  test(".csv is lines with a header that tells units", async () => {
    await write(pathOf(".csv"), [rows(0, 2)]);
    const lines = readFileSync(pathOf(".csv"), "utf8").trimEnd().split("\n");
    const [header, first, second, ...others] = lines.filter((line) => !line.startsWith("#"));
    expect(header).toMatch(
      /^event \[1\],energy \[GeV\],fired \[1\],.*,cells\.2 \[GeV\],samples\.0 \[1\],.*samples\.31 \[1\]$/,
    );
    expect(first!.split(",").slice(0, 3)).toEqual(["0", "1", "2"]);
    expect(second!.split(",").slice(0, 3)).toEqual(["1", "2", "3"]);
    expect(others).toEqual([]);
    expect(lines.at(-1)).toMatch(/^# aprime \{.*"checksum":"[0-9a-f]{64}"\}$/);
  });
});

describe("what is not an event file", () => {
  test("is not there, or is a folder", async () => {
    expect(await refusal(pathOf(".arrow"))).toBe("there is no such file");
    expect(await refusal(folder)).toBe("is a folder; give the name of a file in it");
  });

  test("cannot be read from its end", async () => {
    expect(await refusal("/dev/null")).toMatch(/^cannot be read from its end/);
  });

  test.each<[string, Buffer, RegExp]>([
    ["empty", Buffer.alloc(0), /^is empty, 0 bytes/],
    ["a text", Buffer.from("cut,events\nall,3\n"), /begins like none of \.arrow/],
    ["a byte of Arrow", Buffer.of(65), /^was cut off, or added to: it begins as Arrow IPC/],
    ["the first word of an Arrow file", Buffer.from("ARROW1\0\0"), /^was cut off/],
    ["noise", Buffer.from(Array.from({ length: 5000 }, (_, k) => (k * 7919) % 251)), /begins like none/],
    [
      "Arrow at both ends, noise between",
      Buffer.concat([Buffer.from("ARROW1\0\0"), Buffer.alloc(500, 7), Buffer.from("ARROW1")]),
      /^is a file of Arrow IPC, but not an event file of aprime: it tells no checksum/,
    ],
    [
      "Parquet of another program",
      Buffer.from(parquetWriteBuffer({ columnData: [{ name: "x", data: [1, 2], type: "INT32" }] })),
      /^is a file of Parquet, but not an event file of aprime: it tells no checksum/,
    ],
  ])("is %s", async (_, bytes, what) => {
    writeFileSync(pathOf(".arrow"), bytes);
    expect(await refusal(pathOf(".arrow"))).toMatch(what);
  });

  test("is an Arrow file that another program wrote anew", async () => {
    await write(pathOf(".arrow"), [rows(0, 2)]);
    const { schema, batches } = tableFromIPC(readFileSync(pathOf(".arrow")));
    writeFileSync(pathOf(".arrow"), tableToIPC(new Table(new Schema(schema.fields), batches), "file"));
    expect(await refusal(pathOf(".arrow"))).toMatch(/tells no checksum/);
    writeFileSync(pathOf(".arrow"), tableToIPC(new Table(schema, batches.slice(0, 0)), "file"));
    expect(await refusal(pathOf(".arrow"))).toMatch(/^was damaged, or changed by another program/);
  });

  test("is of another layout", async () => {
    const writer = await EventFileWriter.create(pathOf(".arrow"), columns);
    await writer.close({ format: 99, version: "9.9" });
    expect(await refusal(pathOf(".arrow"))).toBe(
      "is of layout 99, and this version of aprime reads layout 2; read it with aprime 9.9, or make it again",
    );
  });
});

describe.each(endings)("a file %s that was damaged", (ending) => {
  const random = new RandomStream(runKeyFromSeed("damage")).seek(0, purpose(ending));
  const anywhere = (size: number) => Math.floor(size * random.uniform());

  test("is refused when it is cut off anywhere", async () => {
    await write(pathOf(ending), [rows(0, 20), rows(20, 20)], { seed: "x" });
    const whole = readFileSync(pathOf(ending));
    const lengths = [...Array.from({ length: 100 }, () => anywhere(whole.length)), 1, 8, 9, whole.length - 1];
    for (const length of lengths) {
      writeFileSync(pathOf(ending), whole.subarray(0, length));
      expect([length, await refusal(pathOf(ending))]).toEqual([
        length,
        expect.stringMatching(
          length === 0 ? /^is empty/ : /^(was cut off|is a file of .* tells no checksum)/,
        ),
      ]);
    }
  });

  test("is refused when any bit is flipped", async () => {
    await write(pathOf(ending), [rows(0, 20)], { seed: "x" });
    const whole = readFileSync(pathOf(ending));
    for (let k = 0; k < 300; k++) {
      const damaged = Buffer.from(whole);
      const [place, bit] = [anywhere(whole.length), anywhere(8)];
      damaged[place]! ^= 1 << bit;
      writeFileSync(pathOf(ending), damaged);
      expect([place, bit, await refusal(pathOf(ending))]).toEqual([
        place,
        bit,
        expect.stringMatching(
          /^(was damaged|was cut off|is a file of .* tells no checksum|is not an event file)/,
        ),
      ]);
    }
  });
});
