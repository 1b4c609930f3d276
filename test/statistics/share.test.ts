import { describe, expect, test } from "vitest";
import { Share } from "../../src/statistics/share.ts";

describe("a share", () => {
  // Without weights half of the interval of Clopper and Pearson is the root of p (1 - p) / n, and a few per cent more.
  test("is of weights, with an error", () => {
    const [even, heavy, none] = [new Share(), new Share(), new Share()];
    for (let k = 0; k < 400; k++) {
      even.add(1, k % 4 === 0);
      heavy.add(k % 4 === 0 ? 3e-9 : 1e-9, k % 4 === 0);
    }
    expect(even.estimate()!.mean).toBe(0.25);
    expect(even.estimate()!.error).toBeGreaterThan(Math.sqrt((0.25 * 0.75) / 400));
    expect(even.estimate()!.error).toBeLessThan(1.1 * Math.sqrt((0.25 * 0.75) / 400));
    expect(heavy.estimate()!.mean).toBeCloseTo(0.5, 12);
    expect(none.estimate()).toBeUndefined();
  });
});
