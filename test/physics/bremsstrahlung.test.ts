import { describe, expect, it } from "vitest";
import { integrate } from "../../src/math/integrate.ts";
import { completeScreening, tsaiWhitis } from "../../src/physics/bremsstrahlung.ts";

describe.each([
  ["complete screening", completeScreening],
  ["Tsai-Whitis", tsaiWhitis],
])("%s", (_, spectrum) => {
  it("is between 0 and 1, and 1 for the softest photons", () => {
    for (let k = 1; k < 1000; k++) {
      expect(spectrum(k / 1000)).toBeGreaterThan(0);
      expect(spectrum(k / 1000)).toBeLessThan(1);
    }
    expect(spectrum(1e-9)).toBeCloseTo(1, 8);
  });
});

describe("complete screening", () => {
  it("is Tsai's (1/y) (4/3 - 4y/3 + y²), which radiates all the energy in one radiation length", () => {
    for (const y of [0.01, 0.3, 0.77, 1]) {
      const printed = (4 / 3 - (4 / 3) * y + y * y) / y;
      expect(((4 / (3 * y)) * completeScreening(y)) / printed).toBeCloseTo(1, 14);
    }
    expect(integrate((y) => (4 / 3) * completeScreening(y), 0, 1)).toBeCloseTo(1, 12);
  });
});

describe("Tsai-Whitis", () => {
  // ln(E0/E) Gamma distributed with shape bt: the mean of (E/E0)^s is (1 + s)^(-bt).
  it.each([1, 2, 3.5])("makes the mean of (E/E0)^s fall as (1 + s)^(-4t/3): s = %s", (s) => {
    const rate = (y: number) => ((4 / 3) * tsaiWhitis(y) * -Math.expm1(s * Math.log1p(-y))) / y;
    expect(integrate(rate, 0, 1)).toBeCloseTo((4 / 3) * Math.log(1 + s), 8);
  });
});
