import { expect, test } from "vitest";
import { longestExpression, refuseText } from "../../src/selection/expression-text.ts";

test("a text of the letters, depth and length of an expression is let through", () => {
  expect(refuseText("ecalEnergy < 45 GeV and not (hcalModuleEnergy[1] >= 1.2e0 GeV)")).toBeUndefined();
  expect(refuseText("1".repeat(longestExpression))).toBeUndefined();
  expect(refuseText(`${"(".repeat(32)}1${")".repeat(32)} < 2`)).toBeUndefined();
});

test.each([
  ["  ", 1, "is empty"],
  ["1".repeat(longestExpression + 1), longestExpression + 1, "may have 1000"],
  ["a < 1 && b < 2", 7, "write and, or, not"],
  ["a < 1;", 6, 'holds ";" (U+003B)'],
  ["a\u200b < 1", 2, "a sign that cannot be seen (U+200B)"],
  [`${"[".repeat(33)}`, 33, "nested more than 32 deep"],
])("%j is refused at character %d", (text, character, what) => {
  expect(refuseText(text)).toEqual({ character, what: expect.stringContaining(what) });
});
