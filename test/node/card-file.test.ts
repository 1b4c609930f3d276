import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { displayName, readCardText } from "../../src/node/card-file.ts";

test("a card is read, or why it cannot be is told, with what to do", () => {
  const folder = mkdtempSync(join(tmpdir(), "aprime-card-"));
  const path = join(folder, "card.yaml");
  writeFileSync(path, "name: mine\n");
  expect(readCardText(path, "card", "do this")).toBe("name: mine\n");
  expect(() => readCardText(folder, "card", "do this")).toThrow(
    `card: ${folder} cannot be read: it is a folder; do this`,
  );
  expect(() => readCardText(`${path}s`, "card", "do this")).toThrow("there is no such file; do this");
  writeFileSync(path, "#".repeat(200_001));
  expect(() => readCardText(path, "card", "do this")).toThrow(
    "is 0.20 MB long, and a card has at most 0.2 MB; do this",
  );
  rmSync(folder, { recursive: true });
});

test("a path below the working folder is told from there", () => {
  expect(displayName(join(process.cwd(), "a", "b.yaml"))).toBe(join("a", "b.yaml"));
  expect(displayName("/elsewhere/b.yaml")).toBe("/elsewhere/b.yaml");
});
