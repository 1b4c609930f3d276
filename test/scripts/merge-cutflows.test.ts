import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aprime, inFolder, listing, newFolder, removeFolder } from "./aprime.ts";
import { copyWith, refused, works } from "./parts.ts";

// Of the built program. Signal events 0:300 in one run, and in parts 0:100, 100:250 and 250:300.

let shared = "";
beforeAll(async () => {
  shared = newFolder();
  const plan = "run --mass 20MeV --workers 1 --quiet --events";
  await Promise.all([works(shared, `${plan} 300 --out whole`), works(shared, `${plan} 0:100 --out a`)]);
  await Promise.all([works(shared, `${plan} 100:250 --out b`), works(shared, `${plan} 250:300 --out c`)]);
});
afterAll(() => removeFolder(shared));

const cutflow = (part: string) => join(shared, part, "cutflow.json");
const read = (path: string) => JSON.parse(readFileSync(path, "utf8"));

/** Where two documents differ, numbers by more than 1e-12 of their size, as "path: a, b". */
function differences(a: unknown, b: unknown, path = "it"): string[] {
  if (typeof a === "number" && typeof b === "number")
    return Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b)) ? [] : [`${path}: ${a}, ${b}`];
  if (typeof a === "object" && typeof b === "object" && a !== null && b !== null) {
    const [one, other] = [a, b] as [Record<string, unknown>, Record<string, unknown>];
    return [...new Set([...Object.keys(one), ...Object.keys(other)])].flatMap((key) =>
      differences(one[key], other[key], `${path}.${key}`),
    );
  }
  return a === b ? [] : [`${path}: ${String(a)}, ${String(b)}`];
}

describe.concurrent("the merged cut flow", () => {
  test("of all parts is that of the whole to 1e-12, Table II and all else too, in whatever order", async () => {
    await inFolder(async (folder) => {
      const parts = ["c", "a", "b"].map(cutflow).join(" ");
      const stdout = await works(folder, `merge ${parts} --out all.json`);
      const [merged, whole] = [read(join(folder, "all.json")), read(cutflow("whole"))];
      expect(differences(merged, whole)).toEqual([]);
      expect(merged).toMatchObject({ events: 300, ranges: [{ first: 0, end: 300 }], complete: true });
      expect(merged.tableII.rows.length).toBeGreaterThan(4);
      expect(Object.keys(merged)).toEqual(Object.keys(whole));
      // And is told as run tells it.
      expect(stdout).toMatch(/\| cut +\| events \|/);
      expect(stdout).toContain("Beside Table II");
      expect(stdout).toMatch(/→ all\.json\n$/);
      expect(listing(folder)).toEqual(["all.json"]);
    });
  });

  test("may be merged again, step by step, and told as JSON", async () => {
    await inFolder(async (folder) => {
      await works(folder, `merge ${cutflow("a")} ${cutflow("c")} --out ac.json`);
      const last = await aprime(folder, "merge", "ac.json", cutflow("b"), "--out", "all.json", "--json");
      const { file, ...told } = JSON.parse(last.stdout);
      expect([last.code, file]).toEqual([0, "all.json"]);
      expect(told).toEqual(read(join(folder, "all.json")));
      expect(differences(told, read(cutflow("whole")))).toEqual([]);
      expect(last.stderr).toContain("Beside Table II");
    });
  });

  // Of a and c there is a gap; of half it is told that 0:250 were asked for.
  test.each([
    ["a", "c", true],
    ["half", "c", false],
  ] as const)("of %s and %s is that of their merged events", async (first, second, complete) => {
    const parts = [first, second];
    await inFolder(async (folder) => {
      const changes = { complete: false, planned: [{ first: 0, end: 250 }] };
      const files = parts.map((part) => join(shared, part, "events.arrow"));
      let flows = parts.map(cutflow);
      if (parts[0] === "half") {
        files[0] = join(folder, "half.arrow");
        await copyWith(join(shared, "a", "events.arrow"), files[0], changes);
        await works(folder, "select half.arrow --out half --quiet");
        flows = [join(folder, "half", "cutflow.json"), ...flows.slice(1)];
      }
      await works(folder, `merge ${files.join(" ")} --out events.arrow --quiet`);
      await works(folder, "select events.arrow --out selected --quiet");
      await works(folder, `merge ${flows.join(" ")} --out merged.json`);
      const merged = read(join(folder, "merged.json"));
      expect(differences(merged, read(join(folder, "selected", "cutflow.json")))).toEqual([]);
      expect(merged.complete).toBe(complete);
    });
  });
});

describe.concurrent("what is refused, all at once, and nothing is written:", () => {
  test("parts of another run or selection, events twice, and what is no cut flow", async () => {
    await inFolder(async (folder) => {
      const a = cutflow("a");
      const whole = read(cutflow("whole"));
      const documents: Record<string, unknown> = {
        "seed.json": { ...whole, seed: "x", ranges: [{ first: 900, end: 910 }] },
        "cuts.json": { ...whole, cuts: whole.cuts.slice(1), ranges: [{ first: 910, end: 920 }] },
        "old.json": { ...whole, tallies: undefined },
        "list.json": [],
      };
      for (const [name, document] of Object.entries(documents))
        writeFileSync(join(folder, name), JSON.stringify(document));
      writeFileSync(join(folder, "text.json"), "cut,events\n");
      const before = listing(folder);
      const files = [a, ...before, cutflow("whole"), "gone.json"];
      const problems = await refused(folder, `merge ${files.join(" ")} --out all.json`);
      expect(problems).toEqual([
        expect.stringMatching(/^list\.json: is not a cut flow of aprime: /),
        expect.stringMatching(/^old\.json: is not a cut flow of aprime: tallies: /),
        "text.json: is not JSON: merge into .json takes the cutflow.json of aprime run or select",
        "gone.json: there is no such file",
        expect.stringMatching(/^cuts\.json: is not of the run of \S+: selection is signal \(/),
        `seed.json: is not of the run of ${a}: seed is "x" and not "aprime"`,
        `${cutflow("whole")}: holds events 0:100, which are in ${a} too: they would count twice`,
      ]);
      expect(listing(folder)).toEqual(before);
    });
  });

  test("an event file into .json, and a name that is there", async () => {
    await inFolder(async (folder) => {
      writeFileSync(join(folder, "all.json"), "precious");
      const events = join(shared, "c", "events.arrow");
      expect(await refused(folder, `merge ${events} --out all.json`)).toEqual([
        "all.json: is there already; --force overwrites it, another name keeps it",
        `${events}: is not JSON: merge into .json takes the cutflow.json of aprime run or select`,
      ]);
      expect(readFileSync(join(folder, "all.json"), "utf8")).toBe("precious");
    });
  });
});
