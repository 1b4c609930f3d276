import { expect, test } from "vitest";
import { ExpressionError, parseExpression } from "../../src/selection/parse-expression.ts";

test("numbers have their unit, and every leaf its place", () => {
  expect(parseExpression("a[2] < 1.5e-3 GeV")).toEqual({
    type: "BinaryExpression",
    operator: "<",
    left: {
      type: "MemberExpression",
      computed: true,
      object: { type: "Identifier", at: 0, name: "a" },
      property: { type: "Quantity", at: 2, value: 2 },
    },
    right: { type: "Quantity", at: 7, value: 0.0015, unit: "GeV" },
  });
});

test("and binds tighter than or, both weaker than comparisons, these weaker than sums", () => {
  const shape = (node: unknown): unknown => {
    const { operator, left, right, name } = node as Record<string, unknown>;
    return operator === undefined ? name : [shape(left), operator, shape(right)];
  };
  expect(shape(parseExpression("a or b and c < d + e * f"))).toEqual([
    "a",
    "or",
    ["b", "and", ["c", "<", ["d", "+", ["e", "*", "f"]]]],
  ]);
  expect(shape(parseExpression("a - b - c"))).toEqual([["a", "-", "b"], "-", "c"]);
});

test("words of other operators are names where they begin longer ones", () => {
  expect(parseExpression("android")).toMatchObject({ type: "Identifier", name: "android" });
  expect(parseExpression("3 and_more")).toMatchObject({ value: 3, unit: "and_more" });
});

test("what is no expression is told with its place", () => {
  const thrown = (text: string): unknown => {
    try {
      return parseExpression(text);
    } catch (error) {
      return error;
    }
  };
  expect(thrown("a <")).toEqual(new ExpressionError("Expected expression after <", 3));
  expect(thrown("or a")).toMatchObject({ at: 0 });
  expect(thrown("(a")).toMatchObject({ message: "Unclosed (" });
});
