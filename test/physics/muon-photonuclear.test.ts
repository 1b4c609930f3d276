import { expect, it } from "vitest";
import { alpha } from "../../src/constants.ts";
import { iron } from "../../src/physics/muon-materials.ts";
import { leastPhotonuclear, muonPhotonuclear } from "../../src/physics/muon-photonuclear.ts";
import { GeV, ub } from "../../src/units.ts";

const { element } = iron.elements[0]!;

// Equivalent photons for ν « E: (α/π) (ln(up/down) - 1) σ_γA, σ_γA of iron 48 x 0.11 mb at 10 GeV.
it("is real photons' cross section times the flux of equivalent photons", () => {
  const flux = (muonPhotonuclear(5 * GeV, 100 * GeV, element) * 5 * GeV * Math.PI) / alpha;
  const real =
    (0.22 * 55.845 + 0.78 * 55.845 ** 0.89) * (49.2 + 11.1 * Math.log(5) + 151.8 / Math.sqrt(5)) * ub;
  expect(flux / real).toBeGreaterThan(3);
  expect(flux / real).toBeLessThan(8);
});

it("begins at 0.2 GeV and ends half a proton below all", () => {
  expect(muonPhotonuclear(0.999 * leastPhotonuclear, 10 * GeV, element)).toBe(0);
  expect(muonPhotonuclear(0.21 * GeV, 10 * GeV, element)).toBeGreaterThan(0);
  expect(muonPhotonuclear(9.54 * GeV, 10 * GeV, element)).toBe(0);
});
