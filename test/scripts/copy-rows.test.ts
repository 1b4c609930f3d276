import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { copyRows } from "../../scripts/copy-rows.ts";
import type { ColumnSet, Rows } from "../../src/event/columns.ts";
import { openEventFile } from "../../src/node/event-file.ts";
import { someRun } from "./some-run.ts";

let folder = "";
let to = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "aprime-copy-"));
  to = join(folder, "x.csv");
});
afterEach(() => rmSync(folder, { recursive: true }));

const columns = { event: { unit: "1", store: "float64", about: "number" } } as const satisfies ColumnSet;
const metadata = someRun({ first: 0, end: 6 });
const rows = (...events: number[]): Rows => ({
  size: events.length,
  columns: { event: Float64Array.from(events) },
});

/** Groups of rows, with something done after the first. */
async function* groups(between: () => void = () => {}): AsyncGenerator<Rows> {
  yield rows(0, 1, 2, 3);
  between();
  yield rows(4, 5);
}

async function read(path: string) {
  const file = await openEventFile(path);
  const events: number[] = [];
  for await (const { columns: arrays } of file.groups()) events.push(...arrays.event!);
  await file.close();
  return { events, metadata: file.metadata };
}

const plan = { count: 6, columns, metadata, quiet: true };

describe("copyRows", () => {
  test("writes all rows, and the metadata", async () => {
    await copyRows({ ...plan, rows: groups(), to });
    expect(await read(to)).toEqual({ events: [0, 1, 2, 3, 4, 5], metadata });
  });

  test("writes what is made of them on the way", async () => {
    const change = ({ size, columns: { event } }: Rows): Rows => ({
      size,
      columns: { event: event!.map((value) => 10 * value) },
    });
    await copyRows({ ...plan, rows: groups(), to, change });
    expect((await read(to)).events).toEqual([0, 10, 20, 30, 40, 50]);
  });

  test.each(["SIGINT", "SIGTERM"] as const)("leaves what was there when %s ends it", async (signal) => {
    writeFileSync(to, "precious");
    const interrupted = copyRows({ ...plan, rows: groups(() => process.emit(signal)), to });
    await expect(interrupted).rejects.toMatchObject({ name: "AbortError" });
    expect(readdirSync(folder)).toEqual(["x.csv"]);
    expect(readFileSync(to, "utf8")).toBe("precious");
  });

  test("leaves nothing when the last row has come, but Ctrl-C too", async () => {
    const late = (async function* () {
      yield rows(0);
      process.emit("SIGINT");
    })();
    await expect(copyRows({ ...plan, rows: late, to })).rejects.toMatchObject({ name: "AbortError" });
    expect(readdirSync(folder)).toEqual([]);
  });

  test("leaves nothing when the rows end in an error, and hands it on", async () => {
    const fail = () => {
      throw new Error("broken");
    };
    await expect(copyRows({ ...plan, rows: groups(fail), to })).rejects.toThrow("broken");
    await expect(copyRows({ ...plan, rows: groups(), to, change: fail })).rejects.toThrow("broken");
    expect(readdirSync(folder)).toEqual([]);
  });
});
