import { iron, lead } from "../../src/physics/muon-materials.ts";
import type { Sandwich } from "../../src/transport/muon-sandwich.ts";
import { mm } from "../../src/units.ts";

/** A layer of the ECAL and one of the HCAL, as in the card. */
export const ecalLayer: Sandwich = {
  absorber: lead,
  absorberThickness: 1.5 * mm,
  scintillatorThickness: 1.5 * mm,
};
export const hcalLayer: Sandwich = {
  absorber: iron,
  absorberThickness: 25 * mm,
  scintillatorThickness: 4 * mm,
};
/** Layers of a module of the HCAL. */
export const moduleLayers = 48;
