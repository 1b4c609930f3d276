import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aprime, inFolder, listing, newFolder, removeFolder } from "./aprime.ts";
import { contents, copyWith, refused, works } from "./parts.ts";

// Of the built program. Events 0:60 in one run of each format, and in three parts, each in another format.

const formats = ["arrow", "parquet", "csv"];
const plan = "simulate --mass 20MeV --workers 1 --quiet";

let shared = "";
beforeAll(async () => {
  shared = newFolder();
  const all = `${plan} --waveforms all --events`;
  await Promise.all(formats.map((format) => works(shared, `${all} 60 --out whole.${format}`)));
  await Promise.all([
    works(shared, `${all} 0:10 --out a.arrow`),
    works(shared, `${all} 10:25 --out b.parquet`),
    works(shared, `${all} 25:60 --out c.csv`),
  ]);
  // The first part as an interrupted run of 0:25 leaves it.
  const changes = { complete: false, planned: [{ first: 0, end: 25 }] };
  await copyWith(join(shared, "a.arrow"), join(shared, "half.arrow"), changes);
});
afterAll(() => removeFolder(shared));

/** The path of a shared file, of a table. */
const at = (file: string, table = "") => join(shared, file.replace(".", `${table}.`));
const same = (one: string, other: string) => readFileSync(one).equals(readFileSync(other));

describe.concurrent("merge gives the bytes of one run", () => {
  test.each([
    ["", "arrow"],
    ["", "parquet"],
    ["", "csv"],
    [".waveforms", "parquet"],
    [".pulses", "arrow"],
  ])("from parts of all formats, out of order: whole%s.%s", async (table, format) => {
    await inFolder(async (folder) => {
      const parts = ["c.csv", "a.arrow", "b.parquet"].map((file) => at(file, table)).join(" ");
      await works(folder, `merge ${parts} --out x.${format} --quiet`);
      expect(same(join(folder, `x.${format}`), at(`whole.${format}`, table))).toBe(true);
    });
  });

  test.each(["", ".pulses"])("from parts of which one lies in a gap of another: whole%s", async (table) => {
    await inFolder(async (folder) => {
      await works(folder, `merge ${at("c.csv", table)} ${at("a.arrow", table)} --out ac.csv --quiet`);
      await works(folder, `merge ${at("b.parquet", table)} ac.csv --out x.parquet --quiet`);
      expect(same(join(folder, "x.parquet"), at("whole.parquet", table))).toBe(true);
    });
  });

  test("from what an interrupted run left, and its rest; over one of its own parts with --force", async () => {
    await inFolder(async (folder) => {
      await copyWith(at("half.arrow"), join(folder, "x.arrow"), {});
      await works(folder, `merge ${at("c.csv")} x.arrow --out x.arrow --force --quiet`);
      expect((await contents(join(folder, "x.arrow"))).metadata).toMatchObject({
        complete: false,
        ranges: [
          { first: 0, end: 10 },
          { first: 25, end: 60 },
        ],
        planned: [{ first: 0, end: 60 }],
      });
      await works(folder, `merge x.arrow ${at("b.parquet")} --out x.arrow --force --quiet`);
      expect(same(join(folder, "x.arrow"), at("whole.arrow"))).toBe(true);
      expect(listing(folder)).toEqual(["x.arrow"]);
    });
  });
});

describe.concurrent("merge tells what it did", () => {
  test("of parts with a gap: ranges, electrons on target, draws", async () => {
    await inFolder(async (folder) => {
      const { code, stdout, stderr } = await aprime(
        folder,
        "merge",
        at("c.csv"),
        at("a.arrow"),
        "--out",
        "x.csv",
      );
      expect([code, stdout]).toEqual([0, "45 rows of events 0:10, 25:60 → x.csv\n"]);
      expect(stderr).toMatch(/^\d+ of 45 rows/);
      const { metadata, events } = await contents(join(folder, "x.csv"));
      expect(events).toEqual([...Array(10).keys(), ...Array.from({ length: 35 }, (_, k) => 25 + k)]);
      const [a, c] = await Promise.all(["a.arrow", "c.csv"].map((file) => contents(at(file))));
      expect(metadata).toMatchObject({
        ranges: [
          { first: 0, end: 10 },
          { first: 25, end: 60 },
        ],
        complete: true,
        electronsOnTarget: 45,
        kept: 45,
        tried: Number(a!.metadata.tried) + Number(c!.metadata.tried),
        seed: "aprime",
        card: a!.metadata.card,
      });
      expect(metadata).not.toHaveProperty("planned");
    });
  });

  test("as JSON", async () => {
    await inFolder(async (folder) => {
      const parts = [at("half.arrow", ""), at("c.csv", "")];
      const { stdout, stderr } = await aprime(
        folder,
        "merge",
        ...parts,
        "--out",
        "x.csv",
        "--json",
        "--quiet",
      );
      expect(JSON.parse(stdout)).toEqual({
        file: "x.csv",
        rows: 45,
        ranges: [
          { first: 0, end: 10 },
          { first: 25, end: 60 },
        ],
        complete: false,
        electronsOnTarget: 45,
      });
      expect(stderr).toBe("45 rows of events 0:10, 25:60 → x.csv\n");
    });
  });
});

describe.concurrent("what merge refuses, all at once, and nothing is written:", () => {
  test("events twice, another run, another table, what is no event file, a format that there is not", async () => {
    await inFolder(async (folder) => {
      const ranges = [{ first: 100, end: 110 }];
      await copyWith(at("a.arrow"), join(folder, "other.arrow"), { seed: "other", runKey: "0", ranges });
      writeFileSync(join(folder, "text.csv"), "x\n1\n");
      const [a, waveforms] = [at("a.arrow"), at("b.parquet", ".waveforms")];
      const problems = await refused(
        folder,
        `merge ${a} gone.arrow ${a} other.arrow ${waveforms} text.csv --out x.root`,
      );
      expect(problems).toEqual([
        expect.stringMatching(/^x\.root: does not tell its format/),
        "gone.arrow: there is no such file",
        expect.stringMatching(/^text\.csv: is not an event file of aprime/),
        `${a}: holds events 0:10, which are in ${a} too: they would count twice`,
        expect.stringMatching(
          /^other\.arrow: .*: seed is "other" and not "aprime"; run key is 0 and not \w+$/,
        ),
        `${waveforms}: holds waveforms, and ${a} holds events`,
      ]);
      expect(listing(folder)).toEqual(["other.arrow", "text.csv"]);
    });
  });

  test("events with other columns", async () => {
    await inFolder(async (folder) => {
      await copyWith(at("b.parquet"), join(folder, "b.csv"), {}, "trackCount");
      const problems = await refused(folder, `merge ${at("a.arrow")} b.csv --out x.csv`);
      expect(problems).toEqual([`b.csv: has other columns than ${at("a.arrow")}`]);
    });
  });

  test("no file to write", async () => {
    expect(await refused(shared, "merge a.arrow")).toEqual(["--out: is missing; see aprime merge --help"]);
  });
});
