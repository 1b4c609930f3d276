import { expect, test } from "vitest";
import { eventColumns } from "../../src/detector/events.ts";
import { allocate } from "../../src/event/columns.ts";
import { compare, compareWith, isComparison } from "../../src/selection/comparison.ts";

const { columns } = allocate(eventColumns, 1);

test.each([
  ["<", [true, false, false, false]],
  ["<=", [true, true, false, false]],
  [">", [false, false, true, false]],
  [">=", [false, true, true, false]],
  ["==", [false, true, false, false]],
  ["!=", [true, false, true, true]],
] as const)("%s of less, the same, more, and nothing", (operator, wanted) => {
  const values = [1, 2, 3, Number.NaN];
  expect(isComparison(operator)).toBe(true);
  expect(
    values.map((x) =>
      compare(
        operator,
        () => x,
        () => 2,
      )(columns, 0),
    ),
  ).toEqual(wanted);
  expect(values.map((x) => compareWith(operator, () => x, 2)(columns, 0))).toEqual(wanted);
});

test("no other operator compares", () => {
  for (const operator of ["=", "and", "+", "constructor"]) expect(isComparison(operator)).toBe(false);
});
