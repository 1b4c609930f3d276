import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { refuseExisting, refuseFormat, refusePlace } from "../../scripts/refuse-output.ts";
import { InputError } from "../../src/tables/input-error.ts";

let folder = "";
let [file, inner, gone] = ["", "", ""];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "aprime-refuse-"));
  [file, inner, gone] = ["x.arrow", "folder.arrow", "gone.arrow"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(file, "");
  mkdirSync(inner);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The problems that `work` tells; none if it refuses nothing. */
function problems(work: () => void) {
  try {
    work();
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as InputError).problems;
  }
}

test("refusePlace takes folders, and what can be made below them, and no file for one", () => {
  for (const good of [gone, join(folder, "new", "deep.csv")])
    expect(problems(() => refusePlace(good))).toEqual([]);
  const wrong = join(file, "deep", "x.csv");
  expect(problems(() => refusePlace(wrong))).toEqual([
    {
      where: wrong,
      what: "cannot be used: a part of its path is a file, not a folder; give another place",
    },
  ]);
});

describe("refuseExisting", () => {
  const there = "is there already; --force overwrites it, another name keeps it";
  const isFolder = "is a folder; give the name of a file";

  test("takes names of which nothing is there", () => {
    expect(problems(() => refuseExisting([], false))).toEqual([]);
    expect(problems(() => refuseExisting([gone, join(gone, "deep.csv")], false))).toEqual([]);
  });

  test("refuses a file that is there, unless it is forced", () => {
    expect(problems(() => refuseExisting([gone, file], false))).toEqual([{ where: file, what: there }]);
    expect(problems(() => refuseExisting([gone, file], true))).toEqual([]);
  });

  test("refuses a folder in any case, and tells each name once", () => {
    expect(problems(() => refuseExisting([file, inner], false))).toEqual([
      { where: inner, what: isFolder },
      { where: file, what: there },
    ]);
    expect(problems(() => refuseExisting([file, inner], true))).toEqual([{ where: inner, what: isFolder }]);
  });
});

describe("refuseFormat", () => {
  test("takes the endings of event files, and tells them where another is given", () => {
    for (const name of ["x.arrow", "x.parquet", "out/x.csv"])
      expect(problems(() => refuseFormat(name))).toEqual([]);
    expect(problems(() => refuseFormat("x.root"))).toEqual([
      {
        where: "x.root",
        what: "does not tell its format: end its name in .arrow (Arrow IPC), .parquet (Parquet) or .csv (CSV)",
      },
    ]);
  });
});
