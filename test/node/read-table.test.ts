import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseTable, readTable } from "../../src/node/read-table.ts";
import { numbers, texts } from "../../src/tables/table.ts";

const heading = "# A table\n# source: NA64-2018 Table II\n# obtained: made up\n";

describe("parseTable", () => {
  test("reads quotes, blank lines, a byte order mark and the line ends of Windows", async () => {
    const text = `\uFEFF${heading}# note: a, b\n\nitem,sample,mass [MeV]\n"V2, ""veto""","Data, MC",1.5\nHCAL,,\n\n`;
    for (const ends of ["\n", "\r\n"]) {
      const table = await parseTable("x.csv", text.replaceAll("\n", ends));
      expect(table.title).toBe("A table");
      expect(table.notes).toEqual(["a, b"]);
      expect(texts(table, "item")).toEqual(['V2, "veto"', "HCAL"]);
      expect(texts(table, "sample")).toEqual(["Data, MC", ""]);
      expect(numbers(table, "mass", "MeV")).toEqual(Float64Array.of(1.5, Number.NaN));
    }
  });

  test.each([
    ["a number", `${heading}a [1]\n1\n\nx\n`, 'x.csv:7: column "a": "x" is not a number'],
    ["the number of cells", `${heading}a,b\n1\n`, "x.csv:5: 1 cells in a table of 2 columns"],
    ["a quote", `${heading}a,b\n1,"2\n`, "x.csv:5: Parse Error: missing closing"],
    [
      "a comment below",
      `${heading}a\n# note: late\n`,
      "x.csv:5: a comment must stand above the column names",
    ],
    ["a lonely heading", heading, "x.csv:1: there is no line of column names"],
    ["an empty file", "", "x.csv:1: there is no line of column names"],
    ["a heading", "a,b\n1,2\n", "x.csv:1: the first line must be the title"],
  ])("tells file and line where %s is wrong", async (_, text, message) => {
    await expect(parseTable("x.csv", text)).rejects.toThrow(message);
  });
});

describe("readTable", () => {
  test("reads a file of data/ by its path there, wherever the program was started", async () => {
    const folder = process.cwd();
    process.chdir(tmpdir());
    try {
      expect((await readTable("published/table-1.csv")).source).toBe("NA64-2018 Table I");
    } finally {
      process.chdir(folder);
    }
  });

  test("reads any file by its absolute path, and names it in errors", async () => {
    const folder = mkdtempSync(join(tmpdir(), "aprime-table-"));
    const file = join(folder, "y.csv");
    writeFileSync(file, `${heading}a [1]\n7\nz\n`);
    await expect(readTable(file)).rejects.toThrow(`${file}:6: column "a": "z" is not a number`);
    rmSync(folder, { recursive: true });
  });

  test("a missing file is named", async () => {
    await expect(readTable("published/table-9.csv")).rejects.toThrow("published/table-9.csv");
  });
});
