import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { allocate, type ColumnSet } from "../../src/event/columns.ts";
import { EventFileWriter, openEventFile } from "../../src/node/event-file.ts";

const set = {
  event: { unit: "1", about: "number", store: "float64" },
  small: { unit: "1", about: "a count", store: "uint8" },
  wide: { unit: "GeV", about: "three of them", width: 3 },
  last: { unit: "mm", about: "a length" },
} as const satisfies ColumnSet;

test("columns that are asked for, in any group, are those of the file; the others are not read", async () => {
  const folder = mkdtempSync(join(tmpdir(), "aprime-columns-"));
  const path = join(folder, "rows.arrow");
  const size = 70_001; // three groups, the last one short
  const rows = allocate(set, size);
  for (const [k, column] of Object.values(rows.columns).entries())
    for (let i = 0; i < column.length; i++) column[i] = (i + k) % 251;
  const writer = await EventFileWriter.create(path, set);
  await writer.write(rows);
  await writer.close({ table: "events" });

  const file = await openEventFile(path);
  let first = 0;
  for await (const group of file.groupsOnDemand()) {
    expect(Object.keys(group.columns)).toEqual(
      first === 0 ? [] : ["wide"].concat(first > 40_000 ? ["last"] : []),
    );
    const same = (name: keyof typeof set, width = 1): void =>
      expect(group.columns[name]).toEqual(
        rows.columns[name].subarray(first * width, (first + group.size) * width),
      );
    same("wide", 3);
    if (first > 0) same("last");
    if (first > 40_000) for (const name of ["event", "small"] as const) same(name);
    first += group.size;
  }
  expect(first).toBe(size);
  await file.close();
  rmSync(folder, { recursive: true });
});
