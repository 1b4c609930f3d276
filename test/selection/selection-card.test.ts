import { describe, expect, test } from "vitest";
import { allCuts } from "../../cuts/index.ts";
import { readSelectionCard, type SelectionCard } from "../../src/selection/selection-card.ts";

function read(cuts: unknown): SelectionCard["cuts"] {
  const card = readSelectionCard({ name: "mine", cuts }, allCuts);
  if (Array.isArray(card)) throw new Error(JSON.stringify(card));
  return (card as SelectionCard).cuts;
}

function problems(tree: unknown): string[] {
  const card = readSelectionCard(tree, allCuts);
  if (!Array.isArray(card)) throw new Error("the card is good");
  return card.map(({ path, what }) => `${path.join(".")}: ${what}`);
}

test("cuts are names, names with thresholds, expressions and modules, in the order of the card", () => {
  const hcalQuiet = allCuts.find(({ name }) => name === "hcal-quiet")!;
  const singleTrack = allCuts.find(({ name }) => name === "single-track")!;
  expect(
    read([
      { "hcal-quiet": { below: "0.5 GeV" } },
      "single-track",
      { expression: "ecalEnergy <\n  45 GeV" },
      { name: "mine", about: "why", expression: "trackCount == 1" },
      { module: "./cut.mjs" },
    ]),
  ).toEqual([
    { name: "hcal-quiet", cut: hcalQuiet, thresholds: { below: "0.5 GeV" } },
    { name: "single-track", cut: singleTrack, thresholds: {} },
    { name: "ecalEnergy < 45 GeV", about: "ecalEnergy < 45 GeV", expression: "ecalEnergy <\n  45 GeV" },
    { name: "mine", about: "why", expression: "trackCount == 1" },
    { module: "./cut.mjs" },
  ]);
});

describe("what is wrong is told with its place, all at once:", () => {
  test.each<[string, unknown, string[]]>([
    [
      "several mistakes",
      { nme: "x", cuts: ["hcal-quite", "single-track", "single-track", { "veto-quiet": 7 }] },
      [
        "name: is missing",
        'nme: is not known here; did you mean "name"?',
        'cuts.0: "hcal-quite" is no cut; did you mean "hcal-quiet"?',
        'cuts.2: "single-track" is there already: a cut counts once',
        "cuts.3.veto-quiet: must hold thresholds, as in veto-quiet: { below: 0.5 GeV }",
      ],
    ],
    ["no cuts", { name: "x" }, ["cuts: is missing"]],
    ["an empty list", { name: "x", cuts: [] }, ["cuts: must not be empty"]],
    ["a text for cuts", { name: "x", cuts: "hcal-quiet" }, ["cuts: must be a list"]],
    [
      "thresholds of none",
      { name: "x", cuts: [{ "single-track": { below: 1 } }] },
      ["cuts.0.single-track: has no thresholds: write its name alone"],
    ],
    [
      "thresholds beside their cut",
      { name: "x", cuts: [{ "hcal-quiet": null, below: "1 GeV" }] },
      [
        "cuts.0: has thresholds that stand beside the cut: put them into it, as in hcal-quiet: { below: 1 GeV }",
      ],
    ],
    [
      "a bare expression",
      { name: "x", cuts: ["ecalEnergy < 45 GeV"] },
      ['cuts.0: "ecalEnergy < 45 GeV" is no cut; an expression is written as { expression: "..." }'],
    ],
    [
      "an unknown key",
      { name: "x", cuts: [{ expression: "1 < 2", nam: "y" }] },
      ['cuts.0.nam: is not known here; did you mean "name"?'],
    ],
    [
      "an expression that is none",
      { name: "x", cuts: [{ expression: 3 }] },
      [expect.stringContaining("cuts.0.expression: must be a text")],
    ],
    [
      "a name that is taken",
      { name: "x", cuts: [{ name: "hcal-quiet", expression: "1 < 2" }] },
      ['cuts.0.name: is "hcal-quiet", as a cut of aprime is called; give it another'],
    ],
    [
      "a number for a cut",
      { name: "x", cuts: [3, null, []] },
      Array.from({ length: 3 }, (_, k) => expect.stringContaining(`cuts.${k}: is no cut: write the name`)),
    ],
    [
      "more than fit",
      { name: "x", cuts: Array.from({ length: 33 }, (_, k) => ({ name: `c${k}`, expression: "1 < 2" })) },
      ["cuts: has 33 cuts, and 32 are the most"],
    ],
  ])("%s", (_, tree, told) => {
    expect(problems(tree).toSorted()).toEqual(told.toSorted());
  });
});
