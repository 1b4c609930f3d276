import { expect, it } from "vitest";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { pairShare } from "../../src/transport/pair-share.ts";
import { binnedDeviation, edges } from "../random/standard-errors.ts";

const random = new RandomStream(runKeyFromSeed("pair-share.test"));

it("has the density 1 - (4/3) x (1 - x), over 7/9", () => {
  const deviation = binnedDeviation({
    count: 200_000,
    draw: () => pairShare(random),
    edges: edges(0.02, 0.98, 49),
    below: (x) => (9 / 7) * x * (1 - (2 / 3) * x + (4 / 9) * x * x),
  });
  expect(Math.abs(deviation)).toBeLessThan(4);
});
