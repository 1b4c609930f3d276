import { describe, expect, test } from "vitest";
import { findProblems } from "../../src/tables/check-card.ts";
import { repeatedNames, setsOf, systematicsCardSchema } from "../../src/tables/systematics-card.ts";

const variation = { name: "a", set: { "cuts.hcal-quiet.below": "2 GeV" }, status: "assumed", source: "here" };
const relative = { value: "3 %", status: "derived", source: "here" };
const card = (...sources: unknown[]) => ({ name: "mine", about: "a card", sources });

describe("a systematics card", () => {
  test("has errors that are known, and variations", () => {
    const { sources } = systematicsCardSchema.parse(
      card(
        { source: "known", group: "yield", relative },
        { source: "varied", group: "efficiency", variations: [variation] },
      ),
    );
    expect(sources[0]!.relative!.value).toBe(0.03);
    expect(setsOf(sources[1]!.variations![0]!)).toEqual(["cuts.hcal-quiet.below=2 GeV"]);
  });

  test("sets numbers and lists as --set does", () => {
    const set = { "msadc.noise": 2, "detector.ecal.lateralRadii": ["5 mm", "40 mm"] };
    expect(setsOf({ ...variation, set, status: "assumed" })).toEqual([
      "msadc.noise=2",
      "detector.ecal.lateralRadii=5 mm,40 mm",
    ]);
  });

  test.each<[string, unknown, string]>([
    [
      "neither",
      card({ source: "a", group: "yield" }),
      "needs either relative, an error known, or variations",
    ],
    [
      "both",
      card({ source: "a", group: "yield", relative, variations: [variation] }),
      "needs either relative",
    ],
    [
      "a group that is not known",
      card({ source: "a", group: "yeild", relative }),
      "must be one of normalization",
    ],
    ["nothing", card(), "must not be empty"],
    [
      "an error above ten",
      card({ source: "a", group: "yield", relative: { ...relative, value: 11 } }),
      "11 is out of range",
    ],
    [
      "a variation that sets nothing",
      card({ source: "a", group: "yield", variations: [{ ...variation, set: {} }] }),
      "must set a number of the run card",
    ],
  ])("refuses %s", (_, tree, what) => {
    const problems = findProblems(systematicsCardSchema, tree);
    expect(problems).toHaveLength(1);
    expect(problems[0]!.what).toContain(what);
  });

  test("names each source once, and each variation of it", () => {
    const source = { source: "a", group: "yield", variations: [variation, variation] };
    const parsed = systematicsCardSchema.parse(card(source, source));
    expect(repeatedNames(parsed).map(({ path }) => path.join("."))).toEqual([
      "sources.1.source",
      "sources.0.variations.1.name",
      "sources.1.variations.1.name",
    ]);
  });
});
