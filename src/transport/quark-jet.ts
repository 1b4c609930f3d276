import {
  antineutron,
  antiproton,
  kaon,
  neutron,
  pion,
  positiveKaon,
  positivePion,
  proton,
} from "../event/particle.ts";
import {
  chargedKstar,
  chargedRho,
  eta,
  neutralKaon,
  neutralKstar,
  neutralPion,
  neutralRho,
  omega,
  phi,
} from "../physics/mesons.ts";
import { gaussian } from "../random/gaussian.ts";
import type { RandomStream } from "../random/stream.ts";
import { GeV } from "../units.ts";

/** Flavours by their PDG number. */
export const down = 1;
export const up = 2;
export const strange = 3;

/** a of f(z) = 1 - a + 3a (1 - z)². Field-Feynman-1978. */
const steepness = 0.77;
/** Momentum across of a quark of a new pair, in each direction: 0.35 GeV (rms) in all. Field-Feynman-1978. */
const kick = (0.35 * GeV) / Math.SQRT2;
/** New pairs are uū : dd̄ : ss̄ = 0.4 : 0.4 : 0.2; half of the mesons are vectors. Field-Feynman-1978. */
const strangeShare = 0.2;
const vectorShare = 0.5;
/** Share of breaks into two diquarks, which make baryon and antibaryon: 0.1 of those into quarks, as in JETSET. */
const diquarkShare = 0.1 / 1.1;

/** A meson of a quark and the antiquark. */
function mesonOf(quark: number, antiquark: number, vector: boolean, random: RandomStream): number {
  if (quark === antiquark) {
    if (quark === strange) return vector ? phi : eta;
    const even = random.uniform() < 0.5;
    return vector ? (even ? neutralRho : omega) : even ? neutralPion : eta;
  }
  if (quark === strange) {
    if (antiquark === up) return vector ? -chargedKstar : kaon;
    return vector ? -neutralKstar : -neutralKaon;
  }
  if (antiquark === strange) {
    if (quark === up) return vector ? chargedKstar : positiveKaon;
    return vector ? neutralKstar : neutralKaon;
  }
  if (quark === up) return vector ? chargedRho : positivePion;
  return vector ? -chargedRho : pion;
}

/**
 * The chain of Field-Feynman-1978: a quark or antiquark gives to a hadron a share z of its energy with the density f(z), and the antiquark of the pair
 * that was torn apart goes on with the rest, until less than `least` is left, which is returned. Each hadron has the momentum across of its
 * two quarks. η' counts as η; baryons are protons and neutrons, half and half, whatever quarks are in them.
 */
export function prepareQuarkJet(
  emit: (kind: number, energy: number, acrossX: number, acrossY: number, random: RandomStream) => void,
  least: number,
) {
  return (flavour: number, isQuark: boolean, energy: number, random: RandomStream): number => {
    let left = energy;
    let end = flavour;
    let endX = 0;
    let endY = 0;
    let isDiquark = false;
    while (left >= least) {
      const rest = random.uniform() < steepness ? Math.cbrt(random.uniform()) : random.uniform();
      const taken = (1 - rest) * left;
      const kickX = kick * gaussian(random);
      const kickY = kick * gaussian(random);
      const u = random.uniform();
      const next = u < strangeShare ? strange : u < 0.5 * (1 + strangeShare) ? up : down;
      let kind: number;
      if (isDiquark || random.uniform() < diquarkShare) {
        // Of a quark, a baryon first; the other of the two has the other sign.
        const isBaryon = isQuark !== isDiquark;
        const charged = random.uniform() < 0.5;
        kind = isBaryon ? (charged ? proton : neutron) : charged ? antiproton : antineutron;
        isDiquark = !isDiquark;
      } else {
        const vector = random.uniform() < vectorShare;
        kind = isQuark ? mesonOf(end, next, vector, random) : mesonOf(next, end, vector, random);
      }
      emit(kind, taken, endX - kickX, endY - kickY, random);
      left -= taken;
      end = next;
      endX = kickX;
      endY = kickY;
    }
    return left;
  };
}
