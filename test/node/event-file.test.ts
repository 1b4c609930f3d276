import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Schema, Table, tableFromIPC, tableToIPC } from "apache-arrow";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { allocate, type ColumnArray, type ColumnSet } from "../../src/event/columns.ts";
import { EventFileWriter, openEventFile, type Rows } from "../../src/node/event-file.ts";
import { InputError } from "../../src/tables/input-error.ts";

let folder = "";
let path = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "aprime-file-"));
  path = join(folder, "events.arrow");
});
afterEach(() => rmSync(folder, { recursive: true }));

const columns = {
  event: { unit: "1", store: "float64", about: "number of the event" },
  energy: { unit: "GeV", about: "an energy" },
  fired: { unit: "1", store: "uint8", about: "whether it fired" },
  cut: { unit: "1", store: "int8", about: "a place" },
  bits: { unit: "1", store: "uint32", about: "bits" },
  cells: { unit: "GeV", width: 3, about: "a value per cell" },
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

async function write(batches: readonly Rows[], metadata: Record<string, unknown> = {}): Promise<void> {
  const writer = await EventFileWriter.create(path, columns);
  for (const batch of batches) await writer.write(batch);
  await writer.close(metadata);
}

async function read(): Promise<Rows[]> {
  const file = await openEventFile(path);
  const batches: Rows[] = [];
  for await (const batch of file.batches()) batches.push(batch);
  await file.close();
  return batches;
}

/** The one problem of a file that cannot be opened. */
async function refusal(): Promise<string> {
  const error = await openEventFile(path).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(InputError);
  const { problems } = error as InputError;
  expect(problems).toHaveLength(1);
  expect(problems[0]!.where).toBe(path);
  return problems[0]!.what;
}

describe("a file that was written", () => {
  test.each([
    ["one batch", [5]],
    ["several batches of different sizes", [3, 1, 100]],
    ["a batch without a row among others", [2, 0, 3]],
  ])("is read as it was: %s", async (_, sizes) => {
    let first = 0;
    const batches = sizes.map((size) => rows((first += size), size));
    await write(batches);
    expect(await read()).toEqual(batches);
  });

  test("of more bytes than a buffer holds", async () => {
    const batches = [rows(0, 50_000), rows(50_000, 50_000)];
    await write(batches);
    expect(statSync(path).size).toBeGreaterThan(2e6);
    const bytesOf = ({ columns }: Rows) =>
      Object.values(columns).map(({ buffer, byteOffset, byteLength }) =>
        Buffer.from(buffer, byteOffset, byteLength),
      );
    for (const [k, batch] of (await read()).entries()) {
      const wanted = bytesOf(batches[k]!);
      expect(bytesOf(batch).map((bytes, c) => bytes.equals(wanted[c]!))).toEqual(Array(6).fill(true));
    }
  });

  test("of no batches is a file too", async () => {
    await write([], { events: { first: 0, end: 0 } });
    const file = await openEventFile(path);
    expect(file.metadata).toEqual({ events: { first: 0, end: 0 } });
    expect(Object.keys(file.columns)).toEqual(Object.keys(columns));
    await file.close();
    expect((await read()).reduce((sum, { size }) => sum + size, 0)).toBe(0);
  });

  test("tells about its columns and itself", async () => {
    const metadata = { seed: 'é ☃ "x"', events: { first: 0, end: 3 }, facts: [{ value: 1e-12 }], none: null };
    await write([rows(0, 3)], metadata);
    const file = await openEventFile(path);
    expect(file.path).toBe(path);
    expect(file.metadata).toEqual(metadata);
    expect(file.columns).toEqual({
      ...columns,
      energy: { ...columns.energy, store: "float32" },
      cells: { ...columns.cells, store: "float32" },
    });
    await file.close();
  });

  test("keeps NaN, the largest event number and all bits", async () => {
    const batch = rows(0, 1);
    const { energy, event, bits, cut } = batch.columns as Record<keyof typeof columns, ColumnArray>;
    energy[0] = Number.NaN;
    event[0] = Number.MAX_SAFE_INTEGER;
    bits[0] = 0xffffffff;
    cut[0] = -1;
    await write([batch]);
    const [back] = await read();
    expect(back).toEqual(batch);
    expect(back!.columns.event![0]).toBe(9007199254740991);
    expect(back!.columns.bits![0]).toBe(4294967295);
  });

  test("is read by Arrow itself", async () => {
    await write([rows(0, 2), rows(2, 3)], { seed: "x" });
    const table = tableFromIPC(readFileSync(path));
    expect(table.numRows).toBe(5);
    expect([...table.getChild("energy")!]).toEqual([1, 2, 3, 4, 5]);
    expect(JSON.parse(table.schema.metadata.get("aprime")!)).toEqual({ seed: "x" });
    expect(table.schema.fields[1]!.metadata.get("unit")).toBe("GeV");
  });

  test("has the same bytes for the same rows", async () => {
    await write([rows(0, 10)], { seed: "x" });
    const bytes = readFileSync(path);
    await write([rows(0, 10)], { seed: "x" });
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  test("may be left before its end", async () => {
    await write([rows(0, 2), rows(2, 2)]);
    const file = await openEventFile(path);
    for await (const { size } of file.batches()) {
      expect(size).toBe(2);
      break;
    }
    await file.close();
    await file.close();
  });
});

describe("a file that is being written", () => {
  test("stands aside until it is whole", async () => {
    const writer = await EventFileWriter.create(path, columns);
    await writer.write(rows(0, 5));
    expect(readdirSync(folder)).toEqual(["events.arrow.part"]);
    await writer.close({});
    expect(readdirSync(folder)).toEqual(["events.arrow"]);
  });

  test("leaves nothing behind when it is given up", async () => {
    const writer = await EventFileWriter.create(path, columns);
    await writer.write(rows(0, 5));
    await writer.abort();
    expect(readdirSync(folder)).toEqual([]);
    await writer.abort();
  });

  test("leaves the older one alone when it is given up", async () => {
    await write([rows(0, 3)]);
    const writer = await EventFileWriter.create(path, columns);
    await writer.write(rows(7, 1));
    await writer.abort();
    expect(readdirSync(folder)).toEqual(["events.arrow"]);
    expect(await read()).toEqual([rows(0, 3)]);
  });

  test("goes to disk batch by batch", async () => {
    const writer = await EventFileWriter.create(path, columns);
    const sizes: number[] = [];
    for (let k = 0; k < 3; k++) {
      await writer.write(rows(0, 1000));
      sizes.push(statSync(`${path}.part`).size);
    }
    await writer.abort();
    // 30 bytes an event, at least.
    expect(sizes[0]).toBeGreaterThan(25_000);
    expect(sizes[2]! - sizes[1]!).toBeGreaterThan(25_000);
  });

  test("in a folder that is not there is the file system's error", async () => {
    await expect(EventFileWriter.create(join(folder, "gone", "x.arrow"), columns)).rejects.toThrow("ENOENT");
  });
});

describe("what is not an event file", () => {
  test("is not there", async () => {
    expect(await refusal()).toBe("there is no such file");
  });

  test.each([
    ["empty", Buffer.alloc(0)],
    ["a text", Buffer.from("cut,events\nall,3\n")],
    ["a byte", Buffer.of(65)],
    ["the first word of an Arrow file", Buffer.from("ARROW1\0\0")],
    ["noise", Buffer.from(Array.from({ length: 5000 }, (_, k) => (k * 7919) % 251))],
    [
      "Arrow at both ends, noise between",
      Buffer.concat([Buffer.from("ARROW1\0\0"), Buffer.alloc(500, 7), Buffer.from("ARROW1")]),
    ],
  ])("is %s", async (_, bytes) => {
    writeFileSync(path, bytes);
    expect(await refusal()).toMatch(/^is not an event file of aprime \(.+\)$/s);
  });

  test("is a folder", async () => {
    path = folder;
    expect(await refusal()).toMatch(/^is not an event file of aprime \(EISDIR/);
  });

  test("is an Arrow file of somebody else", async () => {
    await write([rows(0, 2)]);
    const { schema, batches } = tableFromIPC(readFileSync(path));
    writeFileSync(path, tableToIPC(new Table(new Schema(schema.fields), batches), "file"));
    expect(await refusal()).toBe("is not an event file of aprime (it does not tell about itself as ours do)");
  });

  test("was cut off, anywhere", async () => {
    await write([rows(0, 20), rows(20, 20)], { seed: "x" });
    const whole = readFileSync(path);
    for (let length = 0; length < whole.length; length += 61) {
      writeFileSync(path, whole.subarray(0, length));
      expect([length, await refusal()]).toEqual([length, expect.stringMatching(/^is not an event file/)]);
    }
  });

  test("is the .part of a run that was killed", async () => {
    const writer = await EventFileWriter.create(path, columns);
    await writer.write(rows(0, 20));
    const final = path;
    path = `${final}.part`;
    expect(await refusal()).toMatch(/^is not an event file/);
    await writer.abort();
    expect(existsSync(path)).toBe(false);
  });
});
