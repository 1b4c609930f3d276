import { describe, expect, it } from "vitest";
import { pulseTemplate } from "../../src/tables/pulse-template.ts";

const schema = pulseTemplate("heights");
const good = [0, 0.1, 0.6, 1, 0.9, 0.6, 0.3, 0.1, 0.05];

function refusal(heights: readonly unknown[]): string {
  const { error } = schema.safeParse(heights);
  expect(error?.issues).toHaveLength(1);
  return error!.issues[0]!.message;
}

describe("the heights of a measured pulse", () => {
  it("are taken as they are, in any unit; none is an empty list", () => {
    expect(schema.parse(good)).toEqual(good);
    expect(schema.parse(good.map((height) => 1234 * height))).toHaveLength(9);
    expect(schema.parse([])).toEqual([]);
  });

  it.each([
    ["too short", [0, 0.5, 1, 0.5, 0], "has 5 heights: a pulse takes at least 8 (heights)"],
    [
      "below the pedestal",
      [0, -0.1, ...good],
      "falls below 0 at height 2, -0.1: take the pedestal off (heights)",
    ],
    ["nothing", Array(9).fill(0), "is 0 throughout (heights)"],
    [
      "two maxima",
      [...good, 0.2, 0.05],
      "has more than one maximum: it rises behind its highest, at height 10, 0.2 (heights)",
    ],
    [
      "a dip in the rise",
      [0, 0.3, 0.2, ...good.slice(3)],
      "has more than one maximum: it falls before its highest, at height 3, 0.2 (heights)",
    ],
    [
      "no rise",
      [0.5, ...good.slice(3), 0, 0],
      "begins at 0.5, more than 1 % of its highest: begin earlier (heights)",
    ],
    [
      "no end",
      [0, ...good.slice(0, 7)],
      "ends at 0.3, more than 10 % of its highest: go on with it (heights)",
    ],
    [
      "coarse steps",
      [0, 0, 0, 0.5, 1, 0.2, 0, 0, 0],
      "has fewer than 4 heights above a tenth of its highest: take smaller steps (heights)",
    ],
  ])("are refused in words: %s", (_, heights, words) => {
    expect(refusal(heights)).toBe(words);
  });

  it("are numbers", () => {
    expect(refusal([...good.slice(0, 8), "12 ns"])).toContain("pure number");
  });
});
