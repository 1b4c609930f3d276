import {
  kaon,
  longLivedKaon,
  photon,
  pion,
  positiveKaon,
  positivePion,
  shortLivedKaon,
} from "../event/particle.ts";
import {
  chargedKstar,
  chargedRho,
  decayMomentum,
  eta,
  mass,
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

/** A hadron or photon with its energy and its momentum across the flight of what made it. */
export type Emit = (kind: number, energy: number, acrossX: number, acrossY: number) => void;

/** The largest slope that is kept: straight lines at angles which are not small are wrong anyhow. */
const steepest = 1;

/** Slope of a particle of this momentum across. */
export function slope(across: number, energy: number): number {
  return Math.max(-steepest, Math.min(steepest, across / energy));
}

/** Momentum across, in each direction, of a product of η or ω → three pions: about 0.2 GeV in all, of the momenta at rest. */
const ofThree = 0.12 * GeV;

/** A decay in two, as it is at rest. */
interface Decay {
  readonly first: number;
  readonly second: number;
  /** Energy of the first and the momentum, over the mass of the parent. */
  readonly share: number;
  readonly spread: number;
  readonly momentum: number;
}

function decay(
  parent: number,
  first: [kind: number, mass: number],
  second: [kind: number, mass: number],
): Decay {
  const momentum = decayMomentum(parent, first[1], second[1]);
  const share = Math.sqrt(first[1] * first[1] + momentum * momentum) / parent;
  return { first: first[0], second: second[0], share, spread: momentum / parent, momentum };
}

const [plus, minus, zero] = [
  [positivePion, mass.pion],
  [pion, mass.pion],
  [neutralPion, mass.neutralPion],
] as const satisfies readonly [number, number][];
const pair = (kind: number, of: number): [number, number] => [kind, of];
const toPhotons = decay(mass.neutralPion, pair(photon, 0), pair(photon, 0));
const etaToPhotons = decay(0.547862 * GeV, pair(photon, 0), pair(photon, 0));
const rhoZero = decay(mass.rho, [...plus], [...minus]);
const rhoPlus = decay(mass.rho, [...plus], [...zero]);
const rhoMinus = decay(mass.rho, [...minus], [...zero]);
const shortCharged = decay(mass.neutralKaon, [...plus], [...minus]);
const shortNeutral = decay(mass.neutralKaon, [...zero], [...zero]);
const phiCharged = decay(mass.phi, pair(positiveKaon, mass.kaon), pair(kaon, mass.kaon));
const phiNeutral = decay(mass.phi, pair(neutralKaon, mass.neutralKaon), pair(neutralKaon, mass.neutralKaon));
const kstarPlus = [
  decay(mass.kstar, pair(neutralKaon, mass.neutralKaon), [...plus]),
  decay(mass.kstar, pair(positiveKaon, mass.kaon), [...zero]),
] as const;
const kstarMinus = [
  decay(mass.kstar, pair(neutralKaon, mass.neutralKaon), [...minus]),
  decay(mass.kstar, pair(kaon, mass.kaon), [...zero]),
] as const;
const kstarZero = [
  decay(mass.kstar, pair(positiveKaon, mass.kaon), [...minus]),
  decay(mass.kstar, pair(neutralKaon, mass.neutralKaon), [...zero]),
] as const;
const antiKstarZero = [
  decay(mass.kstar, pair(kaon, mass.kaon), [...plus]),
  decay(mass.kstar, pair(neutralKaon, mass.neutralKaon), [...zero]),
] as const;

/** Shares of η → γγ and 3π⁰ (with π⁺π⁻γ taken for π⁺π⁻π⁰), φ → K⁺K⁻ (of kaons alone), K⁰_S → π⁺π⁻. PDG-2022. */
const etaPhotons = 0.394;
const etaNeutral = 0.326;
const phiToCharged = 0.59;
const shortToCharged = 0.692;
const kstarChangesCharge = 2 / 3;

/**
 * Decays hadrons until only π±, K±, K⁰_L, K⁰_S, nucleons and photons are left, which go to `emit`. Products share the energy of a fast parent as
 * they fly at rest, evenly in all directions; those of η and ω → three pions share it evenly over all divisions. Energy is kept to rounding, and
 * so is the momentum across. K⁰_S fly: `short` decays them.
 */
export function prepareMesonDecay(emit: Emit) {
  function inTwo(
    { first, second, share, spread, momentum }: Decay,
    energy: number,
    acrossX: number,
    acrossY: number,
    random: RandomStream,
    cosine = 2 * random.uniform() - 1,
  ): void {
    const azimuthRad = 2 * Math.PI * random.uniform();
    const sine = Math.sqrt(Math.max(0, 1 - cosine * cosine));
    const part = share + spread * cosine;
    const x = part * acrossX + momentum * sine * Math.cos(azimuthRad);
    const y = part * acrossY + momentum * sine * Math.sin(azimuthRad);
    const taken = part * energy;
    run(first, taken, x, y, random);
    run(second, energy - taken, acrossX - x, acrossY - y, random);
  }

  function inThreePions(
    neutral: boolean,
    energy: number,
    acrossX: number,
    acrossY: number,
    random: RandomStream,
  ): void {
    const u = random.uniform();
    const v = random.uniform();
    const first = Math.min(u, v);
    const second = Math.max(u, v) - first;
    const x1 = first * acrossX + ofThree * gaussian(random);
    const y1 = first * acrossY + ofThree * gaussian(random);
    const x2 = second * acrossX + ofThree * gaussian(random);
    const y2 = second * acrossY + ofThree * gaussian(random);
    run(neutral ? neutralPion : positivePion, first * energy, x1, y1, random);
    run(neutral ? neutralPion : pion, second * energy, x2, y2, random);
    run(neutralPion, energy - first * energy - second * energy, acrossX - x1 - x2, acrossY - y1 - y2, random);
  }

  function run(kind: number, energy: number, acrossX: number, acrossY: number, random: RandomStream): void {
    switch (kind) {
      case neutralPion:
        inTwo(toPhotons, energy, acrossX, acrossY, random);
        return;
      case neutralRho:
        inTwo(rhoZero, energy, acrossX, acrossY, random);
        return;
      case chargedRho:
        inTwo(rhoPlus, energy, acrossX, acrossY, random);
        return;
      case -chargedRho:
        inTwo(rhoMinus, energy, acrossX, acrossY, random);
        return;
      case omega:
        inThreePions(false, energy, acrossX, acrossY, random);
        return;
      case eta: {
        const u = random.uniform();
        if (u < etaPhotons) inTwo(etaToPhotons, energy, acrossX, acrossY, random);
        else inThreePions(u < etaPhotons + etaNeutral, energy, acrossX, acrossY, random);
        return;
      }
      case phi:
        inTwo(random.uniform() < phiToCharged ? phiCharged : phiNeutral, energy, acrossX, acrossY, random);
        return;
      case neutralKaon:
      case -neutralKaon:
        emit(random.uniform() < 0.5 ? longLivedKaon : shortLivedKaon, energy, acrossX, acrossY);
        return;
      case chargedKstar:
      case -chargedKstar:
      case neutralKstar:
      case -neutralKstar: {
        const ways =
          kind === chargedKstar
            ? kstarPlus
            : kind === -chargedKstar
              ? kstarMinus
              : kind === neutralKstar
                ? kstarZero
                : antiKstarZero;
        inTwo(ways[random.uniform() < kstarChangesCharge ? 0 : 1], energy, acrossX, acrossY, random);
        return;
      }
      default:
        emit(kind, energy, acrossX, acrossY);
    }
  }

  /** ρ⁰ that a photon became and a nucleus let go: it keeps the photon's helicity, so that its pions fly by sin² θ. */
  function diffractive(energy: number, random: RandomStream): void {
    let cosine: number;
    do cosine = 2 * random.uniform() - 1;
    while (random.uniform() < cosine * cosine);
    inTwo(rhoZero, energy, 0, 0, random, cosine);
  }

  /** K⁰_S that flies along the axis. */
  function short(energy: number, random: RandomStream): void {
    inTwo(random.uniform() < shortToCharged ? shortCharged : shortNeutral, energy, 0, 0, random);
  }

  return { run, diffractive, short };
}
