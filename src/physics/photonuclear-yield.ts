import { photonTrackIntegral } from "./dimuon-yield.ts";
import { photonuclearCrossSection } from "./photonuclear-cross-section.ts";

/** What the number of photonuclear reactions of one electron depends on. */
export interface PhotonuclearConditions {
  readonly beamEnergy: number;
  /** Only reactions of photons of this energy and more are counted; 1 GeV or more. */
  readonly minimumEnergy: number;
  readonly massNumber: number;
  /** Nuclei per mm² in one radiation length. */
  readonly nucleiPerRadiationLength: number;
  readonly criticalEnergy: number;
}

/**
 * Photonuclear reactions per electron in a thick target, of real photons, by the cross section over the tracks of all photons of its shower:
 * 1.4e-3 above 10 GeV on lead at 100 GeV. Without simulation, as `dimuonYield`.
 */
export function photonuclearYield(conditions: PhotonuclearConditions): number {
  const { massNumber, nucleiPerRadiationLength } = conditions;
  return photonTrackIntegral(
    (energy) => nucleiPerRadiationLength * photonuclearCrossSection(energy, massNumber),
    conditions,
  );
}

/** What a card has besides the real photons on lead: see its section `photonuclear`. */
export interface BeyondRealPhotons {
  readonly scale: number;
  readonly virtualFraction: number;
  readonly scintillatorFraction: number;
}

/** All photonuclear reactions over those of real photons on lead: scale, virtual photons and the scintillator. 1.29 in the shipped cards. */
export function overRealPhotons({ scale, virtualFraction, scintillatorFraction }: BeyondRealPhotons): number {
  return scale * (1 + virtualFraction) * (1 + scintillatorFraction);
}
