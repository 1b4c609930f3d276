import { describe, expect, test } from "vitest";
import { z } from "zod";
import { findProblems, locateProblems, valuesOf } from "../../src/tables/check-card.ts";
import { energy, length, list, plain } from "../../src/tables/quantity.ts";
import { section } from "../../src/tables/section.ts";

const schema = z.strictObject({
  name: z.string().min(1),
  algorithm: z.enum(["first", "second"]),
  beam: section("The beam", {
    momentum: energy("momentum"),
    momentumSpread: plain("spread", { min: 0, max: 1 }),
    sizes: list(length("size")),
  }),
});

const from = { status: "assumed", source: "a guess" };
const good = {
  name: "n",
  algorithm: "first",
  beam: {
    momentum: { value: "100 GeV", ...from },
    momentumSpread: { value: "1 %", ...from },
    sizes: { value: ["1 mm"], ...from },
  },
};

/** "path: what" of each problem. */
function problems(value: unknown): string[] {
  return findProblems(schema, value).map(({ path, what }) => `${path.join(".")}: ${what}`);
}

/** `good` with other entries in its beam. */
function withBeam(beam: Record<string, unknown>): unknown {
  return { ...good, beam: { ...good.beam, ...beam } };
}

describe("findProblems", () => {
  test("finds none in what is good", () => {
    expect(problems(good)).toEqual([]);
  });

  test.each<[string, unknown, string[]]>([
    ["a section that is missing", { ...good, beam: undefined }, ["beam: is missing"]],
    ["a text that is missing", { ...good, name: undefined }, ["name: is missing"]],
    [
      "a choice that is missing",
      { ...good, algorithm: undefined },
      ["algorithm: is missing: one of first, second"],
    ],
    ["a section that is a number", { ...good, beam: 3 }, ["beam: must be a section"]],
    ["a section that is empty", { ...good, beam: null }, ["beam: must be a section"]],
    ["a section that is a list", { ...good, beam: [] }, ["beam: must be a section"]],
    [
      "a text that is a number",
      { ...good, name: 5 },
      ["name: must be a text, in quotes if it looks like a number"],
    ],
    ["a text that is empty", { ...good, name: "" }, ["name: must not be empty"]],
    ["a choice that is none", { ...good, algorithm: "third" }, ["algorithm: must be one of first, second"]],
    ["an entry that is missing", withBeam({ momentum: undefined }), ["beam.momentum: is missing"]],
    [
      "an entry that is a plain value",
      withBeam({ momentum: "3 GeV" }),
      ["beam.momentum: must say where it comes from: { value: ..., status: ..., source: ... }"],
    ],
    [
      "an entry without status and source",
      withBeam({ momentum: { value: "3 GeV" } }),
      [
        "beam.momentum.status: is missing: one of published, derived, assumed, calibrated",
        "beam.momentum.source: is missing",
      ],
    ],
    [
      "an entry of unknown status",
      withBeam({ momentum: { value: "3 GeV", status: "guessed", source: "x" } }),
      ["beam.momentum.status: must be one of published, derived, assumed, calibrated"],
    ],
    [
      "a list that is none",
      withBeam({ sizes: { value: "1 mm", ...from } }),
      ["beam.sizes.value: must be a list"],
    ],
    [
      "a list that is empty",
      withBeam({ sizes: { value: [], ...from } }),
      ["beam.sizes.value: must not be empty"],
    ],
    [
      "a number that is wrong",
      withBeam({ momentumSpread: { value: 2, ...from } }),
      ["beam.momentumSpread.value: 2 is out of range: it must be at least 0 and at most 1 (spread)"],
    ],
    [
      "a key close to a known one",
      withBeam({ momentm: 1, SIZES: 1 }),
      [
        'beam.momentm: is not known here; did you mean "momentum"?',
        'beam.SIZES: is not known here; did you mean "sizes"?',
      ],
    ],
    [
      "a key like no other",
      withBeam({ colour: 1 }),
      ["beam.colour: is not known here; known are momentum, momentumSpread, sizes"],
    ],
    [
      "a short key, like no other",
      withBeam({ xy: 1 }),
      ["beam.xy: is not known here; known are momentum, momentumSpread, sizes"],
    ],
    [
      "a key in an entry",
      withBeam({ momentum: { value: "3 GeV", ...from, sauce: "x" } }),
      ['beam.momentum.sauce: is not known here; did you mean "source"?'],
    ],
    ["a key at the top", { ...good, beem: 1 }, ['beem: is not known here; did you mean "beam"?']],
    ["no card at all", undefined, [": is missing"]],
  ])("%s", (_, value, expected) => {
    expect(problems(value)).toEqual(expected);
  });

  test("finds all of them at once", () => {
    const value = { name: "", beam: { ...good.beam, colour: 1, momentum: { ...from, value: 5 } } };
    expect(problems(value).map((text) => text.split(":")[0])).toEqual([
      "name",
      "algorithm",
      "beam.momentum.value",
      "beam.colour",
    ]);
  });
});

describe("valuesOf", () => {
  test("gives the numbers that are good by themselves, in internal units", () => {
    const number = valuesOf(schema, {
      beam: { ...good.beam, momentumSpread: { value: 7, ...from } },
      name: 5,
    });
    expect(number("beam.momentum")).toBe(100);
    expect(number("beam.momentumSpread")).toBeUndefined();
  });

  test("gives lists and texts too", () => {
    expect(valuesOf(schema, good)("beam.sizes")).toBeInstanceOf(Array);
    expect(valuesOf(schema, good)("name")).toBe(good.name);
  });

  test.each(["beam.gone", "gone.too", "beam.momentum.value.deeper"])("%s has no value", (path) => {
    expect(valuesOf(schema, good)(path)).toBeUndefined();
  });

  test.each([undefined, null, 3, "card", []])("there is none in %j", (raw) => {
    expect(valuesOf(schema, raw)("beam.momentum")).toBeUndefined();
  });
});

test("locateProblems gives each its place; the value of an entry goes by the entry's name", () => {
  const found = [
    { path: ["beam", "sizes", "value", 1], what: "is wrong" },
    { path: ["beam", "momentum", "status"], what: "is missing" },
    { path: [], what: "is no card" },
  ];
  expect(locateProblems(found, (path) => `at ${path.join("/")}`)).toEqual([
    { where: "at beam/sizes/value/1", what: "beam.sizes.1 is wrong" },
    { where: "at beam/momentum/status", what: "beam.momentum.status is missing" },
    { where: "at ", what: "card is no card" },
  ]);
});
