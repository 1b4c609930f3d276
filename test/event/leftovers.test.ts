import { describe, expect, it } from "vitest";
import { Leftovers } from "../../src/event/leftovers.ts";
import { positron } from "../../src/event/particle.ts";

describe("the leftovers", () => {
  it("keep what they hold when they grow, and move with it", () => {
    const leftovers = new Leftovers(2);
    for (let k = 0; k < 7; k++) leftovers.add(positron, 1 + k, 0.5 * k, k - 1);
    expect(leftovers.count).toBe(7);
    for (let k = 0; k < 7; k++) {
      expect([leftovers.kind[k], leftovers.energy[k], leftovers.depth[k], leftovers.parent[k]]).toEqual([
        positron,
        1 + k,
        0.5 * k,
        k - 1,
      ]);
    }
    leftovers.move(6, 1, 3);
    expect([leftovers.energy[1], leftovers.depth[1], leftovers.parent[1]]).toEqual([7, 3, 3]);
    leftovers.clear();
    expect(leftovers.count).toBe(0);
  });
});
