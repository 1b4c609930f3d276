import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { selectionSchema } from "../../../scripts/dev/selection-schema.ts";
import { packageRoot } from "../../../src/node/package-root.ts";

const selections = join(packageRoot(), "data", "selections");
const committed = JSON.parse(readFileSync(join(selections, "selection-card.schema.json"), "utf8"));
const shipped = readdirSync(selections).filter((file) => file.endsWith(".yaml"));

test("the committed schema is the one of the program", () => {
  expect(
    committed,
    "after a change of a schema: npm run build && node dist/scripts/dev/export-schema.js",
  ).toEqual(JSON.parse(JSON.stringify(selectionSchema())));
});

test("is named by every shipped card, and stands beside them", () => {
  expect(shipped.length).toBe(9);
  for (const file of shipped)
    expect(readFileSync(join(selections, file), "utf8")).toMatch(
      /^# yaml-language-server: \$schema=\.\/selection-card\.schema\.json\n/,
    );
});

describe("an editor", () => {
  const checker = z.fromJSONSchema(committed);
  const accepts = (text: string) => checker.safeParse(parse(text)).success;
  const cut = (text: string) => accepts(`name: mine\ncuts:\n  - ${text}\n`);

  test.each(shipped)("accepts the shipped card %s", (file) => {
    expect(accepts(readFileSync(join(selections, file), "utf8"))).toBe(true);
  });

  test.each([
    "hcal-quiet",
    "hcal-quiet: { below: 0.5 GeV }",
    "{ name: my-box, expression: ecalEnergy < 45 GeV }",
    "expression: ecalEnergy < 45 GeV",
    "module: ./cut.mjs",
  ])("accepts %s", (text) => {
    expect(cut(text)).toBe(true);
  });

  test.each([
    "hcal-quite",
    "hcal-quiet: { belw: 0.5 GeV }",
    "hcal-quiet: { below: 0.5 mm }",
    "{ name: my-box }",
    "{ module: ./cut.mjs, expression: ecalEnergy < 45 GeV }",
    "3",
  ])("underlines %s", (text) => {
    expect(cut(text)).toBe(false);
  });

  test("underlines a card without cuts, and a key that it has not", () => {
    expect(accepts("name: mine\n")).toBe(false);
    expect(accepts("name: mine\nabuot: x\ncuts: [hcal-quiet]\n")).toBe(false);
  });
});
