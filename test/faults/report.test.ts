import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packageRoot } from "../../src/node/package-root.ts";
import { faults, report } from "./report.ts";

const path = join(packageRoot(), "docs", "faults.md");

test("docs/faults.md tells the faults that are tested, and no others", () => {
  if (process.env.APRIME_UPDATE === "1") writeFileSync(path, report());
  expect(readFileSync(path, "utf8"), "npm run test:update rewrites it").toBe(report());
});

test("no two rows are of the same fault", () => {
  const names = faults.flatMap(({ rows }) => rows.map(({ fault }) => fault));
  expect(names.length).toBeGreaterThan(100);
  expect(new Set(names).size).toBe(names.length);
});
