import { expect, test } from "vitest";
import { singleTrack } from "../../cuts/single-track.ts";
import { passes } from "./passes.ts";

test.each([
  [0, false],
  [1, true],
  [2, false],
  [255, false],
])("%i tracks: %s", (trackCount, passed) => {
  expect(passes(singleTrack, {}, { trackCount })).toBe(passed);
});
