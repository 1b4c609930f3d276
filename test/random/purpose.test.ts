import { describe, expect, it } from "vitest";
import { purpose } from "../../src/random/purpose.ts";

describe("purpose", () => {
  // Computed independently (Python): FNV-1a, then fmix32 of MurmurHash3.
  it.each([
    ["", 2872998923],
    ["a", 444641715],
    ["b", 2193908274],
    ["beam", 387305980],
    ["ecal/deposit", 2643171515],
  ])("of %j is pinned: changing it changes all events", (name, number) => {
    expect(purpose(name)).toBe(number);
  });

  it("differs between names that differ little", () => {
    const names = Array.from({ length: 10_000 }, (_, k) => `part${k % 100}/step${Math.floor(k / 100)}`);
    const numbers = new Set(names.map(purpose));
    expect(numbers.size).toBe(names.length);
    expect(purpose("ab")).not.toBe(purpose("ba"));
    expect([...numbers].every((number) => number === number >>> 0)).toBe(true);
  });
});
