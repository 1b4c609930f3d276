import { completeScreening } from "../physics/bremsstrahlung.ts";
import { lpmEnergy, suppressed } from "../physics/lpm-suppression.ts";
import { photonAttenuation } from "../physics/photon-attenuation.ts";
import { GeV, MeV, mm } from "../units.ts";
import { type CascadeModel, prepareHardCascade } from "./hard-cascade.ts";

/** 10 GeV: the fastest that follows all electrons that may emit an A' of 10 GeV; what it changes is in docs/model.md. */
export const defaultThreshold = 10 * GeV;

/** 20 MeV: 0.1 % of the energy stays where it is radiated for a threshold of 10 GeV, 1.2 % for 1 GeV. */
export const defaultPhotonCut = 20 * MeV;

/** The homogenised target: lead makes 98.7 % of its radiation lengths. */
export interface TargetMatter {
  /** Radiation lengths. */
  readonly depth: number;
  /** 8.57 MeV: lead and scintillator in the mixing of Grindhammer-Peters. */
  readonly criticalEnergy: number;
  /** Charge of the nuclei: 82. */
  readonly charge: number;
  /** Nuclei of lead per mm² in one radiation length. */
  readonly nucleiPerRadiationLength: number;
}

/**
 * What an electron does in the target: complete screening with the LPM suppression of lead, pairs with screening, Compton effect on
 * the electrons of the lead (those of the scintillator, 13 % more, would be 1 % of the attenuation at 20 MeV).
 */
export function targetModel(
  { depth, criticalEnergy, charge, nucleiPerRadiationLength }: TargetMatter,
  threshold = defaultThreshold,
): CascadeModel {
  return {
    depth,
    criticalEnergy,
    spectrum: suppressed(completeScreening, lpmEnergy(leadRadiationLength), charge),
    attenuation: photonAttenuation(charge, nucleiPerRadiationLength),
    threshold,
    photonCut: defaultPhotonCut,
  };
}

/** The hard cascade in the target. */
export function prepareTargetCascade(matter: TargetMatter, threshold = defaultThreshold) {
  return prepareHardCascade(targetModel(matter, threshold));
}

/** PDG-2022: 6.37 g/cm² at 11.35 g/cm³. */
const leadRadiationLength = 5.612 * mm;
