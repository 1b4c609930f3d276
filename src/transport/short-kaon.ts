import type { Particles } from "../event/particles.ts";
import type { RandomStream } from "../random/stream.ts";
import { rad } from "../units.ts";
import { prepareMesonDecay, slope } from "./meson-decay.ts";

/** Decays a short-lived kaon, particle p, at z: it ends there, and its two pions, or the photons of two neutral ones, begin. */
export function prepareShortKaonDecay() {
  let particles: Particles;
  let p = 0;
  let z = 0;
  const { short } = prepareMesonDecay((kind, energy, acrossX, acrossY) => {
    const q = particles.addFrom(p, z, kind, energy);
    particles.angleX[q]! += rad * slope(acrossX, energy);
    particles.angleY[q]! += rad * slope(acrossY, energy);
  });
  return (list: Particles, of: number, at: number, random: RandomStream): void => {
    particles = list;
    p = of;
    z = at;
    particles.end[p] = z;
    short(particles.energy[p]!, random);
  };
}
