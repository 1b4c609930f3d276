import { expect, test } from "vitest";
import { hcalCompact } from "../../cuts/hcal-compact.ts";
import { justBelow, passes } from "./passes.ts";

const thresholds = { spreadBelow: 150, timeSpreadBelow: 15 };

test("passes what lies together in space and in time", () => {
  const near = { hcalSpread: justBelow(150), hcalTimeSpread: justBelow(15) };
  expect(passes(hcalCompact, thresholds, near)).toBe(true);
  expect(passes(hcalCompact, thresholds, { ...near, hcalSpread: 150 })).toBe(false);
  expect(passes(hcalCompact, thresholds, { ...near, hcalTimeSpread: 15 })).toBe(false);
});

test("passes an empty HCAL", () => {
  expect(passes(hcalCompact, thresholds, { hcalSpread: Number.NaN, hcalTimeSpread: Number.NaN })).toBe(true);
});
