import {
  hadronicDebris,
  isCharged,
  kaon,
  longLivedKaon,
  photon,
  pion,
  positiveKaon,
  positivePion,
  shortLivedKaon,
} from "../event/particle.ts";
import type { Particles } from "../event/particles.ts";
import { shortKaonDecayLength } from "../physics/mesons.ts";
import { exponential } from "../random/exponential.ts";
import { gaussian } from "../random/gaussian.ts";
import type { RandomStream } from "../random/stream.ts";
import type { HadronShowers, Target } from "../tables/run-card.ts";
import { isBaryon, newHadronicShower, prepareHadronicShowers } from "../transport/hadronic-shower.ts";
import { prepareShortKaonDecay } from "../transport/short-kaon.ts";
import { GeV, MeV, rad } from "../units.ts";

/** What a hadron needs of the ECAL's section of the card. */
export interface EcalHadronCard {
  readonly cellSize: number;
  readonly preshowerDepth: number;
  readonly interactionLengths: number;
  readonly nucleonInteractionLengths: number;
  readonly hadronSideAngle: number;
}

/** What the ECAL does with the energies that a hadron of it has at hand. */
export interface EcalHadronHands {
  /** Lets a charged hadron leave its track down to a depth in radiation lengths; returns the energy that it has then. */
  readonly approach: (p: number, depth: number) => number;
  /** Lets it cross all the rest, to go on behind. */
  readonly pass: (p: number) => void;
  /** Puts the energies of a part of its shower, in PS and main section, into cells around (x, y); returns what falls beside the matrix. */
  readonly share: (
    p: number,
    x: number,
    y: number,
    preshower: number,
    main: number,
    part: "core" | "rest",
  ) => number;
  /** This energy is lost here. */
  readonly lose: (p: number, lost: number) => void;
  /** This energy leaves, seen by nothing. */
  readonly leave: (p: number, left: number) => void;
  /** Whether hadron p is forced to cross the rest, and with it these interaction lengths. */
  readonly force: (p: number, lengths: number) => boolean;
  /** Particles from this index on begin inside, and are yet to enter. */
  readonly begin: (first: number) => void;
  /** A photon begins its way inside. */
  readonly convert: (p: number) => void;
}

/** Less than this at the back stays, less than this at the sides is gone. */
const leastBehind = 1 * MeV;
const leastBeside = 0.1 * GeV;

/** Radiation lengths from the interaction to the middle of the core of its shower: the maximum of an electron of some 10 GeV. */
const coreLength = 7;

/** Mean kinetic energy that a nucleon takes in a charge exchange: -t / 2m with a slope of 10 / GeV². */
const recoil = 0.05 * GeV;

/**
 * Prepares hadrons in the ECAL of `side` cells in a row: a charged one leaves its track until it interacts, at an exponential depth; then comes its
 * shower, of two parts, or a charge exchange; a K⁰_S may decay before. What the shower lets through at the back, and what its hadronic part does at the sides, is debris that goes on.
 */
