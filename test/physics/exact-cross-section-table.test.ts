import { describe, expect, test } from "vitest";
import { tabulateExact, tabulateExactAbove } from "../../src/physics/exact-cross-section-table.ts";
import { exactCrossSection, exactCrossSectionAbove } from "../../src/physics/exact-tree-level.ts";
import { GeV, MeV } from "../../src/units.ts";

const nucleus = { charge: 82, massNumber: 207.2 };

describe("the part above a minimum", () => {
  test.each([
    [1.1, 50],
    [20, 50],
    [950, 50],
    [20, 10],
    [950, 10],
  ])("is the exact one within 0.1 %: %s MeV, A' above %s GeV", (massMeV, minimum) => {
    const mass = massMeV * MeV;
    const table = tabulateExactAbove(minimum * GeV, mass, nucleus, 100 * GeV);
    for (const energy of [1.011 * minimum, 1.1 * minimum, 0.3 * minimum + 70, 99.9, 100]) {
      const exact = exactCrossSectionAbove(minimum * GeV, { mass, energy, nucleus });
      expect(Math.abs(table(energy) / exact - 1), `${energy} GeV`).toBeLessThan(1e-3);
    }
  });

  test("is 0 for an electron that has not the energy, and constant above the highest", () => {
    const table = tabulateExactAbove(50 * GeV, 20 * MeV, nucleus, 100 * GeV);
    expect([table(10), table(49.9), table(50), table(50.04)]).toEqual([0, 0, 0, 0]);
    expect(table(50.06)).toBeGreaterThan(0);
    expect(table(103)).toBe(table(100));
  });
});

// 1 % where the energy is but twice the mass.
test.each([1.1, 20, 950])("the total is the exact one within 0.1 %: %s MeV", (massMeV) => {
  const table = tabulateExact(massMeV * MeV, nucleus);
  for (const energy of [2.2, 7.3, 31, 84, 100, 190]) {
    const exact = exactCrossSection(massMeV * MeV, energy * GeV, nucleus);
    expect(Math.abs(table(energy) / exact - 1), `${energy} GeV`).toBeLessThan(
      energy < 5 * massMeV * MeV ? 1e-2 : 1e-3,
    );
  }
});
