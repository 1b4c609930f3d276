import { neutron, proton } from "../event/particle.ts";
import { gamma } from "../random/gamma.ts";
import { poisson } from "../random/poisson.ts";
import type { RandomStream } from "../random/stream.ts";
import type { Photonuclear } from "../tables/run-card.ts";
import { MeV } from "../units.ts";

/** Kinetic energies of recoiling nucleons, the grey tracks of emulsions: 30-400 MeV, as 1 / T (T^-1.08 in emulsions, recalled). Mean 143 MeV. */
const slowestRecoil = 30 * MeV;
export const fastestRecoil = 400 * MeV;
const logRecoil = Math.log(fastestRecoil / slowestRecoil);

/** a of their density exp(a cos θ): three times as many forwards as backwards. Stenlund-1982, recalled. */
const forwardness = 0.96;

/** Takes a nucleon out of a nucleus of lead: 7.4 MeV a neutron, 8.0 a proton. */
const separation = 8 * MeV;

/** Shape of the Gamma distribution of how violent a reaction is: some graze the nucleus. Numbers of grey tracks spread about as much as their mean. */
const violenceShape = 1.5;

/** A recoiling nucleon, kinetic energy and slopes, that flies within 45 degrees of the photon. */
export type EmitRecoil = (kind: number, kinetic: number, slopeX: number, slopeY: number) => void;

/** What else the energy went into that a nucleus took, GeV. */
export interface Breakup {
  /** Kinetic energy of protons, and of neutrons, that fly at larger angles or backwards. */
  protons: number;
  neutrons: number;
  /** What unbinds nucleons, and what those that evaporate have: seen by nothing. */
  unbinding: number;
}

/**
 * What a nucleus of lead gives off when slow hadrons of a reaction cascade in it: recoiling nucleons, and an excitation that evaporates others, all from
 * the energy that is available, which may not suffice for all. Returns the energy that it takes: 0.8 GeV in the mean in the shipped cards, if there is so much.
 */
export function prepareNuclearBreakup(
  { recoilProtons, recoilNeutrons, excitation }: Photonuclear,
  emit: EmitRecoil,
) {
  const recoils = recoilProtons + recoilNeutrons;
  const least = Math.exp(-forwardness);
  const span = Math.exp(forwardness) - least;

  return (available: number, random: RandomStream, breakup: Breakup): number => {
    const violence = gamma(violenceShape, random) / violenceShape;
    breakup.protons = 0;
    breakup.neutrons = 0;
    breakup.unbinding = Math.min(available, violence * excitation);
    let taken = breakup.unbinding;
    for (let left = poisson(violence * recoils, random); left > 0; left--) {
      const isProton = random.uniform() * recoils < recoilProtons;
      const kinetic = slowestRecoil * Math.exp(logRecoil * random.uniform());
      const cosine = Math.log(least + span * random.uniform()) / forwardness;
      const azimuthRad = 2 * Math.PI * random.uniform();
      if (taken + kinetic + separation > available) break;
      taken += kinetic + separation;
      breakup.unbinding += separation;
      if (cosine > Math.SQRT1_2) {
        const slope = Math.sqrt(1 - cosine * cosine) / cosine;
        const kind = isProton ? proton : neutron;
        emit(kind, kinetic, slope * Math.cos(azimuthRad), slope * Math.sin(azimuthRad));
      } else if (isProton) breakup.protons += kinetic;
      else breakup.neutrons += kinetic;
    }
    return taken;
  };
}
