import type { Cut } from "../src/selection/cut.ts";
import type { Factor } from "../src/selection/signal-efficiency.ts";
import { beamCountersFired } from "./beam-counters-fired.ts";
import { beamMomentum } from "./beam-momentum.ts";
import { dimuonEcal } from "./dimuon-ecal.ts";
import { dimuonModules } from "./dimuon-modules.ts";
import { hcalCompact } from "./hcal-compact.ts";
import { hcalQuiet } from "./hcal-quiet.ts";
import { missingEnergy } from "./missing-energy.ts";
import { missingEnergyTrigger } from "./missing-energy-trigger.ts";
import { preshowerFired } from "./preshower-fired.ts";
import { showerShape } from "./shower-shape.ts";
import { singleTrack } from "./single-track.ts";
import { singleUpstreamHits } from "./single-upstream-hits.ts";
import { smallAngle } from "./small-angle.ts";
import { synchrotronTag } from "./synchrotron-tag.ts";
import { vetoQuiet } from "./veto-quiet.ts";

/** Every cut, in the order of the paper; which selection has which stands in data/selections. To add a cut: a file, and a line here. */
export const allCuts: readonly Cut[] = [
  beamCountersFired,
  preshowerFired,
  missingEnergyTrigger,
  singleTrack,
  smallAngle,
  beamMomentum,
  synchrotronTag,
  showerShape,
  vetoQuiet,
  singleUpstreamHits,
  hcalCompact,
  hcalQuiet,
  missingEnergy,
  dimuonEcal,
  dimuonModules,
];

/** Sec. IV (i) and (ii): one electron of the beam. */
const primary = [singleTrack, smallAngle, beamMomentum, synchrotronTag];

/**
 * Which cuts make up which factor of Eq. (23), by its name in Table II. Table II has no row for the trigger, whose 0.95 Sec. VI.B quotes
 * apart: its counters, and the veto of its ECAL sum, which for these events is one by other particles, are losses of the primary
 * electron. The threshold of the PS is in the ECAL's factor, as Sec. VI.A corrects that for E_PS.
 */
export const signalFactors: readonly Factor[] = [
  { name: "primary e-", cuts: [beamCountersFired, missingEnergyTrigger, ...primary] },
  { name: "ECAL", cuts: [preshowerFired, showerShape, missingEnergy] },
  { name: "V2", cuts: [vetoQuiet] },
  { name: "HCAL", cuts: [hcalQuiet] },
];

/**
 * Where pileup loses muon pairs, in beam order: the selection dimuon, and what Sec. IV (i)-(iii) asks of any event besides, for the paper
 * does not say whether Table I has it. Nothing is asked of V2, which muons fire: its factor is 1.
 */
export const dimuonFactors: readonly Factor[] = [
  { name: "counters", cuts: [beamCountersFired] },
  { name: "trigger sums", cuts: [missingEnergyTrigger, preshowerFired] },
  { name: "track", cuts: [singleTrack, smallAngle, beamMomentum] },
  { name: "SRD", cuts: [synchrotronTag] },
  { name: "shape", cuts: [showerShape] },
  { name: "E_ECAL", cuts: [dimuonEcal] },
  { name: "V2", cuts: [] },
  { name: "HCAL", cuts: [dimuonModules] },
];
