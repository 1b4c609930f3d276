import { muonMass } from "../constants.ts";
import { electron, photon } from "../event/particle.ts";
import { cubicAt } from "../math/interpolate.ts";
import { drawKnockOn, largestKnockOn } from "../physics/knock-on.ts";
import { radiativeProcesses } from "../physics/muon-energy-loss.ts";
import { knockOnFactor } from "../physics/muon-ionisation.ts";
import { leastPhotonuclear } from "../physics/muon-photonuclear.ts";
import { exponential } from "../random/exponential.ts";
import type { RandomStream } from "../random/stream.ts";
import { GeV, MeV } from "../units.ts";
import { prepareHardLosses } from "./muon-hard-losses.ts";
import {
  type LossLimits,
  layerLosses,
  layerRadiation,
  layerXi,
  type Sandwich,
  showering,
} from "./muon-sandwich.ts";

/** The largest losses on a way, one by one. */
export interface SingleLosses {
  count: number;
  /** Energy of each, GeV. */
  readonly energy: Float64Array;
  /** Layers that the muon had crossed before it. */
  readonly layers: Float64Array;
  /** What carries it: a photon for bremsstrahlung and pairs, which are few, an electron that is knocked on. */
  readonly kind: Int32Array;
}

/** More than that on one way join the other hard showers. */
const mostSingles = 16;

/** What a muon leaves on its way through some layers. All energies add up to what it has lost. */
export interface MuonDeposits {
  /** Layers that it crossed: fewer than asked for if it stopped. */
  layers: number;
  /** Losses below the limits, all of them. */
  continuous: number;
  /** Of these the mean of what is local in the scintillator, and of what is in showers. */
  scintillator: number;
  softShowers: number;
  /** Electromagnetic showers above the limit, and hadronic ones of photonuclear reactions. */
  hardShowers: number;
  hadronic: number;
  /** Electromagnetic ones above `limits.single`, which are not among the hard ones. */
  readonly singles: SingleLosses;
}

export function newMuonDeposits(): MuonDeposits {
  return {
    layers: 0,
    continuous: 0,
    scintillator: 0,
    softShowers: 0,
    hardShowers: 0,
    hadronic: 0,
    singles: {
      count: 0,
      energy: new Float64Array(mostSingles),
      layers: new Float64Array(mostSingles),
      kind: new Int32Array(mostSingles),
    },
  };
}

/** Nodes in ln of the kinetic energy. */
const lowest = Math.log(2 * MeV);
const step = 0.06;
const count = 206; // up to 440 GeV
/** The factor of `knockOnFactor` stays below it. */
const mostKnockOn = 1.1;

/**
 * Prepares the way of a muon through layers of a sandwich: continuous losses by its range, losses above `limits.hard` one by one. The
 * function takes the muon's total energy, lets it cross `layers` (any number >= 0) and returns the energy that it has then: its mass if it
 * stopped. The fluctuations of the continuous loss (37 MeV in 1.4 m of iron, against 0.3 GeV of the others) are left out.
 */
export function prepareMuonPassage(sandwich: Sandwich, limits: LossLimits) {
  const { rangeAt, logKineticAt, scintillatorShare, showerShare } = tabulateLosses(sandwich, limits);
  const showers = prepareHardLosses(showering, sandwich, limits.hard);
  const nuclear = prepareHardLosses([radiativeProcesses.photonuclear], sandwich, leastPhotonuclear);
  const knockOns = (mostKnockOn * layerXi(sandwich)) / limits.hard;
  const single = limits.single ?? Number.POSITIVE_INFINITY;

  /** Draws an electron that is knocked on, or 0: there are fewer than candidates. */
  function knockOn(energy: number, random: RandomStream): number {
    const lost = drawKnockOn(limits.hard, Number.POSITIVE_INFINITY, random);
    const height = mostKnockOn * random.uniform();
    // Nearly all are below the factor without its logarithms: a squeeze.
    if (height < 1 - lost / largestKnockOn(muonMass, energy)) return lost;
    return height < knockOnFactor(lost, energy) ? lost : 0;
  }

  return (energy: number, layers: number, random: RandomStream, deposits: MuonDeposits): number => {
    const rest = Math.min(muonMass, energy);
    let kinetic = energy - rest;
    let left = layers;
    let continuous = 0;
    let hardShowers = 0;
    let hadronic = 0;
    const { singles } = deposits;
    singles.count = 0;
    let logKinetic = Math.log(kinetic);
    while (left > 0 && logKinetic > lowest) {
      // A span in which the loss per layer changes little; it ends early where much is lost at once.
      const range = rangeAt(logKinetic);
      const span = Math.min(left, 0.5 * range);
      const slope = (kinetic - Math.min(kinetic, Math.exp(logKineticAt(range - span)))) / span;
      // Candidates of hard losses, as many as at its beginning: rates rise with energy.
      const showerRate = showers.rate(logKinetic);
      const nuclearRate = nuclear.rate(logKinetic);
      const rate = knockOns + showerRate + nuclearRate;
      let bearable = 0.1 * kinetic;
      let ahead = span;
      for (;;) {
        const goes = Math.min(ahead, exponential(random) / rate);
        kinetic -= slope * goes;
        continuous += slope * goes;
        ahead -= goes;
        if (ahead <= 0) break;
        const which = random.uniform() * rate;
        let lost: number;
        if (which < knockOns) {
          lost = knockOn(kinetic + muonMass, random);
          if (lost < single || !add(singles, lost, layers - left + span - ahead, electron))
            hardShowers += lost;
        } else if (which < knockOns + showerRate) {
          lost = showers.draw(Math.log(kinetic), showerRate, random);
          if (lost < single || !add(singles, lost, layers - left + span - ahead, photon)) hardShowers += lost;
        } else {
          lost = nuclear.draw(Math.log(kinetic), nuclearRate, random);
          hadronic += lost;
        }
        kinetic -= lost;
        bearable -= lost;
        if (bearable < 0) break;
      }
      left -= span - ahead;
      logKinetic = Math.log(kinetic);
    }
    if (!(logKinetic > lowest)) {
      continuous += kinetic;
      kinetic = 0;
    }
    // Shares vary little over the way: they are taken at the middle of the energies.
    const middle = Math.log(0.5 * (energy - rest + kinetic));
    deposits.layers = layers - left;
    deposits.continuous = continuous;
    deposits.scintillator = continuous * scintillatorShare(middle);
    deposits.softShowers = continuous * showerShare(middle);
    deposits.hardShowers = hardShowers;
    deposits.hadronic = hadronic;
    return kinetic + rest;
  };
}

