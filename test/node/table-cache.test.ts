import { execFile } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { cachedAprimeTables, cachedNumbers, cacheFolder } from "../../src/node/table-cache.ts";
import { findTarget } from "../../src/physics/targets.ts";
import { type AprimeTableInputs, buildAprimeTables } from "../../src/transport/aprime-tables.ts";
import { MeV } from "../../src/units.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "aprime-cache-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const key = "a".repeat(64);
const numbers = Float64Array.from({ length: 1000 }, (_, k) => Math.sin(k) * Math.exp(k - 500));
let builds = 0;

/** The numbers of a place, and how often they were built for it. */
function ask(place: { folder?: string | undefined; key?: string; length?: number } = {}) {
  builds = 0;
  const kept = cachedNumbers({ folder, key, length: 1000, ...place }, () => {
    builds++;
    return Float64Array.from(numbers);
  });
  return { kept, builds };
}

const file = () => join(folder, `${key}.table`);

describe("cachedNumbers", () => {
  test("builds once, and then has the same bits from the file", () => {
    expect(ask()).toEqual({ kept: numbers, builds: 1 });
    expect(ask()).toEqual({ kept: numbers, builds: 0 });
    expect(ask({ key: "b".repeat(64) }), "another key").toEqual({ kept: numbers, builds: 1 });
    expect(readdirSync(folder).sort()).toEqual([`${key}.table`, `${"b".repeat(64)}.table`]);
  });

  test("makes the folders it needs", () => {
    const deep = join(folder, "not", "yet");
    expect(ask({ folder: deep }).builds).toBe(1);
    expect(ask({ folder: deep }).builds).toBe(0);
  });

  test("keeps what a part of a larger array holds, and no more", () => {
    const large = new Float64Array(3000);
    large.set(numbers, 1000);
    const part = large.subarray(1000, 2000);
    cachedNumbers({ folder, key, length: 1000 }, () => part);
    expect(ask()).toEqual({ kept: numbers, builds: 0 });
  });

  test.each([0, 1, 31, 32, 33, 39, 4000, 8031])(
    "builds anew, and mends, a file cut off after %d bytes",
    (size) => {
      ask();
      writeFileSync(file(), readFileSync(file()).subarray(0, size));
      expect(ask()).toEqual({ kept: numbers, builds: 1 });
      expect(ask(), "mended").toEqual({ kept: numbers, builds: 0 });
    },
  );

  test.each([0, 31, 32, 40, 5000, 8031])(
    "builds anew, and mends, a file with a wrong bit in byte %d",
    (at) => {
      ask();
      const bytes = readFileSync(file());
      bytes[at]! ^= 1;
      writeFileSync(file(), bytes);
      expect(ask()).toEqual({ kept: numbers, builds: 1 });
      expect(ask(), "mended").toEqual({ kept: numbers, builds: 0 });
    },
  );

  test.each([
    ["a text", () => "This is not a table.\n"],
    ["zeros of the right length", () => Buffer.alloc(8032)],
    ["more bytes after the table", () => Buffer.concat([readFileSync(file()), Buffer.alloc(8)])],
    [
      "the table of another key",
      () => {
        ask({ key: "b".repeat(64) });
        return readFileSync(join(folder, `${"b".repeat(64)}.table`));
      },
    ],
  ])("builds anew, and mends, a file that holds %s", (_name, content) => {
    ask();
    writeFileSync(file(), content());
    expect(ask()).toEqual({ kept: numbers, builds: 1 });
    expect(ask(), "mended").toEqual({ kept: numbers, builds: 0 });
  });

  test("takes no table of another length", () => {
    ask();
    builds = 0;
    const short = cachedNumbers({ folder, key, length: 2 }, () => Float64Array.of(1, 2));
    expect(short).toEqual(Float64Array.of(1, 2));
  });

  test("does not write again what it has", () => {
    ask();
    utimesSync(file(), 1, 1);
    ask();
    expect(statSync(file()).mtimeMs).toBe(1000);
  });
});

describe("cachedNumbers does without a cache, and leaves nothing behind,", () => {
  test("if there is no folder", () => {
    expect(ask({ folder: undefined })).toEqual({ kept: numbers, builds: 1 });
    expect(ask({ folder: undefined }).builds).toBe(1);
  });

  test("if the folder would be inside a file", () => {
    writeFileSync(join(folder, "in-the-way"), "");
    const inside = join(folder, "in-the-way", "aprime");
    for (let k = 0; k < 2; k++) expect(ask({ folder: inside })).toEqual({ kept: numbers, builds: 1 });
    expect(readFileSync(join(folder, "in-the-way"), "utf8")).toBe("");
  });

  // /proc takes no new folder, from root neither.
  test.runIf(existsSync("/proc/self"))("if the folder cannot be made", () => {
    for (let k = 0; k < 2; k++)
      expect(ask({ folder: "/proc/self/aprime" })).toEqual({ kept: numbers, builds: 1 });
  });

  test("if the folder may not be written; root may, and then there is a file", () => {
    chmodSync(folder, 0o555);
    try {
      expect(ask()).toEqual({ kept: numbers, builds: 1 });
      expect(readdirSync(folder)).toHaveLength(process.getuid?.() === 0 ? 1 : 0);
    } finally {
      chmodSync(folder, 0o755);
    }
  });

  test("if a folder has the name of the file", () => {
    mkdirSync(join(file(), "inside"), { recursive: true });
    for (let k = 0; k < 2; k++) expect(ask()).toEqual({ kept: numbers, builds: 1 });
    expect(readdirSync(folder)).toEqual([`${key}.table`]);
    expect(readdirSync(file())).toEqual(["inside"]);
  });
});

