import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { importModule } from "../../src/node/import-module.ts";

const folder = mkdtempSync(join(tmpdir(), "aprime-module-"));
afterAll(() => rmSync(folder, { recursive: true }));

function load(name: string, code: string) {
  writeFileSync(join(folder, name), code);
  return importModule(pathToFileURL(join(folder, name)).href, name);
}

test("gives what a module exports", async () => {
  expect(await load("good.mjs", "export const x = 3;")).toHaveProperty("x", 3);
});

test("tells what it throws, and what it imports that is not there; its syntax is in test/node/load-algorithm.test.ts", async () => {
  await expect(load("throws.mjs", "throw new Error('not\\ntoday');")).rejects.toThrow(
    /throws\.mjs\S*: cannot be loaded: it throws Error: not today/,
  );
  await expect(load("imports.mjs", 'import "no-such-package-of-anyone";')).rejects.toThrow(
    "imports.mjs: imports no-such-package-of-anyone, which is not there",
  );
});
