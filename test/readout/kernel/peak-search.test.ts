import { expect, it } from "vitest";
import { leastCount, preparePeakSearch } from "../../../src/readout/kernel/peak-search.ts";
import { peakSetup } from "./peak-setup.ts";

it("has the arrays of a part, whatever it is made by", () => {
  const { list, values, firstOf, height } = preparePeakSearch(peakSetup({ channels: 5, samples: 16 }));
  expect([list.length, values.length, firstOf.length, height.length]).toEqual([5, 80, 6, 80]);
});

it("asks for the least whole count above a pedestal, which 16 bits hold", () => {
  expect([leastCount(50, 4), leastCount(50.3, 3.8), leastCount(50, 1e9)]).toEqual([54, 55, 0x7fff]);
});
