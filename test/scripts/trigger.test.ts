import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { aprime, inFolder } from "./aprime.ts";

describe.concurrent("aprime trigger", () => {
  test("as JSON: a row per source, the same for the same seed", () =>
    inFolder(async (folder) => {
      const run = () => aprime(folder, "trigger", "--run", "I", "--events", "500", "--json");
      const [first, second] = await Promise.all([run(), run()]);
      expect([first.code, first.stderr]).toEqual([0, ""]);
      expect(second.stdout).toBe(first.stdout);
      const document = JSON.parse(first.stdout);
      expect(document).toMatchObject({ run: "2016 run I", intensity: 1.8e6, seed: "aprime" });
      expect(document.rows.map(({ source }: { source: string }) => source)).toEqual([
        "electron",
        "low-energy",
        "hadron",
        "muon",
        "halo",
      ]);
    }));

  test("for people, and into a file", () =>
    inFolder(async (folder) => {
      const told = await aprime(folder, "trigger", "--events", "200");
      expect(told.stdout).toContain("The paper has a suppression of about 100 or more (Sec. VI.B)");
      const { code, stdout } = await aprime(folder, "trigger", "--events", "200", "--out", "rates.csv");
      expect([code, stdout]).toEqual([0, "→ rates.csv\n"]);
      expect(readFileSync(join(folder, "rates.csv"), "utf8")).toContain("hadron,0.01,200,");
    }));

  test("tells everything that is wrong at once", () =>
    inFolder(async (folder) => {
      const words = ["--run", "IV", "--events", "0", "--out", "rates.png"];
      const { code, stdout, stderr } = await aprime(folder, "trigger", ...words);
      expect([code, stdout]).toEqual([2, ""]);
      for (const problem of ["IV", "--events", '--out: "rates.png" must end in .md, .csv, .json'])
        expect(stderr).toContain(problem);
    }));
});
