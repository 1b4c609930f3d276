import { describe, expect, test } from "vitest";
import { eventColumns } from "../../src/detector/events.ts";
import { allocate } from "../../src/event/columns.ts";
import { readOwnCut } from "../../src/selection/own-cut.ts";

const { columns } = allocate(eventColumns, 2);
columns.event.set([41, 42]);
columns.ecalEnergy.set([30, 60]);

const read = (cut: unknown, name?: string) =>
  readOwnCut({ exported: { default: cut }, module: "file:///mine.mjs", where: "mine.mjs", name });
const good = {
  name: "low",
  about: "little energy",
  passes: (events: typeof columns, i: number) => events.ecalEnergy[i]! < 45,
};

test("a module's cut passes what its function says, under its name, or under that of the card", () => {
  const cut = read(good);
  expect([cut.name, cut.about]).toEqual(["low", "little energy"]);
  expect([0, 1].map((i) => cut.prepare({})(columns, i))).toEqual([true, false]);
  expect(read(good, "other").name).toBe("other");
  expect(read({ ...good, name: undefined }, "other").name).toBe("other");
});

describe("what it lacks is told, all at once:", () => {
  test.each<[string, unknown, string[]]>([
    ["no object", 3, ["mine.mjs: its default export is a number and not an object: write export default"]],
    [
      "nothing in it",
      {},
      ["mine.mjs: name is undefined", "mine.mjs: about is undefined", "mine.mjs: passes is undefined"],
    ],
    ["an odd name", { ...good, name: "a\nb" }, ['mine.mjs: name is "a\\nb" and not a text']],
  ])("%s", (_, cut, told) => {
    for (const text of told) expect(() => read(cut)).toThrow(text);
  });
});

test("where it throws, or gives no truth value, the event is told", () => {
  const throwing = read({
    ...good,
    passes: () => {
      throw new TypeError("no such\nthing");
    },
  });
  expect(() => throwing.prepare({})(columns, 1)).toThrow("throws at event 42: TypeError: no such thing");
  const counting = read({ ...good, passes: () => 1 });
  expect(() => counting.prepare({})(columns, 0)).toThrow(
    "passes gives a number at event 41, and not true or false",
  );
});
