import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readSystematics, shippedSystematics } from "../../src/node/load-systematics.ts";
import { InputError } from "../../src/tables/input-error.ts";

const folder = mkdtempSync(join(tmpdir(), "aprime-systematics-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function refused(given: string): string[] {
  try {
    readSystematics(given);
  } catch (error) {
    if (error instanceof InputError)
      return error.problems.map(({ where, what }) => `${where}: ${what}`.replaceAll(`${folder}/`, ""));
    throw error;
  }
  throw new Error("is not refused");
}

test("every shipped card is good", () => {
  expect(shippedSystematics()).toEqual(["2016"]);
  for (const name of shippedSystematics())
    expect(readSystematics(name).card.sources.length).toBeGreaterThan(1);
});

const mine = `name: mine
about: one source
sources:
  - source: HCAL
    group: efficiency
    variations:
      - name: up
        set: { cuts.hcal-quiet.below: 2 GeV }
        status: assumed
        source: a guess
      - name: down
        set: { cuts.hcal-quiet.below: 0.5 GeV }
        status: assumed
        source: a guess
`;

describe("a card of the user's", () => {
  test("is read, and tells where a variation stands", () => {
    const path = file("mine.yaml", mine);
    const { card, locate } = readSystematics(path);
    expect(card.sources[0]!.variations!.map(({ name }) => name)).toEqual(["up", "down"]);
    expect(locate(0, 1)).toBe(`${path}:11`);
  });

  test("is refused with all that is wrong, each at its line", () => {
    const wrong = mine
      .replace("group: efficiency", "group: effciency")
      .replace("status: assumed", "state: x");
    expect(refused(file("wrong.yaml", wrong))).toEqual([
      "wrong.yaml:5: sources.0.group must be one of normalization, yield, efficiency, beyond",
      "wrong.yaml:7: sources.0.variations.0.status is missing: one of published, derived, assumed, calibrated",
      expect.stringContaining("wrong.yaml:9: sources.0.variations.0.state is not known here"),
    ]);
    expect(refused(file("twice.yaml", mine.replace("name: down", "name: up")))).toEqual([
      'twice.yaml:11: sources.0.variations.1.name "up" is there already: give it another name',
    ]);
  });

  test("is refused if it is not there, or no card", () => {
    expect(refused(join(folder, "gone.yaml"))).toEqual([
      "--systematics: gone.yaml cannot be read: there is no such file; give a systematics card (2016) or the path of one",
    ]);
    expect(refused(file("list.yaml", "- a\n"))).toEqual([
      "list.yaml:1: holds no card; `aprime init` writes one to start from",
    ]);
  });
});