export function prepareEcalHadrons(
  card: EcalHadronCard,
  { target, hadronShowers }: { readonly target: Target; readonly hadronShowers: HadronShowers },
  side: number,
  { approach, pass, share, lose, leave, force, begin, convert }: EcalHadronHands,
) {
  const { depth: end, radiationLength } = target;
  const back = end * radiationLength;
  const mesonLength = end / card.interactionLengths; // in radiation lengths
  const nuclearLength = end / card.nucleonInteractionLengths;
  const half = 0.5 * side * card.cellSize;
  const showers = prepareHadronicShowers(hadronShowers);
  const shower = newHadronicShower();
  const decayShortKaon = prepareShortKaonDecay();

  /** What leaves a shower at z through the sides flies on, at an angle that is exponential. */
  function leaveSideways(particles: Particles, p: number, z: number, energy: number, random: RandomStream) {
    const polarRad = (card.hadronSideAngle / rad) * exponential(random);
    if (energy < leastBeside || polarRad > 1.5) {
      leave(p, energy);
      return;
    }
    const q = particles.addFrom(p, 0.5 * (z + back), hadronicDebris, energy);
    const azimuthRad = 2 * Math.PI * random.uniform();
    const slope = rad * Math.tan(polarRad);
    particles.x[q]! += half * Math.cos(azimuthRad);
    particles.y[q]! += half * Math.sin(azimuthRad);
    particles.angleX[q]! += slope * Math.cos(azimuthRad);
    particles.angleY[q]! += slope * Math.sin(azimuthRad);
  }

  /** Hadron p, which has this energy, interacts at a depth in radiation lengths. */
  function interact(particles: Particles, p: number, depth: number, energy: number, random: RandomStream) {
    const z = depth * radiationLength;
    showers.draw(particles.kind[p]!, energy, random, shower);
    const inCore = energy * shower.electromagnetic;
    const inRest = energy - inCore;
    const toCore = (to: number): number => showers.electromagneticTo(shower, to - depth);
    const toRest = (to: number): number => showers.hadronicTo(shower, (to - depth) / nuclearLength);
    const coreBefore = inCore * toCore(card.preshowerDepth);
    const core = inCore * toCore(end);
    const restBefore = inRest * toRest(card.preshowerDepth);
    const rest = inRest * toRest(end);
    const x = particles.xAt(p, z);
    const y = particles.yAt(p, z);
    // The neutral pions have some transverse momentum together, and turn into a shower further on.
    const lever = (coreLength * radiationLength * hadronShowers.coreMomentum) / Math.max(inCore, 1 * GeV);
    const coreX = x + lever * gaussian(random);
    const coreY = y + lever * gaussian(random);
    const besideCore = share(p, coreX, coreY, coreBefore, core - coreBefore, "core");
    const besideRest = share(p, x, y, restBefore, rest - restBefore, "rest");
    lose(p, core - besideCore + rest - besideRest);
    leave(p, besideCore);
    particles.end[p] = z;
    const behind = energy - core - rest;
    if (behind > leastBehind) particles.addFrom(p, back, hadronicDebris, behind);
    else lose(p, behind);
    leaveSideways(particles, p, z, besideRest, random);
  }

  /** Pion or kaon p becomes a neutral one that has nearly all of this energy. */
  function exchangeCharge(
    particles: Particles,
    p: number,
    depth: number,
    energy: number,
    random: RandomStream,
  ) {
    const z = depth * radiationLength;
    const taken = Math.min(energy, recoil * exponential(random));
    lose(p, taken);
    particles.end[p] = z;
    // A slow one may give all to the nucleus.
    if (taken === energy) return;
    if (isKaon(particles.kind[p]!)) {
      const neutral = random.uniform() < 0.5 ? longLivedKaon : shortLivedKaon;
      cross(particles, particles.addFrom(p, z, neutral, energy - taken), random);
      return;
    }
    const first = (energy - taken) * random.uniform();
    convert(particles.addFrom(p, z, photon, first));
    convert(particles.addFrom(p, z, photon, energy - taken - first));
  }

  /** Hadron p goes through the ECAL, from its face or from where it begins. */
  function cross(particles: Particles, p: number, random: RandomStream): void {
    const kind = particles.kind[p]!;
    const start = Math.max(0, particles.z[p]! / radiationLength);
    const length = isBaryon(kind) ? nuclearLength : mesonLength;
    if (force(p, (end - start) / length)) return;
    const depth = start + (kind === hadronicDebris ? 0 : length * exponential(random));
    if (kind === shortLivedKaon) {
      const way = shortKaonDecayLength(particles.energy[p]!) * exponential(random);
      const z = start * radiationLength + way;
      if (z < Math.min(depth, end) * radiationLength) {
        const first = particles.count;
        decayShortKaon(particles, p, z, random);
        begin(first);
        return;
      }
    }
    if (depth >= end) {
      if (isCharged(kind)) pass(p);
      return;
    }
    const energy = isCharged(kind) ? approach(p, depth) : particles.energy[p]!;
    if (energy === 0) return;
    const exchange = (hadronShowers.chargeExchange * 10 * GeV) / energy;
    if ((isPion(kind) || isKaon(kind)) && random.uniform() < exchange)
      exchangeCharge(particles, p, depth, energy, random);
    else interact(particles, p, depth, energy, random);
  }

  return cross;
}

function isPion(kind: number): boolean {
  return kind === pion || kind === positivePion;
}

function isKaon(kind: number): boolean {
  return kind === kaon || kind === positiveKaon;
}