/** Keeps a single loss; false if there is no room. */
function add(singles: SingleLosses, energy: number, layers: number, kind: number): boolean {
  const k = singles.count;
  if (k === mostSingles) return false;
  singles.energy[k] = energy;
  singles.layers[k] = layers;
  singles.kind[k] = kind;
  singles.count++;
  return true;
}

/** The range in layers, its inverse, and shares of the continuous loss, all against ln of the kinetic energy. */
function tabulateLosses(sandwich: Sandwich, limits: LossLimits) {
  const radiation = tabulateRadiation(sandwich, limits);
  const at = (k: number) => {
    const logKinetic = lowest + k * step;
    const energy = Math.exp(logKinetic) + muonMass;
    return layerLosses(sandwich, limits, energy, radiation(logKinetic));
  };
  const nodes = Array.from({ length: count }, (_, k) => at(k));
  const middles = Array.from({ length: count - 1 }, (_, k) => at(k + 0.5).continuous);
  // Below the first node the loss goes as T^-0.78 or so: the range is T over 1.78 times the loss there.
  let range = (2 * MeV) / (1.78 * nodes[0]!.continuous);
  const logRange = new Float64Array(count);
  logRange[0] = Math.log(range);
  for (let k = 1; k < count; k++) {
    const kinetic = Math.exp(lowest + k * step);
    const half = Math.exp(lowest + (k - 0.5) * step);
    const before = Math.exp(lowest + (k - 1) * step);
    range +=
      (step / 6) *
      (before / nodes[k - 1]!.continuous + (4 * half) / middles[k - 1]! + kinetic / nodes[k]!.continuous);
    logRange[k] = Math.log(range);
  }
  const firstLogRange = logRange[0]!;
  const rangeStep = (logRange[count - 1]! - firstLogRange) / (count - 1);
  const logKineticAtRange = Float64Array.from({ length: count }, (_, k) => {
    let [low, high] = [0, count - 1];
    for (let n = 0; n < 50; n++) {
      const middle = 0.5 * (low + high);
      if (cubicAt(logRange, middle) < firstLogRange + k * rangeStep) low = middle;
      else high = middle;
    }
    return lowest + low * step;
  });
  const against = (values: Float64Array) => (logKinetic: number) =>
    cubicAt(values, Math.max(0, (logKinetic - lowest) / step));
  const logRangeAt = against(logRange);
  return {
    rangeAt: (logKinetic: number): number => Math.exp(logRangeAt(logKinetic)),
    logKineticAt: (left: number): number =>
      cubicAt(logKineticAtRange, Math.max(0, (Math.log(left) - firstLogRange) / rangeStep)),
    scintillatorShare: against(Float64Array.from(nodes, (loss) => loss.scintillator / loss.continuous)),
    showerShare: against(Float64Array.from(nodes, (loss) => loss.showers / loss.continuous)),
  };
}

/** Soft radiation in a layer against ln of the kinetic energy, from a tenth of as many nodes; below 0.2 GeV, where it is 2e-5 of all, none. */
function tabulateRadiation(sandwich: Sandwich, limits: LossLimits): (logKinetic: number) => number {
  const first = Math.log(0.2 * GeV);
  const wide = 0.6;
  const values = Float64Array.from({ length: 14 }, (_, k) =>
    layerRadiation(sandwich, limits, Math.exp(first + k * wide) + muonMass),
  );
  return (logKinetic) => (logKinetic < first ? 0 : cubicAt(values, (logKinetic - first) / wide));
}
