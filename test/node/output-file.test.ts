import { spawn, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { makeFolder, OutputFile, writeOutput } from "../../src/node/output-file.ts";
import { packageRoot } from "../../src/node/package-root.ts";
import { InputError } from "../../src/tables/input-error.ts";

let folder = "";
let path = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "aprime-output-"));
  path = join(folder, "x.arrow");
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A process that has ended, and one that lives as long as this test. */
const dead = spawnSync(process.execPath, ["--version"]).pid;
const living = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
beforeAll(() => {
  expect(living.pid).toBeDefined();
});
afterAll(() => {
  living.kill();
});

const here = hostname();
const own = `x.arrow.${here}-${process.pid}.part`;
const files = () => readdirSync(folder).sort();

/** What `work` throws. */
async function thrown(work: () => unknown): Promise<NodeJS.ErrnoException> {
  try {
    await work();
  } catch (error) {
    return error as NodeJS.ErrnoException;
  }
  throw new Error("nothing was thrown");
}

describe("OutputFile", () => {
  test("is written aside, and has its name only when it is whole", async () => {
    writeFileSync(path, "before");
    const file = await OutputFile.create(path);
    await file.write([Buffer.from("one, "), Buffer.from("two, ")]);
    await file.write([]);
    await file.write([Buffer.from("three")]);
    expect(files()).toEqual(["x.arrow", own]);
    expect(readFileSync(path, "utf8")).toBe("before");
    await file.finish();
    await file.commit();
    expect(files()).toEqual(["x.arrow"]);
    expect(readFileSync(path, "utf8")).toBe("one, two, three");
    await file.discard();
    expect(readFileSync(path, "utf8"), "is there to stay").toBe("one, two, three");
  });

  test("leaves what was there, and nothing else, when it is given up", async () => {
    writeFileSync(path, "before");
    const file = await OutputFile.create(path);
    await file.write([Buffer.from("half")]);
    await file.discard();
    await file.discard();
    expect(files()).toEqual(["x.arrow"]);
    expect(readFileSync(path, "utf8")).toBe("before");
  });

  test("begins anew where a killed process of the same number left some", async () => {
    writeFileSync(join(folder, own), "much more than will be written now");
    await writeOutput(path, "now");
    expect(readFileSync(path, "utf8")).toBe("now");
    expect(files()).toEqual(["x.arrow"]);
  });

  test("makes its folder", async () => {
    await writeOutput(join(folder, "a", "b", "x.csv"), Buffer.from("text"));
    expect(readFileSync(join(folder, "a", "b", "x.csv"), "utf8")).toBe("text");
  });
});

describe("of two processes that write the same file", () => {
  test("one that has ended is cleared away", async () => {
    writeFileSync(join(folder, `x.arrow.${here}-${dead}.part`), "half");
    const file = await OutputFile.create(path);
    expect(files()).toEqual([own]);
    await file.discard();
  });

  test.each([
    ["one that runs", here, () => living.pid!],
    ["one on another host, of which nothing is known", "lxplus-7.cern.ch", () => dead],
    ["one on a host whose name begins like this one", `${here}-2`, () => dead],
  ])("%s goes on, and this one is refused", async (_, host, pid) => {
    const theirs = `x.arrow.${host}-${pid()}.part`;
    writeFileSync(join(folder, theirs), "half");
    const error = await thrown(() => OutputFile.create(path));
    expect(error).toBeInstanceOf(InputError);
    expect((error as unknown as InputError).problems).toEqual([
      {
        where: path,
        what: `is being written by process ${pid()} on ${host}: wait for it, or give another name (if that process is none of aprime, remove ${join(folder, theirs)})`,
      },
    ]);
    expect(files(), "of ours nothing is left").toEqual([theirs]);
    expect(readFileSync(join(folder, theirs), "utf8")).toBe("half");
  });

  test("files of other names are let be", async () => {
    const others = [
      `x.arrow2.${here}-${living.pid}.part`,
      `ax.arrow.${here}-${living.pid}.part`,
      `x.csv.${here}-${dead}.part`,
      "x.arrow.part",
      `x.arrow.${here}-${living.pid}`,
      "x.arrow.backup",
    ];
    for (const name of others) writeFileSync(join(folder, name), "");
    await writeOutput(path, "text");
    expect(files()).toEqual([...others, "x.arrow"].sort());
  });
});

describe("an error tells the file that was meant", () => {
  test.each([
    ["in a folder that cannot be", "/proc/none/x.arrow", "ENOENT"],
    ["deep in one", "/proc/none/of/these/x.arrow", "ENOENT"],
    ["with a name that is too long", `/tmp/${"x".repeat(250)}.arrow`, "ENAMETOOLONG"],
  ])("%s", async (_, wanted, code) => {
    expect(await thrown(() => OutputFile.create(wanted))).toMatchObject({ code, path: wanted });
  });

  test("below a file", async () => {
    writeFileSync(path, "");
    const wanted = join(path, "below", "y.arrow");
    expect(await thrown(() => writeOutput(wanted, ""))).toMatchObject({ code: "ENOTDIR", path: wanted });
  });

  test("where a folder has its name: nothing is left aside", async () => {
    mkdirSync(path);
    writeFileSync(join(path, "precious"), "");
    const error = await thrown(() => writeOutput(path, "text"));
    expect(error).toMatchObject({ path, syscall: "rename" });
    expect(files()).toEqual(["x.arrow"]);
    expect(readdirSync(path)).toEqual(["precious"]);
  });
});

describe("makeFolder", () => {
  test("makes a folder with those above it, and leaves one that is there", () => {
    const deep = join(folder, "a", "b", "c");
    makeFolder(deep);
    writeFileSync(join(deep, "precious"), "");
    for (const path of [deep, join(folder, "a", "d"), "."]) makeFolder(path);
    expect(readdirSync(deep)).toEqual(["precious"]);
    expect(existsSync(join(folder, "a", "d"))).toBe(true);
  });

  test("does not mind who was faster: two at once make the same folders", async () => {
    const code = `
      const { parentPort, workerData: { module, folder, both } } = require("node:worker_threads");
      import(module).then(({ makeFolder }) => {
        Atomics.add(both, 0, 1);
        while (Atomics.load(both, 0) < 2);
        for (let k = 0; k < 300; k++) makeFolder(folder + "/" + k + "/a/b");
        parentPort.postMessage("done");
      });`;
    const module = join(packageRoot(), "dist", "src", "node", "output-file.js");
    const both = new Int32Array(new SharedArrayBuffer(4));
    const ends = [0, 1].map(
      () =>
        new Promise((resolve, reject) => {
          new Worker(code, { eval: true, workerData: { module, folder, both } })
            .on("message", resolve)
            .on("error", reject);
        }),
    );
    expect(await Promise.all(ends)).toEqual(["done", "done"]);
    expect(existsSync(join(folder, "299", "a", "b"))).toBe(true);
  });
});
