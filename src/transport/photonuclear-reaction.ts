import { hadronicDebris, slowNeutrons, slowProtons, unbinding } from "../event/particle.ts";
import type { Particles } from "../event/particles.ts";
import type { RandomStream } from "../random/stream.ts";
import type { Photonuclear } from "../tables/run-card.ts";
import { GeV, rad } from "../units.ts";
import { prepareMesonDecay, slope } from "./meson-decay.ts";
import { prepareNuclearBreakup } from "./nuclear-breakup.ts";
import { down, prepareQuarkJet, strange, up } from "./quark-jet.ts";

/**
 * Share of reactions in which the photon goes through as a ρ⁰ and the target takes nothing: 12 µb of 115 on a proton, where 5-15 % on
 * lead, most of it coherent above some 5 GeV. Assumed, at all energies.
 */
const diffractiveShare = 0.12;

/** What is softer cascades in the nucleus: as much of it as that takes goes into nucleons that it gives off and what unbinds them, the rest are slow pions. */
const least = 0.5 * GeV;
const chainEnd = 1 * GeV;

/**
 * Reaction of a photon of 1 GeV and more with a nucleus at z on the way of a particle: appends what it makes, all the photon's energy to
 * rounding. In a share a ρ⁰ takes everything; otherwise one of the photon's quarks, u : d : s as the squares of their charges, fragments
 * by the chain of Field-Feynman-1978, and what is left to the target, with all hadrons and photons below 0.5 GeV, breaks the nucleus up; what of it that does
 * not take is debris that showers on the spot. The nucleus does not touch the fast ones. Recoiling nucleons have their kinetic energy alone.
 */
export function preparePhotonuclearReaction(card: Photonuclear) {
  // Of the reaction at hand.
  let particles: Particles;
  let parent = 0;
  let z = 0;
  let soft = 0;

  function keep(kind: number, energy: number, acrossX: number, acrossY: number): void {
    if (energy < least) {
      soft += energy;
      return;
    }
    const p = particles.addFrom(parent, z, kind, energy);
    particles.angleX[p]! += rad * slope(acrossX, energy);
    particles.angleY[p]! += rad * slope(acrossY, energy);
  }

  /** Something that stays where it is made. */
  function leave(kind: number, energy: number): void {
    if (energy > 0) particles.addFrom(parent, z, kind, energy);
  }

  const decay = prepareMesonDecay(keep);
  const fragment = prepareQuarkJet(decay.run, chainEnd);
  const breakup = { protons: 0, neutrons: 0, unbinding: 0 };
  const breakUp = prepareNuclearBreakup(card, (kind, kinetic, slopeX, slopeY) => {
    const p = particles.addFrom(parent, z, kind, kinetic);
    particles.angleX[p]! += rad * slopeX;
    particles.angleY[p]! += rad * slopeY;
  });

  return (list: Particles, of: number, at: number, energy: number, random: RandomStream): void => {
    particles = list;
    parent = of;
    z = at;
    soft = 0;
    if (random.uniform() < diffractiveShare) decay.diffractive(energy, random);
    else {
      const u = 6 * random.uniform();
      const flavour = u < 4 ? up : u < 5 ? down : strange;
      // Added afterwards: `keep` adds to it meanwhile.
      const left = fragment(flavour, random.uniform() < 0.5, energy, random);
      soft += left;
      soft -= breakUp(soft, random, breakup);
      leave(slowProtons, breakup.protons);
      leave(slowNeutrons, breakup.neutrons);
      leave(unbinding, breakup.unbinding);
    }
    leave(hadronicDebris, soft);
  };
}
