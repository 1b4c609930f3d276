import { describe, expect, test } from "vitest";
import type { PlannedSource, PlannedVariation } from "../../scripts/systematics-plan.ts";
import { rowsOfSources } from "../../scripts/systematics-rows.ts";

const varied = (source: string, group: PlannedSource["group"], ...names: string[]): PlannedSource => ({
  source,
  group,
  variations: names.map((name) => ({ name, status: "assumed" }) as PlannedVariation),
});
const known = (source: string, group: PlannedSource["group"], value: number): PlannedSource => ({
  source,
  group,
  relative: { value, status: "published", source: "a table" },
  variations: [],
});
const shifts: Readonly<Record<string, { shift: number; error: number }>> = {
  up: { shift: 0.03, error: 0.01 },
  down: { shift: -0.04, error: 0.02 },
  less: { shift: -0.12, error: 0.005 },
};
const of = { run: "a run", mass_MeV: 10 };
const rowsOf = (sources: readonly PlannedSource[], printed: Readonly<Record<string, number>> = {}) =>
  rowsOfSources(
    of,
    sources,
    ({ name }) => shifts[name]!,
    (source) => printed[source] ?? null,
  );

describe("the rows", () => {
  const sources = [
    known("n", "normalization", 0.03),
    known("section", "yield", 0.1),
    varied("cut", "efficiency", "up", "down"),
    varied("noise", "beyond", "less"),
  ];

  test("have the largest change of a source, with its error, and the numbers that are known", () => {
    const rows = rowsOf(sources, { cut: 0.02 });
    expect(rows[0]).toEqual({
      ...{ ...of, source: "n", error: 0.03, statisticalError: 0, paper: null, status: "published" },
    });
    expect(rows[2]).toEqual({
      ...{ ...of, source: "cut", error: 0.04, statisticalError: 0.02, paper: 0.02 },
      status: "simulated, range assumed",
    });
  });

  test("add up in squares: without the cross section, with it, and with what is beyond", () => {
    const sums = rowsOf(sources, { n: 0.02, section: 0.1, cut: 0.02 }).slice(4);
    expect(sums.map(({ error }) => error)).toEqual([
      expect.closeTo(0.05, 12),
      expect.closeTo(Math.hypot(0.05, 0.1), 12),
      expect.closeTo(Math.hypot(0.05, 0.1, 0.12), 12),
    ]);
    expect(sums[0]!.statisticalError).toBeCloseTo((0.04 * 0.02) / 0.05, 12);
    expect(sums.map(({ paper }) => paper)).toEqual([
      expect.closeTo(Math.hypot(0.02, 0.02), 12),
      expect.closeTo(Math.hypot(0.02, 0.02, 0.1), 12),
      null,
    ]);
  });

  test("have no total of the paper where it does not print all, and no total of groups that are not there", () => {
    const sums = rowsOf([sources[2]!, sources[3]!]).slice(2);
    expect(sums.map(({ source, paper }) => [source, paper])).toEqual([
      ["Total without the cross section", null],
      ["Total with sources beyond the paper", null],
    ]);
  });
});
