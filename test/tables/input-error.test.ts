import { describe, expect, test } from "vitest";
import { Checks, InputError } from "../../src/tables/input-error.ts";

const one = { where: "card.yaml:3", what: "is wrong" };
const two = { where: "--mass", what: "is missing" };

test("an InputError holds every problem, a line of the message each", () => {
  const error = new InputError([one, two]);
  expect(error).toBeInstanceOf(Error);
  expect(error.name).toBe("InputError");
  expect(error.problems).toEqual([one, two]);
  expect(error.message).toBe("card.yaml:3: is wrong\n--mass: is missing");
});

describe("Checks", () => {
  const failing = (...problems: (typeof one)[]) => {
    return (): number => {
      throw new InputError(problems);
    };
  };

  test("hand on what the checks return, and end silently when all is well", () => {
    const checks = new Checks();
    expect(checks.take(() => 7)).toBe(7);
    expect(() => checks.done()).not.toThrow();
  });

  test("go on after a problem, and tell them all in order", () => {
    const checks = new Checks();
    expect(checks.take(failing(one))).toBeUndefined();
    expect(checks.take(() => 7)).toBe(7);
    expect(checks.take(failing(two, one))).toBeUndefined();
    expect(() => checks.done()).toThrow(new InputError([one, two, one]));
  });

  test("let every other error through at once", () => {
    const checks = new Checks();
    const bug = new TypeError("ours");
    expect(() =>
      checks.take(() => {
        throw bug;
      }),
    ).toThrow(bug);
    expect(() => checks.done()).not.toThrow();
  });

  test("keep the problems of a promise that fails", async () => {
    const checks = new Checks();
    const result = await Promise.reject(new InputError([two])).catch((error: unknown) => checks.keep(error));
    expect(result).toBeUndefined();
    expect(() => checks.done()).toThrow(new InputError([two]));
  });
});
