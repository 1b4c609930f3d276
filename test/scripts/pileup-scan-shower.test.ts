import { expect, test } from "vitest";
import { nineCellShares } from "../../scripts/pileup-scan-shower.ts";
import type { EcalCard } from "../../src/detector/ecal.ts";
import { lateralCorner } from "../../src/physics/shower-lateral.ts";
import { shippedCard } from "../shipped-card.ts";

const ecal = shippedCard().detector.ecal as EcalCard;
const shares = nineCellShares(ecal);
const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);

test("the middle cell holds what the lateral profile has in its square, all nine the most", () => {
  const components = ecal.lateralFractions.map((fraction, k) => ({
    fraction,
    radius: ecal.lateralRadii[k]!,
  }));
  const half = ecal.cellSize / 2;
  const middle = shares(0);
  expect(middle[4]).toBeCloseTo(4 * lateralCorner(half, half, components), 4);
  expect(middle[4]).toBeGreaterThan(0.8);
  expect(sum(middle)).toBeGreaterThan(0.97);
  expect(sum(middle)).toBeLessThan(1.001);
});

test("is the same on all sides, and goes over to the cell at the right", () => {
  const middle = shares(0);
  for (const c of [1, 3, 5]) expect(middle[c]).toBeCloseTo(middle[7]!, 6);
  const border = shares(ecal.cellSize / 2);
  expect(border[4]).toBeCloseTo(border[5]!, 6);
  expect(shares(ecal.cellSize)[5]).toBeCloseTo(middle[4]!, 6);
});
