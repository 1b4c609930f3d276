import type { Cut } from "../src/selection/cut.ts";
import type { Factor } from "../src/selection/signal-efficiency.ts";
import { beamCountersFired } from "./beam-counters-fired.ts";
import { beamMomentum } from "./beam-momentum.ts";
import { dimuonEcal } from "./dimuon-ecal.ts";
import { dimuonModules } from "./dimuon-modules.ts";
import { hcalQuiet } from "./hcal-quiet.ts";
import { missingEnergy } from "./missing-energy.ts";
import { missingEnergyTrigger } from "./missing-energy-trigger.ts";
import { preshowerFired } from "./preshower-fired.ts";
import { showerShape } from "./shower-shape.ts";
import { singleTrack } from "./single-track.ts";
import { smallAngle } from "./small-angle.ts";
import { synchrotronTag } from "./synchrotron-tag.ts";
import { vetoQuiet } from "./veto-quiet.ts";

/** Cuts in an order, which is for the reader: no cut depends on the one before. */
export interface Selection {
  readonly name: string;
  readonly about: string;
  readonly cuts: readonly Cut[];
}

/** Eq. (14). */
const trigger = [beamCountersFired, preshowerFired, missingEnergyTrigger];

/** Sec. IV (i) and (ii): one electron of the beam. */
const primary = [singleTrack, smallAngle, beamMomentum, synchrotronTag];

/** The selections, by name, each in the order of the paper. To add a cut: a file, and a line here. */
export const selections: readonly Selection[] = [
  { name: "trigger", about: "Tr(A') of Eq. (14)", cuts: trigger },
  {
    name: "signal",
    about: "S(A') of Eq. (15), Sec. IV (i)-(iv) and the signal box",
    cuts: [...trigger, ...primary, showerShape, vetoQuiet, hcalQuiet, missingEnergy],
  },
  {
    name: "calibration",
    about: "an electron of the beam without the ECAL threshold of the trigger (calibration runs, Sec. VI.B)",
    cuts: [beamCountersFired, preshowerFired, ...primary, showerShape, vetoQuiet, hcalQuiet],
  },
  {
    name: "dimuon",
    about: "muon pairs: Tr(A') of Eq. (14), E_ECAL below 60 GeV, muons in HCAL1 and HCAL4 (Sec. V.B)",
    cuts: [...trigger, dimuonEcal, dimuonModules],
  },
];

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

/** Every cut of every selection, once. */
export const allCuts: readonly Cut[] = [...new Set(selections.flatMap(({ cuts }) => cuts))];
