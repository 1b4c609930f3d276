import { isNeutralHadron, shortLivedKaon } from "./particle.ts";
import type { Particles } from "./particles.ts";

/**
 * Forced punch-through: neutral hadrons of the triggering particle of `above` and more cross the rest of the ECAL and the first `modules` modules of the HCAL
 * without interacting, and the event's weight takes the probability of that, exp(-lengths). So the events with such hadrons stand for those in which
 * all of them crossed; events in which one interacts are left to runs without it.
 */
export interface PunchThrough {
  /** From this energy on, GeV; infinite if none is forced. */
  above: number;
  /** How many modules of the HCAL they cross, from the first on. */
  modules: number;
  /** Of those of the event: their energy, GeV, and the interaction lengths on the ways of all, added up by the parts. */
  energy: number;
  lengths: number;
}

/** Punch-through that forces nothing. */
export function noPunchThrough(): PunchThrough {
  return { above: Number.POSITIVE_INFINITY, modules: 0, energy: 0, lengths: 0 };
}

/** Whether particle p is to cross without interacting; short-lived kaons decay instead. */
export function isForced({ above }: PunchThrough, particles: Particles, p: number): boolean {
  const kind = particles.kind[p]!;
  const lives = isNeutralHadron(kind) && kind !== shortLivedKaon;
  return lives && particles.energy[p]! >= above && particles.origin[p] === 0;
}
