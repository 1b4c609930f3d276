import { neutron, proton, slowNeutrons, slowProtons } from "../event/particle.ts";
import type { Particles } from "../event/particles.ts";
import type { Pulses } from "../event/pulses.ts";
import { protonOfRange, protonRange } from "../physics/proton-range.ts";
import { exponential } from "../random/exponential.ts";
import { gammaAround } from "../random/gamma.ts";
import type { RandomStream } from "../random/stream.ts";
import type { Target } from "../tables/run-card.ts";
import { fastestRecoil } from "../transport/nuclear-breakup.ts";
import { MeV } from "../units.ts";
import type { prepareCellShares } from "./cell-shares.ts";

/** What nucleons that a nucleus gives off need of the ECAL's section of the card. */
export interface EcalNucleonCard {
  readonly preshowerDepth: number;
  readonly nucleonInteractionLengths: number;
  readonly electronToMip: number;
  readonly hadronSamplingTerm: number;
}

/**
 * A proton of 30-400 MeV that stops over a MIP of the same energy: 0.81, 0.95 and 1.01 at 30, 100 and 400 MeV. Derived: slow ones lose relatively more in the
 * scintillator than in lead, a sixth, which its saturation takes (Birks, 0.126 mm/MeV, recalled).
 */
const protonToMip = 0.95;

/** A neutron of these energies, relative to an electron: what protons of its reaction leave, and of the scintillator. Assumed, 0-0.5. */
const neutronResponse = 0.25;

/** A nucleon that a nucleus gave off. */
export function isRecoil(kind: number, energy: number): boolean {
  return (kind === proton || kind === neutron) && energy <= fastestRecoil;
}

/**
 * Prepares nucleons that nuclei give off in the ECAL. Protons ionise until they have run their range, in the cell half-way; neutrons end where they react, at
 * an exponential depth; what unbinds nucleons is seen by nothing. What reaches the back goes on.
 */
export function prepareEcalNucleons(
  card: EcalNucleonCard,
  { depth: end, radiationLength }: Target,
  { covers, cellAt }: ReturnType<typeof prepareCellShares>,
  cells: number,
  lose: (p: number, lost: number) => void,
  leave: (p: number, left: number) => void,
) {
  const length = end / card.nucleonInteractionLengths;
  const spread = card.hadronSamplingTerm * card.hadronSamplingTerm;
  const protonResponse = protonToMip / card.electronToMip;

  /** This energy of particle p is lost at a depth, and seen with this response; beside the cells it leaves. */
  function deposit(
    particles: Particles,
    p: number,
    depth: number,
    lost: number,
    response: number,
    random: RandomStream,
    pulses: Pulses,
  ): void {
    const z = depth * radiationLength;
    const x = particles.xAt(p, z);
    const y = particles.yAt(p, z);
    if (!covers(x, y)) {
      leave(p, lost);
      return;
    }
    lose(p, lost);
    const seen = gammaAround(response * lost, spread, random);
    const section = depth < card.preshowerDepth ? 0 : cells;
    if (seen > 0.1 * MeV) pulses.add(section + cellAt(x, y), particles.time[p]!, seen, particles.origin[p]!);
  }

  return (particles: Particles, p: number, random: RandomStream, pulses: Pulses): void => {
    const kind = particles.kind[p]!;
    const energy = particles.energy[p]!;
    const start = Math.max(0, particles.z[p]! / radiationLength);
    // Per radiation length along the beam.
    const way = Math.hypot(1, 1e-3 * particles.angleX[p]!, 1e-3 * particles.angleY[p]!);
    let until = start;
    let response = 0;
    let left = 0;
    if (kind === slowProtons) response = protonResponse;
    else if (kind === slowNeutrons) response = neutronResponse;
    else if (kind === neutron) {
      until = start + (length * exponential(random)) / way;
      if (until >= end) return;
      response = neutronResponse;
    } else if (kind === proton) {
      const range = protonRange(energy);
      until = Math.min(end, start + range / way);
      left = until < end ? 0 : Math.min(energy, protonOfRange(range - (end - start) * way));
      response = protonResponse;
    }
    const depth = kind === proton ? 0.5 * (start + until) : until;
    deposit(particles, p, depth, energy - left, response, random, pulses);
    particles.end[p] = until * radiationLength;
    if (left > 0) particles.addFrom(p, end * radiationLength, proton, left);
  };
}
