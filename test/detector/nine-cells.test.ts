import { expect, test } from "vitest";
import { NineCells } from "../../src/detector/nine-cells.ts";

test.each([
  ["inside", 14, [7, 8, 9, 13, 14, 15, 19, 20, 21]],
  ["at a side", 12, [6, 7, 12, 13, 18, 19]],
  ["at the other side", 17, [10, 11, 16, 17, 22, 23]],
  ["in a corner", 0, [0, 1, 6, 7]],
  ["in the last corner", 35, [28, 29, 34, 35]],
] as const)("those around the hottest that exist: %s", (_, hottest, expected) => {
  const energies = new Float64Array(36).fill(1);
  energies[hottest] = 2;
  const nine = new NineCells(6).find(energies);
  expect(nine.hottest).toBe(hottest);
  expect(Array.from(nine.cells.subarray(0, nine.count))).toEqual(expected);
});
