import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findPackage, packageRoot } from "../../src/node/package-root.ts";

test("the package root is the folder of this repository", () => {
  expect(packageRoot()).toBe(resolve(import.meta.dirname, "../.."));
});

describe("findPackage", () => {
  let root = "";
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), "aprime-root-"));
    mkdirSync(join(root, "dist/src/node"), { recursive: true });
    writeFileSync(join(root, "package.json"), '{ "name": "outer" }');
    writeFileSync(join(root, "dist/package.json"), '{ "type": "module" }');
  });
  afterAll(() => rmSync(root, { recursive: true }));

  test("passes over a package.json of another name", () => {
    expect(findPackage("outer", join(root, "dist/src/node"))).toBe(root);
  });

  test("says what it looked for and where", () => {
    expect(() => findPackage("no-such-package", join(root, "dist"))).toThrow(
      `no package.json named "no-such-package" in ${join(root, "dist")} or above it`,
    );
  });
});
