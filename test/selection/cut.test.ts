import { describe, expect, test } from "vitest";
import { eventColumns } from "../../src/detector/events.ts";
import { allocate } from "../../src/event/columns.ts";
import { defineCut } from "../../src/selection/cut.ts";
import { findProblems } from "../../src/tables/check-card.ts";
import { energy, plain } from "../../src/tables/quantity.ts";

const cut = defineCut({
  name: "some-window",
  about: "a window (Sec. 0)",
  thresholds: { above: energy("lower edge", { min: 0 }), times: plain("factor") },
  prepare:
    ({ above, times }) =>
    (events, i) =>
      events.ecalEnergy[i]! > above * times,
});
const entry = (value: unknown) => ({ value, status: "assumed", source: "this test" });
const card = { above: entry("500 MeV"), times: entry(3) };

describe("defineCut", () => {
  test("keeps name and sentence", () => {
    expect(cut).toMatchObject({ name: "some-window", about: "a window (Sec. 0)" });
  });

  test("its thresholds come with unit, status and source, and parse to numbers in internal units", () => {
    expect(cut.schema.parse(card)).toEqual({ above: 0.5, times: 3 });
  });

  test("prepare puts the thresholds in place", () => {
    const { columns } = allocate(eventColumns, 2);
    columns.ecalEnergy.set([1.25, 1.75]);
    const passes = cut.prepare(cut.schema.parse(card));
    expect([passes(columns, 0), passes(columns, 1)]).toEqual([false, true]);
  });

  test.each([
    ["a missing threshold", { above: card.above }, "times"],
    ["an unknown one", { ...card, below: entry("1 GeV") }, "below"],
    ["a number out of range", { ...card, above: entry("-1 GeV") }, "above.value"],
    ["a number without its unit", { ...card, above: entry(0.5) }, "above.value"],
    ["a number without a source", { ...card, times: 3 }, "times"],
  ])("refuses %s", (_, wrong, where) => {
    const problems = findProblems(cut.schema, wrong);
    expect(problems.map(({ path }) => path.join("."))).toEqual([where]);
  });

  test("a cut without thresholds has an empty section", () => {
    const bare = defineCut({ name: "bare", about: "all", thresholds: {}, prepare: () => () => true });
    expect(bare.schema.parse({})).toEqual({});
    expect(findProblems(bare.schema, { below: entry(1) })).toHaveLength(1);
  });
});
