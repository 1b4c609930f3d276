import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { editorSchema, systematicsEditorSchema } from "../../../scripts/dev/editor-schema.ts";
import { packageRoot } from "../../../src/node/package-root.ts";

const runs = join(packageRoot(), "data", "runs");
const cards = join(packageRoot(), "test", "cards");
const committed = JSON.parse(readFileSync(join(runs, "run-card.schema.json"), "utf8"));

test("the committed schema is the one of the program", () => {
  expect(
    committed,
    "after a change of a schema: npm run build && node dist/scripts/dev/export-schema.js",
  ).toEqual(JSON.parse(JSON.stringify(editorSchema())));
});

test("so is that of systematics cards, which the shipped ones name", () => {
  const folder = join(packageRoot(), "data", "systematics");
  const schema = JSON.parse(readFileSync(join(folder, "systematics.schema.json"), "utf8"));
  expect(schema).toEqual(JSON.parse(JSON.stringify(systematicsEditorSchema())));
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".yaml")))
    expect(readFileSync(join(folder, file), "utf8")).toMatch(
      /^# yaml-language-server: \$schema=\.\/systematics\.schema\.json\n/,
    );
});

describe("the schema", () => {
  /** The two forms of a number, at a path. */
  const forms = (...path: string[]) => {
    let node = committed;
    for (const key of path) node = node.properties[key];
    return node.anyOf as [Record<string, unknown>, Record<string, unknown>];
  };

  test("describes a number with its units, bare and as an entry", () => {
    const [bare, entry] = forms("beam", "momentum");
    expect(bare.description).toBe(
      "nominal momentum (times c), which the magnets are set to; at least 10 GeV and at most 300 GeV",
    );
    const pattern = new RegExp(bare.pattern as string);
    const texts = ["100 GeV", "1e5MeV", "100", "100 mm", "GeV"];
    expect(texts.map((text) => pattern.test(text))).toEqual([true, true, false, false, false]);
    expect(entry).toMatchObject({
      properties: { value: bare, status: { $ref: "#/definitions/status" } },
      dependencies: { value: ["status", "source"] },
      additionalProperties: false,
    });
    expect(committed.definitions.status.enum).toEqual(["published", "derived", "assumed", "calibrated"]);
  });

  test("describes pure numbers with their bounds, and lists", () => {
    expect(forms("beam", "dutyFactor")[0]).toMatchObject({ minimum: 0.01, maximum: 1 });
    expect(forms("detector", "ecal", "lateralRadii")[0]).toMatchObject({ type: "array", minItems: 1 });
  });

  test("has extends, and requires nothing at any level", () => {
    expect(committed.properties.extends.type).toBe("string");
    expect(JSON.stringify(committed)).not.toContain('"required"');
  });

  test("is named by every shipped card, and stands beside them", () => {
    const files = readdirSync(runs).filter((file) => file.endsWith(".yaml"));
    expect(files.length).toBe(7);
    for (const file of files) {
      expect(readFileSync(join(runs, file), "utf8")).toMatch(
        /^# yaml-language-server: \$schema=\.\/run-card\.schema\.json\n/,
      );
    }
  });
});

describe("an editor", () => {
  const checker = z.fromJSONSchema(committed);
  const accepts = (path: string) => checker.safeParse(parse(readFileSync(path, "utf8"))).success;

  test.each(["2016-I", "2016-II", "2016-III", "compass-pulse"])("accepts the shipped card %s", (card) => {
    expect(accepts(join(runs, `${card}.yaml`))).toBe(true);
  });

  test.each([
    "bare-number",
    "five-mistakes",
    "list-wrong",
    "misspelt-key",
    "out-of-range",
    "unknown-key",
    "unknown-status",
    "wrong-unit",
  ])("underlines test/cards/%s.yaml", (card) => {
    expect(accepts(join(cards, `${card}.yaml`))).toBe(false);
  });

  test.each(["contradicting-thresholds", "extends-missing", "missing-entry"])(
    "leaves test/cards/%s.yaml to the program",
    (card) => {
      expect(accepts(join(cards, `${card}.yaml`))).toBe(true);
    },
  );
});
