import { expect, test } from "vitest";
import { publishedCorrection } from "../../scripts/published-correction.ts";

test("is 0.93 in run III, and no value where the paper says at least 95 %", async () => {
  expect(await publishedCorrection("2016 run III")).toBe(0.93);
  for (const name of ["2016 run I", "2016 run II", "another card"])
    expect(await publishedCorrection(name)).toBeUndefined();
});
