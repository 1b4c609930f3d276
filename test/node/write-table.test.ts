import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseTable } from "../../src/node/read-table.ts";
import { tableText, writeTable } from "../../src/node/write-table.ts";
import { numbers, texts } from "../../src/tables/table.ts";

const columns = [{ name: "cut" }, { name: "mass", unit: "MeV" }, { name: "efficiency", unit: "1" }];

test("column names with units, rows, and an end of line at the end", async () => {
  expect(await tableText(columns, [["veto-quiet", 20, 0.94]])).toBe(
    "cut,mass [MeV],efficiency [1]\nveto-quiet,20,0.94\n",
  );
  expect(await tableText(columns, [])).toBe("cut,mass [MeV],efficiency [1]\n");
});

test("what is written is read back, to the last digit", async () => {
  const rows = [
    ['a "b", c', 1 / 3, Number.NaN],
    ["", -1.5e-19, 4.3e10],
  ];
  const text = await tableText(columns, rows, ["A table", "source: here", "obtained: now", "note: # x"]);
  const table = await parseTable("x.csv", text);
  expect(table.notes).toEqual(["# x"]);
  expect(texts(table, "cut")).toEqual(['a "b", c', ""]);
  expect(numbers(table, "mass", "MeV")).toEqual(Float64Array.of(1 / 3, -1.5e-19));
  expect(numbers(table, "efficiency", "1")).toEqual(Float64Array.of(Number.NaN, 4.3e10));
});

test("refuses a row of another length, and infinity", async () => {
  await expect(tableText(columns, [["a", 1, 2], ["b"]])).rejects.toThrow("row 1 has 1 cells, not 3");
  await expect(tableText(columns, [["a", 1, Number.POSITIVE_INFINITY]])).rejects.toThrow(
    'row 0, column "efficiency": Infinity cannot be written',
  );
});

test("writes a file", async () => {
  const folder = mkdtempSync(join(tmpdir(), "aprime-table-"));
  await writeTable(join(folder, "z.csv"), columns, [["a", 1, 2]]);
  expect(readFileSync(join(folder, "z.csv"), "utf8")).toBe("cut,mass [MeV],efficiency [1]\na,1,2\n");
  rmSync(folder, { recursive: true });
});
