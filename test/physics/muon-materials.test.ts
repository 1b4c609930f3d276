import { expect, it } from "vitest";
import { iron, lead, polystyrene } from "../../src/physics/muon-materials.ts";
import { cm } from "../../src/units.ts";

it("elements make the Z/A of a material", () => {
  for (const { elements, electrons } of [iron, lead, polystyrene]) {
    let [all, sum] = [0, 0];
    for (const { massShare, element } of elements) {
      all += massShare;
      sum += (massShare * element.charge) / element.massNumber;
    }
    expect(all).toBeCloseTo(1, 12);
    expect(sum / electrons).toBeCloseTo(1, 3);
  }
});

it("C̄ of the density effect is that of the plasma energy", () => {
  // C̄ = 2 ln(I / ħω_p) + 1, ħω_p = 28.816 eV √(ρ Z/A) (PDG-2022).
  for (const { densityEffect, density, electrons, excitation } of [iron, lead, polystyrene]) {
    const plasma = 28.816e-9 * Math.sqrt(density * cm * cm * cm * electrons);
    expect(densityEffect.constant).toBeCloseTo(2 * Math.log(excitation / plasma) + 1, 2);
  }
});

it("radiation lengths: 1.757 cm of iron, 0.5612 cm of lead, 41.31 cm of polystyrene (PDG-2022)", () => {
  for (const [material, length] of [
    [iron, 1.757],
    [lead, 0.5612],
    [polystyrene, 41.31],
  ] as const)
    expect(Math.abs(material.radiationLength / material.density / cm / length - 1)).toBeLessThan(1e-3);
});
