import { describe, expect, test } from "vitest";
import { z } from "zod";
import { energy, length, list } from "../../src/tables/quantity.ts";
import { entriesOf, isEntry, section, statuses } from "../../src/tables/section.ts";
import { GeV } from "../../src/units.ts";

const beam = section("The beam", {
  momentum: energy("momentum", { min: 10 * GeV }),
  sizes: list(length("size")),
});

const momentum = { value: "100 GeV", status: "published", source: "NA64-2018 Sec. III" };
const sizes = { value: ["1 cm", "2 mm"], status: "assumed", source: "a guess", note: "of both planes" };

/** Path and message of each problem of a section. */
function issues(value: unknown): [string, string][] {
  return (beam.safeParse(value).error?.issues ?? []).map(({ path, message }) => [path.join("."), message]);
}

describe("section", () => {
  test("leaves the numbers of its entries, in internal units", () => {
    expect(beam.parse({ momentum, sizes })).toEqual({ momentum: 100, sizes: [10, 2] });
  });

  test.each(statuses)("takes an entry that is %s", (status) => {
    expect(issues({ momentum: { ...momentum, status }, sizes })).toEqual([]);
  });

  test("wants a status that is one of the four", () => {
    expect(issues({ momentum: { ...momentum, status: "guessed" }, sizes })[0]?.[0]).toBe("momentum.status");
  });

  test("wants a source that says something", () => {
    expect(issues({ momentum: { ...momentum, source: "" }, sizes })[0]?.[0]).toBe("momentum.source");
    const { source: _, ...without } = momentum;
    expect(issues({ momentum: without, sizes })[0]?.[0]).toBe("momentum.source");
  });

  test("wants every entry, and no other", () => {
    expect(issues({ sizes }).map(([path]) => path)).toEqual(["momentum"]);
    const [problem] = beam.safeParse({ momentum, sizes, colour: sizes }).error!.issues;
    expect(problem).toMatchObject({ code: "unrecognized_keys", keys: ["colour"], path: [] });
    const [inner] = beam.safeParse({ momentum: { ...momentum, sauce: "x" }, sizes }).error!.issues;
    expect(inner).toMatchObject({ code: "unrecognized_keys", keys: ["sauce"], path: ["momentum"] });
  });

  test("wants to know where a plain value comes from", () => {
    expect(issues({ momentum: "100 GeV", sizes })).toEqual([
      ["momentum", "must say where it comes from: { value: ..., status: ..., source: ... }"],
    ]);
  });

  test("tells the problem of a value at the value", () => {
    expect(issues({ momentum: { ...momentum, value: "5 GeV" }, sizes })).toEqual([
      ["momentum.value", "5 GeV is out of range: it must be at least 10 GeV (momentum)"],
    ]);
    expect(issues({ momentum, sizes: { ...sizes, value: ["1 cm", "2"] } })[0]?.[0]).toBe("sizes.value.1");
  });

  test("documents itself", () => {
    const schema = z.toJSONSchema(beam, { io: "input" });
    expect(schema.description).toBe("The beam");
    expect(schema).toMatchObject({
      properties: {
        momentum: {
          properties: { value: { description: "momentum; at least 10 GeV" }, status: { enum: statuses } },
        },
      },
    });
  });
});

describe("isEntry", () => {
  test.each([
    [momentum, true],
    [{ value: 1, status: "whatever" }, true],
    [{ value: 1 }, false],
    [{ status: "assumed" }, false],
    [{}, false],
    ["100 GeV", false],
    [100, false],
    [null, false],
    [undefined, false],
  ])("%j: %s", (node, expected) => {
    expect(isEntry(node)).toBe(expected);
  });
});

describe("entriesOf", () => {
  test("gives every entry with its dotted path, in the order of the card", () => {
    const card = {
      name: "mine",
      beam: { momentum, spot: { x: sizes } },
      cuts: { "small-angle": { below: { ...momentum, value: null } }, "single-track": {} },
      extra: [momentum],
      nothing: null,
    };
    expect(entriesOf(card)).toEqual([
      ["beam.momentum", momentum],
      ["beam.spot.x", sizes],
      ["cuts.small-angle.below", { ...momentum, value: null }],
      ["extra.0", momentum],
    ]);
  });

  test("looks into no entry, and of what is no card there are none", () => {
    expect(entriesOf({ a: { ...momentum, value: momentum } })).toHaveLength(1);
    expect(entriesOf(momentum, ["beam", "momentum"])).toEqual([["beam.momentum", momentum]]);
    for (const node of [undefined, null, "text", 3, {}, []]) expect(entriesOf(node)).toEqual([]);
  });
});