describe("processes", () => {
  const built = pathToFileURL(join(import.meta.dirname, "../../dist/src/node/table-cache.js")).href;
  /** Asks for five tables in turn in a process of its own, or damages each before; says how often it built, and whether they are right. */
  const program = `
    import { writeFileSync } from "node:fs";
    import { cachedNumbers } from ${JSON.stringify(built)};
    const [folder, rounds, damage] = [process.argv[1], Number(process.argv[2]), process.argv[3]];
    let builds = 0, wrong = 0;
    for (let round = 0; round < rounds; round++) {
      const key = String(round % 5).repeat(64);
      if (damage) writeFileSync(folder + "/" + key + ".table", "damaged");
      const kept = cachedNumbers({ folder, key, length: 20000 }, () => {
        builds++;
        return new Float64Array(20000).fill(1 + (round % 5));
      });
      if (!kept.every((value) => value === 1 + (round % 5))) wrong++;
    }
    console.log(JSON.stringify({ builds, wrong }));`;
  const run = promisify(execFile);
  const child = async (rounds: number, ...damage: string[]) => {
    const args = ["--input-type=module", "-e", program, folder, String(rounds), ...damage];
    return JSON.parse((await run(process.execPath, args)).stdout) as { builds: number; wrong: number };
  };

  test("that build at once all get the right numbers, and leave whole files", async () => {
    const all = await Promise.all([child(200), child(200), child(200), child(200)]);
    for (const { builds, wrong } of all) {
      expect(wrong).toBe(0);
      expect(builds).toBeLessThanOrEqual(5);
    }
    expect(readdirSync(folder)).toHaveLength(5);
    expect(await child(5)).toEqual({ builds: 0, wrong: 0 });
  });

  test("that find a file damaged again and again still get the right numbers", async () => {
    const all = await Promise.all([child(200, "damage"), child(200, "damage")]);
    expect(all.every(({ wrong }) => wrong === 0)).toBe(true);
    expect(all.some(({ builds }) => builds > 5)).toBe(true);
  });

  test.skipIf(process.platform === "win32")(
    "on a disk that is full go on, and leave no part of a file",
    async () => {
      // No file may grow beyond 20 blocks of 512 or 1024 bytes; the numbers need 160 000 bytes.
      const args = [
        "-c",
        'ulimit -f 20; exec "$@"',
        "sh",
        process.execPath,
        "--input-type=module",
        "-e",
        program,
      ];
      const { stdout } = await run("sh", [...args, folder, "10"]);
      expect(JSON.parse(stdout)).toEqual({ builds: 10, wrong: 0 });
      expect(readdirSync(folder)).toEqual([]);
    },
  );
});

describe("cachedAprimeTables", () => {
  const inputs: AprimeTableInputs = {
    mass: 800 * MeV,
    nuclei: findTarget("Pb")!.nuclei,
    mediator: "vector",
    formFactor: "elastic",
  };
  const names = () => readdirSync(folder).sort();

  test("are those that are built, bit for bit, with and without a file", () => {
    const expected = buildAprimeTables(inputs);
    writeFileSync(join(folder, "in-the-way"), "");
    const bits = (density: Float64Array) => Buffer.from(density.buffer);
    for (const where of [folder, folder, join(folder, "in-the-way", "aprime")]) {
      const { mass, density } = cachedAprimeTables(inputs, where);
      expect(mass).toBe(expected.mass);
      expect(bits(density).equals(bits(expected.density))).toBe(true);
    }
    expect(names()).toHaveLength(2);
    expect(names()[0]).toMatch(/^[0-9a-f]{64}\.table$/);
  });

  test("have a file for each mass, target and form factor, and the same one for the same", () => {
    const iron = findTarget("Fe")!.nuclei;
    const variations = [
      inputs,
      { ...inputs, mass: 801 * MeV },
      { ...inputs, nuclei: iron },
      { ...inputs, nuclei: [{ ...iron[0]!, share: 0.5 }] },
      { ...inputs, formFactor: "elastic+inelastic" as const },
    ];
    for (const [k, variation] of variations.entries()) {
      cachedAprimeTables(variation, folder);
      expect(names()).toHaveLength(k + 1);
    }
    cachedAprimeTables(structuredClone(inputs), folder);
    expect(names()).toHaveLength(variations.length);
  });
});

describe("cacheFolder", () => {
  test("is what XDG_CACHE_HOME says, if absolute, or ~/.cache", () => {
    expect(cacheFolder({ XDG_CACHE_HOME: "/var/cache/me", HOME: "/home/me" }, "linux")).toBe(
      "/var/cache/me/aprime",
    );
    expect(cacheFolder({ XDG_CACHE_HOME: "relative", HOME: "/home/me" }, "linux")).toBe(
      "/home/me/.cache/aprime",
    );
    expect(cacheFolder({ XDG_CACHE_HOME: "", HOME: "/home/me" }, "darwin")).toBe("/home/me/.cache/aprime");
    expect(cacheFolder({}, "linux")).toBe(join(homedir(), ".cache", "aprime"));
  });

  test("is in %LOCALAPPDATA% on Windows, or nowhere", () => {
    const local = "C:\\Users\\me\\AppData\\Local";
    expect(cacheFolder({ LOCALAPPDATA: local }, "win32")).toBe(join(local, "aprime", "cache"));
    expect(cacheFolder({ XDG_CACHE_HOME: "/x" }, "win32")).toBeUndefined();
  });
});
