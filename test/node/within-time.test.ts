import { expect, test } from "vitest";
import { withinTime } from "../../src/node/within-time.ts";

const late = () => new Error("late");

test("gives what the work gives, and throws what it throws", () => {
  expect(withinTime(() => 7, 1000, late)).toBe(7);
  const mine = new RangeError("mine");
  expect(() =>
    withinTime(
      () => {
        throw mine;
      },
      1000,
      late,
    ),
  ).toThrow(mine);
});

test("stops work that does not end, and the thread goes on", () => {
  expect(() =>
    withinTime(
      () => {
        for (;;);
      },
      50,
      late,
    ),
  ).toThrow("late");
  expect(withinTime(() => "still here", 50, late)).toBe("still here");
});

test("stops work that catches every error", () => {
  expect(() =>
    withinTime(
      () => {
        for (;;) {
          try {
            for (;;);
          } catch {}
        }
      },
      50,
      late,
    ),
  ).toThrow("late");
});
