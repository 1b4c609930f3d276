import { describe, expect, test } from "vitest";
import { outcomeOf } from "../../scripts/outcome.ts";
import { Unfinished } from "../../scripts/unfinished.ts";
import { LostThread } from "../../src/node/lost-thread.ts";
import { InputError } from "../../src/tables/input-error.ts";

const aborted = (() => {
  const controller = new AbortController();
  controller.abort();
  return controller.signal.reason as Error;
})();

const full = Object.assign(new Error("ENOSPC: no space left on device, write"), {
  code: "ENOSPC",
  syscall: "write",
  path: "/x.arrow",
});

const kept = "events 0:5 of 0:9 are in x.arrow; the same command with --resume goes on from there";

describe("outcomeOf", () => {
  test("one mistake of the user, or several: exit code 2, a line for each", () => {
    const one = [{ where: "--mass", what: "is missing" }];
    expect(outcomeOf(new InputError(one))).toEqual({
      code: 2,
      problems: one,
      text: "this cannot be used:\n  --mass: is missing",
    });
    const two = [...one, { where: "--seed", what: "is odd" }];
    expect(outcomeOf(new InputError(two))).toEqual({
      code: 2,
      problems: two,
      text: "2 things cannot be used:\n  --mass: is missing\n  --seed: is odd",
    });
  });

  test("more mistakes than anybody reads: 50 are told to people, all as JSON", () => {
    const many = (count: number) =>
      new InputError(Array.from({ length: count }, (_, k) => ({ where: `line ${k}`, what: "is odd" })));
    const fifty = outcomeOf(many(50));
    expect(fifty.text.split("\n")).toHaveLength(51);
    expect(fifty.text).not.toContain("more");
    const { problems, text } = outcomeOf(many(73));
    expect(problems).toHaveLength(73);
    expect(text.split("\n")).toHaveLength(52);
    expect(text.split("\n")[0]).toBe("73 things cannot be used:");
    expect(text.split("\n").at(-1)).toBe("  and 23 more, which --json tells");
  });

  test("the file system: exit code 2, with the file", () => {
    const { code, problems, text } = outcomeOf(full);
    expect(code).toBe(2);
    expect(problems).toMatchObject([{ where: "/x.arrow" }]);
    expect(text).toMatch(/^this cannot be used:\n {2}\/x\.arrow: cannot be used: the disk is full/);
  });

  test("Ctrl-C: 130", () => {
    const what = "interrupted; nothing was written";
    expect(outcomeOf(aborted)).toEqual({ code: 130, problems: [{ where: "aprime", what }], text: what });
  });

  test("a thread that is lost: exit code 2, and what it may be", () => {
    const { code, text } = outcomeOf(new LostThread("a worker thread ended"));
    expect([code, text]).toEqual([2, "a worker thread ended: is there memory enough?"]);
  });

  test("anything else is a bug of ours: exit code 1, with the stack for people", () => {
    const { code, problems, text } = outcomeOf(new TypeError("x is not a function"));
    expect(code).toBe(1);
    expect(problems).toEqual([{ where: "aprime", what: "a bug of ours: x is not a function" }]);
    expect(text).toMatch(/^a bug of ours: TypeError: x is not a function\n {4}at /);
  });

  describe("work that was kept tells so too, with the exit code of what ended it:", () => {
    test("Ctrl-C", () => {
      const what = `interrupted: ${kept}`;
      expect(outcomeOf(new Unfinished(aborted, kept))).toEqual({
        code: 130,
        problems: [{ where: "aprime", what }],
        text: what,
      });
    });

    test.each<[string, Error, number]>([
      ["a full disk", full, 2],
      ["a lost thread", new LostThread("a worker thread ended"), 2],
      ["a bug of ours", new TypeError("x"), 1],
    ])("%s", (_, cause, code) => {
      const alone = outcomeOf(cause);
      expect(outcomeOf(new Unfinished(cause, kept))).toEqual({
        code,
        problems: [...alone.problems, { where: "aprime", what: kept }],
        text: `${alone.text}\naprime: ${kept}`,
      });
    });
  });
});
