import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { packageRoot } from "../src/node/package-root.ts";
import { aprime, listing, newFolder, removeFolder } from "./scripts/aprime.ts";

// The tour of the README, in its order and in one folder, as a reader would go.

const tour = readFileSync(join(packageRoot(), "README.md"), "utf8")
  .split("\n")
  .flatMap((line) => /^npx aprime ([^#]*)/.exec(line)?.[1]?.trim() ?? []);
const folder = newFolder();
afterAll(() => removeFolder(folder));

test("the tour is short", () => {
  expect(tour.length).toBeGreaterThanOrEqual(8);
  expect(tour.length).toBeLessThanOrEqual(12);
});

test.each(tour)("aprime %s", async (line) => {
  const { code, stdout } = await aprime(folder, ...line.split(/\s+/));
  expect(code).toBe(0);
  expect(stdout.length).toBeGreaterThan(10);
});

test("has made what it names", () => {
  const files = listing(folder);
  for (const file of ["events.arrow", "event.png", "mine.yaml", "my-run.yaml"]) expect(files).toContain(file);
});
