import { expect, it } from "vitest";
import { allocateReconstructed } from "../../src/readout/reconstructed.ts";

it("starts without energy and without time", () => {
  const { energy, time } = allocateReconstructed(2);
  expect(Array.from(energy)).toEqual([0, 0]);
  expect(Array.from(time)).toEqual([Number.NaN, Number.NaN]);
});
