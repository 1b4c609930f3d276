import { defineCut } from "../src/selection/cut.ts";
import { energy } from "../src/tables/quantity.ts";

/** Missing energy E_beam - E_ECAL above 50 GeV (signal box of Sec. IV). */
export const missingEnergy = defineCut({
  name: "missing-energy",
  about: "missing energy in the ECAL (signal box)",
  thresholds: {
    beam: energy("beam energy that the ECAL energy is subtracted from", { min: 0 }),
    above: energy("least missing energy", { min: 0 }),
  },
  prepare:
    ({ beam, above }) =>
    (events, i) =>
      beam - events.ecalEnergy[i]! > above,
});
