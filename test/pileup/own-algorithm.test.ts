import { describe, expect, test } from "vitest";
import { kindOf, readOwnAlgorithm } from "../../src/pileup/own-algorithm.ts";
import { InputError } from "../../src/tables/input-error.ts";

const good = { name: "mine", about: "mine", prepare: () => () => {} };
const start = "`aprime pileup --init` writes a module to start from";

function problemsOf(exported: Record<string, unknown>): string[] {
  try {
    readOwnAlgorithm(exported, "mine.mjs");
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as InputError).problems.map(({ where, what }) => `${where}: ${what}`);
  }
  return [];
}

describe("readOwnAlgorithm", () => {
  test("gives what is exported, and minds nothing more", () => {
    const algorithm = { ...good, card: 3 };
    expect(readOwnAlgorithm({ default: algorithm, other: 1 }, "mine.mjs")).toBe(algorithm);
  });

  test.each<[string, Record<string, unknown>, string[]]>([
    [
      "no default",
      { prepare: good.prepare, name: "a" },
      [
        `mine.mjs: has no default export, only prepare, name; write export default { name, about, prepare }: ${start}`,
      ],
    ],
    [
      "nothing",
      {},
      [`mine.mjs: has no default export; write export default { name, about, prepare }: ${start}`],
    ],
    [
      "a function",
      { default: () => {} },
      [`mine.mjs: its default export is a function and not an object { name, about, prepare }: ${start}`],
    ],
    [
      "null",
      { default: null },
      [`mine.mjs: its default export is null and not an object { name, about, prepare }: ${start}`],
    ],
    [
      "all wrong, told at once",
      { default: { name: 3, about: "", prepare: {} } },
      [
        'mine.mjs: name is a number and not a text, such as "my-algorithm"',
        "mine.mjs: about is an empty text and not a text that says what it does",
        `mine.mjs: prepare is an object and not a function of the electronics: ${start}`,
      ],
    ],
    [
      "a name with a comma, which separates names",
      { default: { ...good, name: "a,b" } },
      ['mine.mjs: name is "a,b": it needs 1 to 40 letters, digits, dots and dashes, such as "my-algorithm"'],
    ],
    [
      "the name of another",
      { default: { ...good, name: "multifit" } },
      ['mine.mjs: name is "multifit", as one of the algorithms of aprime is called; give it another'],
    ],
  ])("tells what is wrong: %s", (_, exported, problems) => {
    expect(problemsOf(exported)).toEqual(problems);
  });
});

test.each([
  [undefined, "undefined"],
  [null, "null"],
  [[], "an array"],
  [new Float64Array(1), "an object"],
  [Promise.resolve(), "a promise"],
  ["", "an empty text"],
  ["x", "a text"],
  [3, "a number"],
  [true, "a boolean"],
  [() => {}, "a function"],
])("kindOf says what %s is", (value, kind) => {
  expect(kindOf(value)).toBe(kind);
});
