import { defineCut } from "../src/selection/cut.ts";
import { energy } from "../src/tables/quantity.ts";

/** E_ECAL below 60 GeV: the sample of muon pairs that is counted in Table I (Sec. V.B). */
export const dimuonEcal = defineCut({
  name: "dimuon-ecal",
  about: "energy in the ECAL of the muon pairs of Table I (Sec. V.B)",
  thresholds: { below: energy("E_ECAL below it counts", { min: 0 }) },
  prepare:
    ({ below }) =>
    (events, i) =>
      events.ecalEnergy[i]! < below,
});
