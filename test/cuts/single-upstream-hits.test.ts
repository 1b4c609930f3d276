import { expect, test } from "vitest";
import { singleUpstreamHits } from "../../cuts/single-upstream-hits.ts";
import { passes } from "./passes.ts";

const one = { most: 1 };

test("passes what a single track leaves in MM1 and MM2, whatever is behind the magnets", () => {
  expect(passes(singleUpstreamHits, one, { trackerHits: [1, 1, 5, 5, 5, 5] })).toBe(true);
  expect(passes(singleUpstreamHits, one, { trackerHits: [2, 1, 1, 1, 1, 1] })).toBe(false);
  expect(passes(singleUpstreamHits, one, { trackerHits: [1, 2, 1, 1, 1, 1] })).toBe(false);
});

test("a missing hit is not its business, and the number is that of the card", () => {
  expect(passes(singleUpstreamHits, one, { trackerHits: [0, 1, 1, 1, 1, 1] })).toBe(true);
  expect(passes(singleUpstreamHits, { most: 2 }, { trackerHits: [2, 2, 1, 1, 1, 1] })).toBe(true);
});
