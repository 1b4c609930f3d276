import { avogadro } from "../src/constants.ts";
import { photonTrackIntegral } from "../src/physics/dimuon-yield.ts";
import type { Setup } from "../src/tables/run-card.ts";
import { GeV, ub } from "../src/units.ts";

/** What photonuclear reactions in the ECAL should add to the losses, which the simulation has not: an estimate. */
export interface PhotonuclearShare {
  /** Reactions per electron of photons above 3 GeV, of which a part leaves 1 GeV and more in the HCAL. */
  readonly above3GeV: number;
  readonly hcal: number;
  /** Reactions of photons above 1 GeV: no more than so many can fire V2. */
  readonly vetoAtMost: number;
  readonly status: string;
}

/** Per nucleon from 1 to 100 GeV, 0.115-0.15 mb; and the share of the nucleons of lead that the photon sees, 0.65-0.85. */
const crossSection = 130 * ub;
const effective = 0.75;
/** Share of the reactions above 3 GeV that leave 1 GeV and more behind the ECAL. */
const leaking = 0.4;

const status =
  "estimate, not simulated: photon tracks by the cascade equations (derived) times 0.13 mb per nucleon and 0.75 for shadowing (assumed, 20 %), real photons only; " +
  "0.4 of those above 3 GeV leave 1 GeV in the HCAL (assumed); V2: every reaction above 1 GeV, at most";

/** Estimates it for electrons of the beam in the target. */
export function photonuclearShare({ beam, target }: Pick<Setup, "beam" | "target">): PhotonuclearShare {
  const perRadiationLength = crossSection * effective * avogadro * target.nucleiMass;
  const reactions = (minimumEnergy: number): number =>
    photonTrackIntegral(() => perRadiationLength, {
      beamEnergy: beam.momentum,
      minimumEnergy,
      criticalEnergy: target.criticalEnergy,
    });
  const above3GeV = reactions(3 * GeV);
  return { above3GeV, hcal: leaking * above3GeV, vetoAtMost: reactions(1 * GeV), status };
}
