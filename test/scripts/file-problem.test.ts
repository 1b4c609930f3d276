import { mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fileProblem } from "../../scripts/file-problem.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "aprime-problem-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The problem that is made of what `work` throws. */
function problemOf(work: () => unknown) {
  try {
    work();
  } catch (error) {
    return fileProblem(error);
  }
  throw new Error("did not fail");
}

describe("fileProblem", () => {
  test("names the file, and says why without the words of the system call", () => {
    const file = join(folder, "gone", "x.arrow");
    expect(problemOf(() => writeFileSync(file, ""))).toEqual([
      {
        where: file,
        what: "cannot be used: that folder is not there and cannot be made; give another place (ENOENT, open)",
      },
    ]);
  });

  test("names the file that is meant, not the one beside it that is written first", () => {
    const file = join(folder, "gone", "x.arrow");
    expect(problemOf(() => openSync(`${file}.my-host-4321.part`, "w"))?.[0]?.where).toBe(file);
  });

  test("tells of a file where a folder should be", () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    expect(problemOf(() => mkdirSync(file))?.[0]?.what).toBe(
      "cannot be used: something else is there; give another name (EEXIST, mkdir)",
    );
  });

  test("tells of a disk that is full, which names no file", () => {
    const full = Object.assign(new Error("ENOSPC: no space left on device, write"), {
      code: "ENOSPC",
      syscall: "write",
    });
    expect(fileProblem(full)).toEqual([
      {
        where: "files",
        what: "cannot be used: the disk is full; free some space, or give a place on another one (ENOSPC, write)",
      },
    ]);
  });

  test("is silent about all other errors", () => {
    expect(problemOf(() => writeSync(-1, ""))).toBeUndefined(); // a wrong argument: ours
    for (const error of [new Error("x"), new TypeError("y"), undefined, null, "text"])
      expect(fileProblem(error)).toBeUndefined();
  });
});
