import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hashRows } from "../../scripts/inspect.ts";
import { aprime, inFolder, listing, newFolder, removeFolder } from "./aprime.ts";
import { contents, refused, works } from "./parts.ts";

// Of the built program. The tables have columns of every kind: lists, flags, bits of cuts, and what is absent.

let shared = "";
beforeAll(async () => {
  shared = newFolder();
  const plan = "--mass 20MeV --events 40 --workers 1 --quiet --waveforms all";
  await Promise.all([
    works(shared, `run ${plan} --out run`),
    works(shared, `simulate ${plan} --out whole.parquet`),
    works(shared, `simulate ${plan} --out whole.csv`),
  ]);
});
afterAll(() => removeFolder(shared));

const tables = ["", ".waveforms", ".pulses"];
const bytes = (...path: string[]) => readFileSync(join(shared, ...path));

describe.concurrent("convert", () => {
  test.each(tables)("from Arrow to Parquet to CSV and back gives the same bytes: events%s", async (table) => {
    await inFolder(async (folder) => {
      const source = join(shared, "run", `events${table}.arrow`);
      await works(folder, `convert ${source} a.parquet --quiet`);
      await works(folder, `convert a.parquet b.csv --quiet`);
      await works(folder, `convert b.csv c.arrow --quiet`);
      expect(readFileSync(join(folder, "c.arrow")).equals(readFileSync(source))).toBe(true);
      const { metadata, columns } = await contents(source);
      for (const name of ["a.parquet", "b.csv"])
        expect(await contents(join(folder, name))).toMatchObject({ metadata, columns });
      expect((await hashRows([join(folder, "b.csv")])).hash).toBe((await hashRows([source])).hash);
    });
  });

  test.each(tables)("gives the bytes that a run gives in that format: whole%s", async (table) => {
    await inFolder(async (folder) => {
      await works(folder, `convert ${join(shared, `whole${table}.parquet`)} x.csv --quiet`);
      expect(readFileSync(join(folder, "x.csv")).equals(bytes(`whole${table}.csv`))).toBe(true);
    });
  });

  test("into the same format is a copy, over what is there with --force; tells what it did, with progress", async () => {
    await inFolder(async (folder) => {
      const source = join(shared, "whole.csv");
      writeFileSync(join(folder, "x.csv"), "old");
      const [text, json] = await Promise.all([
        aprime(folder, "convert", source, "deep/er/x.csv"),
        aprime(folder, "convert", source, "x.csv", "--json", "--quiet", "--force"),
      ]);
      expect(text).toMatchObject({ code: 0, stdout: "40 rows → deep/er/x.csv\n" });
      expect(text.stderr).toMatch(/^40 of 40 rows/);
      expect(JSON.parse(json.stdout)).toEqual({ file: "x.csv", rows: 40 });
      expect(json.stderr).toBe("40 rows → x.csv\n");
      for (const copy of ["deep/er/x.csv", "x.csv"])
        expect(readFileSync(join(folder, copy)).equals(bytes("whole.csv")), copy).toBe(true);
    });
  });
});

describe.concurrent("what convert refuses, and nothing is written:", () => {
  test("all at once", async () => {
    await inFolder(async (folder) => {
      expect(await refused(folder, "convert gone.arrow x.root")).toEqual([
        "x.root: does not tell its format: end its name in .arrow (Arrow IPC), .parquet (Parquet) or .csv (CSV)",
        "gone.arrow: there is no such file",
      ]);
      expect(listing(folder)).toEqual([]);
    });
  });

  test("the file itself, also by another spelling and with --force", async () => {
    await inFolder(async (folder) => {
      writeFileSync(join(folder, "x.csv"), bytes("whole.csv"));
      for (const [from, to] of [
        ["x.csv", "x.csv"],
        ["./x.csv", join(folder, "x.csv")],
      ]) {
        const problems = await refused(folder, `convert ${from} ${to} --force`);
        expect(problems).toEqual([`${to}: is the file itself`]);
      }
      expect(readFileSync(join(folder, "x.csv")).equals(bytes("whole.csv"))).toBe(true);
    });
  });

  test("a file that was damaged", async () => {
    await inFolder(async (folder) => {
      const damaged = bytes("whole.parquet");
      damaged[damaged.length >> 1]! ^= 1;
      writeFileSync(join(folder, "x.parquet"), damaged);
      const [problem, ...others] = await refused(folder, "convert x.parquet y.csv");
      expect(problem).toMatch(/^x\.parquet: was damaged/);
      expect([others, listing(folder)]).toEqual([[], ["x.parquet"]]);
    });
  });

  test("a file to write that is not given", async () => {
    expect(await refused(shared, "convert whole.csv")).toEqual([
      "command line: the file to write is missing; see aprime convert --help",
    ]);
  });
});
