import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { watchContestants } from "../../scripts/watch-contestants.ts";

const key = [1, 2, 3, 4] as const;
const own = (name: string) => ({ name, module: pathToFileURL(name).href });

test("algorithms of the list are not watched", () => {
  expect(watchContestants([{ name: "multifit" }, { name: "nearest-peak" }], [...key], 500)).toBeUndefined();
});

test("an event that takes too long is laid at the door of every module that may have had it", () => {
  const watch = watchContestants([own("one.mjs"), { name: "multifit" }, own("two.mjs")], [...key], 500)!;
  expect(watch.limit).toBe(500);
  expect(watch.late(17).message).toMatch(/^one\.mjs or two\.mjs: .*500 ms.*event 17/);
  expect(watch.lost(17).message).toMatch(/^one\.mjs or two\.mjs: /);
});

test("of one module alone only that one is named", () => {
  const watch = watchContestants([{ name: "multifit" }, own("two.mjs")], [...key], 500)!;
  expect(watch.late(3).message).toMatch(/^two\.mjs: /);
});
