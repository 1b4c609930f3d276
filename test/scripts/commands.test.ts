import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { commands } from "../../scripts/commands.ts";

describe("commands", () => {
  test("have names of their own", () => {
    const names = commands.map(({ command }) => command.split(" ")[0]);
    expect(new Set(names).size).toBe(names.length);
  });

  test("are loaded only when they are given: the list and what starts the program import none of them", () => {
    const folder = join(import.meta.dirname, "../../scripts");
    const files = [...readFileSync(join(folder, "commands.ts"), "utf8").matchAll(/import\("(.*)"\)/g)].map(
      ([, file]) => file!,
    );
    expect(files).toHaveLength(commands.length);
    for (const starting of ["commands.ts", "command-line.ts", "aprime.ts"]) {
      const text = readFileSync(join(folder, starting), "utf8");
      const imported = [...text.matchAll(/from "(.*)"/g)].map(([, file]) => file!);
      expect(imported.filter((file) => files.includes(file))).toEqual([]);
    }
  });
});
