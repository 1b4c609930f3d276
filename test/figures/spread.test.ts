import { describe, expect, test } from "vitest";
import { spread } from "../../src/figures/spread.ts";

describe("places on a line", () => {
  test("that are far apart stay", () => {
    expect(spread([50, 10, 30], 13, 0, 100)).toEqual([50, 10, 30]);
  });

  test("that are near keep their order and are a distance apart, within the ends", () => {
    const places = [99, 50, 51, 52, 100, 0, 98];
    const moved = spread(places, 10, 0, 100);
    const order = places.map((_, k) => k).sort((a, b) => places[a]! - places[b]!);
    for (const [rank, k] of order.entries()) {
      expect(moved[k]).toBeGreaterThanOrEqual(0);
      expect(moved[k]).toBeLessThanOrEqual(100);
      if (rank > 0) expect(moved[k]! - moved[order[rank - 1]!]!).toBeGreaterThanOrEqual(10 - 1e-9);
    }
    expect(moved[5]).toBe(0);
  });

  test("of one, or none", () => {
    expect(spread([120], 13, 0, 100)).toEqual([100]);
    expect(spread([], 13, 0, 100)).toEqual([]);
  });
});
