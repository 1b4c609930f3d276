import { expect, test } from "vitest";
import { cutTimeLimit, watchCuts } from "../../scripts/watch-cuts.ts";
import type { EventBatch } from "../../src/detector/events.ts";

const batch = { size: 2, columns: { event: Float64Array.of(3, 4) } } as unknown as EventBatch;

test("gives what the selection gives, with modules or without", () => {
  expect(watchCuts({}, batch, () => 5)).toBe(5);
  expect(watchCuts({ own: [{ name: "mine", module: "00" }] }, batch, () => 6)).toBe(6);
});

test("a batch may take 1 ms an event, and 5 s", () => {
  expect(cutTimeLimit(0)).toBe(5000);
  expect(cutTimeLimit(4096) - cutTimeLimit(0)).toBe(4096);
});

test("a module that never ends is stopped, and named", () => {
  const forEver = () =>
    watchCuts({ own: [{ name: "mine", module: "00" }] }, batch, () => {
      for (;;);
    });
  expect(forEver).toThrow("takes longer than 5.0 s for events 3 to 4");
}, 20_000);
