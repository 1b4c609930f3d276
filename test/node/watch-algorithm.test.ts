import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { watchAlgorithm } from "../../src/node/watch-algorithm.ts";
import { InputError } from "../../src/tables/input-error.ts";

const module = pathToFileURL(join(process.cwd(), "mine.mjs")).href;
const watch = watchAlgorithm({ module }, [1, 2, 3, 4], 250);
const again =
  "(event 7, run key 00000001000000020000000300000004: aprime simulate --only-event 7 makes it again)";

test("is given the limit", () => {
  expect(watch.limit).toBe(250);
});

test.each([
  [
    watch.late(7),
    `mine.mjs: takes longer than --time-limit (250 ms) ${again}; if it does not loop for ever, allow more`,
  ],
  [
    watch.late(undefined),
    "mine.mjs: takes longer than 30 times --time-limit (250 ms) while it is loaded or prepares; if it does not loop for ever, allow more",
  ],
  [
    watch.lost(7),
    `mine.mjs: ends its thread ${again}: it must not call process.exit, and must not need more memory than there is`,
  ],
])("says what happened, and in which event", (error, message) => {
  expect(error).toBeInstanceOf(InputError);
  expect(error.message).toBe(message);
});

test("an error that comes from the module is the user's", () => {
  const stack = `TypeError: no\n    at Timeout.f (${module}:4:11)`;
  const error = watch.blame(Object.assign(new TypeError("no"), { stack }));
  expect(error).toBeInstanceOf(InputError);
  expect(error.message).toBe(
    "mine.mjs:4:11: throws TypeError: no, from something that it left undone: it must be done when it returns, without promises or timers",
  );
});

test("and every other is what it was", () => {
  for (const error of [new Error("ours"), new InputError([{ where: module, what: "x" }])])
    expect(watch.blame(error)).toBe(error);
});
