import { describe, expect, test } from "vitest";
import { cutflowTable, percent } from "../../scripts/report.ts";
import { cutflow, type Tallies } from "../../src/selection/cutflow.ts";
import { clopperPearson } from "../../src/statistics/efficiency.ts";

describe("percent", () => {
  test.each([
    ["as many digits as the interval has, two of its larger side", 0.95, 0.9, 0.97, "95.0 +2.0 -5.0"],
    ["one digit more for a smaller interval", 0.9512, 0.9508, 0.9515, "95.120 +0.030 -0.040"],
    ["whole per cent for a wide one", 0.5, 0.25, 0.75, "50 +25 -25"],
    [
      "at most three digits, however small the interval",
      0.123456789,
      0.1234567,
      0.1234569,
      "12.346 +0.000 -0.000",
    ],
    ["nothing", 0, 0, 0.02, "0.0 +2.0 -0.0"],
    ["all", 1, 0.98, 1, "100.0 +0.0 -2.0"],
    ["no uncertainty at all", 1, 1, 1, "100.000 +0.000 -0.000"],
    ["everything possible", 0.5, 0, 1, "50 +50 -50"],
    ["a share of 1e-5", 1e-5, 0.5e-5, 2e-5, "0.001 +0.001 -0.001"],
  ])("%s", (_, value, low, high, text) => {
    expect(percent({ value, low, high })).toBe(text);
  });

  test("without events it says so, and prints no NaN", () => {
    expect(percent(clopperPearson(0, 0))).toBe("no events");
  });

  test("of binomial counts at the ends has no sign twice and no negative zero", () => {
    for (const total of [1, 7, 100, 12_345, 200_000]) {
      for (const passed of [0, 1, total - 1, total]) {
        expect(percent(clopperPearson(passed, total)), `${passed} of ${total}`).toMatch(
          /^\d+(\.\d+)? \+\d+(\.\d+)? -\d+(\.\d+)?$/,
        );
      }
    }
  });
});

describe("cutflowTable", () => {
  const tallies: Tallies = new Map([
    [0b00, { events: 50, sumWeights: 50, sumSquares: 50 }],
    [0b01, { events: 20, sumWeights: 20, sumSquares: 20 }],
    [0b10, { events: 5, sumWeights: 5, sumSquares: 5 }],
    [0b11, { events: 25, sumWeights: 25, sumSquares: 25 }],
  ]);
  const flow = cutflow(["first-cut", "second-cut"], tallies);

  test("has a line for all events and one per cut, with what was before it", () => {
    expect(cells(cutflowTable(flow, false))).toEqual([
      ["cut", "events", "of those before [%]", "of all [%]"],
      ["all", "100", "", "100"],
      ["first-cut", "45", percent(clopperPearson(45, 100)), percent(clopperPearson(45, 100))],
      ["second-cut", "25", percent(clopperPearson(25, 45)), percent(clopperPearson(25, 100))],
    ]);
  });

  test("in full has each cut alone and after all others too", () => {
    const [head, all, first, second] = cells(cutflowTable(flow, true));
    expect(head!.slice(4)).toEqual(["alone, of all [%]", "after all others [%]"]);
    expect(all!.slice(4)).toEqual(["", ""]);
    expect(first!.slice(4)).toEqual([percent(clopperPearson(45, 100)), percent(clopperPearson(25, 30))]);
    expect(second!.slice(4)).toEqual([percent(clopperPearson(30, 100)), percent(clopperPearson(25, 45))]);
  });

  test.each([false, true])("is a table of Markdown, numbers to the right (full: %s)", (full) => {
    const lines = cutflowTable(flow, full).split("\n");
    expect(lines).toHaveLength(5);
    expect(lines[1]).toMatch(full ? /^\| :-+ (\| -+: ){5}\|$/ : /^\| :-+ (\| -+: ){3}\|$/);
    for (const line of lines) expect(line).toHaveLength(lines[0]!.length);
  });

  test("of no events says so in each cell, and holds no NaN", () => {
    const table = cutflowTable(cutflow(["a", "b"], new Map()), true);
    expect(table).not.toContain("NaN");
    expect(cells(table)[2]).toEqual(["a", "0", "no events", "no events", "no events", "no events"]);
  });
});

/** The cells of a Markdown table, without the line below its head. */
function cells(table: string): string[][] {
  return table
    .split("\n")
    .filter((_, k) => k !== 1)
    .map((line) =>
      line
        .slice(1, -1)
        .split("|")
        .map((cell) => cell.trim()),
    );
}
