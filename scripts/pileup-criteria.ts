import { z } from "zod";
import { energy, plain, time } from "../src/tables/quantity.ts";
import { energyScan } from "../src/tables/scan.ts";
import { GeV, ns } from "../src/units.ts";

/** When the arena takes an event as read well, and the bins of energy that it tells. */
export const criteriaSchema = z.strictObject({
  tolerance: plain("largest relative deviation of E_ECAL of an event that is read well", {
    min: 1e-3,
    max: 1,
  }).prefault("10 %"),
  energyFloor: energy("deviation that is allowed in any case", { min: 0, max: 10 * GeV }).prefault("0.5 GeV"),
  timeWindow: time("largest deviation of the time of its hottest cell", { min: 0, max: 100 * ns }).prefault(
    "4 ns",
  ),
  ecalEdges: energyScan("edges of the bins of E_ECAL", 0, 300 * GeV).prefault(
    "0GeV,2GeV,5GeV,10GeV,20GeV,50GeV,80GeV,120GeV",
  ),
});

/** The flags of these, which only the arena reads. */
export const arenaFlags = Object.keys(criteriaSchema.shape);
