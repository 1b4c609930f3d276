import { expect, test } from "vitest";
import { scatteringAngle } from "../../src/physics/multiple-scattering.ts";
import { GeV, urad } from "../../src/units.ts";

// The formula worked out by hand to three digits: 13.6 MeV / 100 GeV = 136 urad, times sqrt(x) (1 + 0.038 ln x).
test.each([
  [0.003, 5.8],
  [0.01, 11.2],
  [0.02, 16.4],
  [1, 136],
])("100 GeV through %f radiation lengths: %f urad", (thickness, expected) => {
  const found = scatteringAngle(thickness, 100 * GeV) / urad;
  expect(Math.abs(found - expected)).toBeLessThan(expected > 100 ? 0.5 : 0.06);
});

test("falls as 1 / p, and is none without matter", () => {
  expect(scatteringAngle(0.01, 10 * GeV) / scatteringAngle(0.01, 100 * GeV)).toBeCloseTo(10, 12);
  expect(scatteringAngle(0, 100 * GeV)).toBe(0);
});
