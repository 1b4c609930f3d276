import type { z } from "zod";
import {
  leadAttenuation,
  leadDensity,
  polystyreneAttenuation,
  polystyreneDensity,
} from "../physics/mass-attenuation.ts";
import { gamma } from "../random/gamma.ts";
import { poisson } from "../random/poisson.ts";
import type { RandomStream } from "../random/stream.ts";
import { keV, MeV } from "../units.ts";
import { prepareLandau } from "./landau.ts";
import type { synchrotronSection } from "./synchrotron-section.ts";

export const counters = 3;

/** What the counters of the SRD make of what falls on them: gathered particle by particle, then collected as visible energy. */
export interface SynchrotronLight {
  /** A photon, by the logarithm of its energy in GeV, that is absorbed or not. */
  photon(c: number, logEnergy: number, random: RandomStream): void;
  /** Energy absorbed in counter c, or partly in the one beside it. */
  absorb(c: number, energy: number, random: RandomStream): void;
  /** An electron of the beam that hits counter c: with all its energy, far above what photons leave. */
  shower(c: number, energy: number): void;
  /** A minimum-ionising particle through all layers. */
  ionise(c: number, random: RandomStream): void;
  /** Visible energy of counter c since it was last collected. */
  collect(c: number, random: RandomStream): number;
}

/** Probability that a photon interacts in the layers of a counter, other than by coherent scattering. 5 MeV in 200 layers: 0.73. */
export function absorptionProbability(
  card: Pick<z.output<typeof synchrotronSection>, "layers" | "leadThickness" | "scintillatorThickness">,
  energy: number,
): number {
  const lead = card.layers * card.leadThickness * leadDensity;
  const scintillator = card.layers * card.scintillatorThickness * polystyreneDensity;
  return -Math.expm1(-(lead * leadAttenuation(energy) + scintillator * polystyreneAttenuation(energy)));
}

/**
 * Absorbed energy becomes light with a mean of `lightScale` times it and a Gamma fluctuation per photon, of which the sum over photons is again
 * a Gamma; then photoelectrons, Poisson. A photon that is Compton scattered counts as absorbed with all its energy.
 */
export function prepareSynchrotronLight(card: z.output<typeof synchrotronSection>): SynchrotronLight {
  const { lightScale, neighbourLeak, stochastic } = card;
  const landau = prepareLandau(card.landauTail);
  const perPhotoelectron = MeV / card.photoelectrons;
  const absorbed = new Float64Array(counters);
  const ionised = new Float64Array(counters);

  const [from, to, nodes] = [Math.log(10 * keV), Math.log(1000 * MeV), 512];
  const perUnit = nodes / (to - from);
  const table = Float64Array.from({ length: nodes + 1 }, (_, k) =>
    absorptionProbability(card, Math.exp(from + k / perUnit)),
  );
  const probability = (logEnergy: number): number => {
    const place = Math.min(nodes - 1e-9, Math.max(0, (logEnergy - from) * perUnit));
    const node = Math.floor(place);
    const low = table[node]!;
    return low + (place - node) * (table[node + 1]! - low);
  };

  const share = (c: number, energy: number, random: RandomStream): void => {
    const leaked = energy * random.uniform();
    absorbed[c]! += energy - leaked;
    const beside = random.uniform() < 0.5 ? c - 1 : c + 1;
    if (beside >= 0 && beside < counters) absorbed[beside]! += leaked;
  };

  return {
    photon: (c, logEnergy, random) => {
      const u = random.uniform();
      const likely = probability(logEnergy);
      if (u >= likely) return;
      const energy = Math.exp(logEnergy);
      if (u < neighbourLeak * likely) share(c, energy, random);
      else absorbed[c]! += energy;
    },
    absorb: (c, energy, random) => {
      if (random.uniform() < neighbourLeak) share(c, energy, random);
      else absorbed[c]! += energy;
    },
    shower: (c, energy) => {
      absorbed[c]! += energy;
    },
    ionise: (c, random) => {
      ionised[c]! += landau(card.mip, card.landauWidth, random);
    },
    collect: (c, random) => {
      const energy = absorbed[c]!;
      const track = ionised[c]!;
      if (energy === 0 && track === 0) return 0;
      absorbed[c] = 0;
      ionised[c] = 0;
      const seen =
        stochastic === 0 || energy === 0 ? energy : stochastic * gamma(energy / stochastic, random);
      return poisson((lightScale * (seen + track)) / perPhotoelectron, random) * perPhotoelectron;
    },
  };
}
