import { muonMass } from "../constants.ts";
import { cubicAt } from "../math/interpolate.ts";
import { drawKnockOn } from "../physics/knock-on.ts";
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
}

/** Nodes in ln of the kinetic energy. */
const lowest = Math.log(2 * MeV);
const step = 0.06;
const count = 206; // up to 440 GeV
/** The factor of `knockOnFactor` stays below it. */
const mostKnockOn = 1.1;

/**
 * Prepares the way of a muon through layers of a sandwich: continuous losses by its range, losses above `limits.hard` one by one. The
 * function takes the muon's total energy, lets it cross `layers` (any number >= 0) and returns the energy that it has then; the mass if it stopped.
 */
export function prepareMuonPassage(sandwich: Sandwich, limits: LossLimits) {
  const tables = tabulateLosses(sandwich, limits);
  const { logRange, logKineticAtRange, firstLogRange, rangeStep, scintillatorShare, showerShare } = tables;
  const placeOf = (logKinetic: number): number => (logKinetic - lowest) / step;
  const showers = prepareHardLosses(showering, sandwich, limits.hard);
  const nuclear = prepareHardLosses([radiativeProcesses.photonuclear], sandwich, leastPhotonuclear);
  const knockOns = (mostKnockOn * layerXi(sandwich)) / limits.hard;

  return (energy: number, layers: number, random: RandomStream, deposits: MuonDeposits): number => {
    const start = energy - muonMass;
    let kinetic = start;
    let logKinetic = Math.log(kinetic);
    let left = layers;
    let continuous = 0;
    deposits.hardShowers = 0;
    deposits.hadronic = 0;
    let stopped = !(logKinetic > lowest);
    while (!stopped) {
      const range = Math.exp(cubicAt(logRange, placeOf(logKinetic)));
      // Candidates of hard losses, more than there are: rates rise with energy.
      const showerRate = showers.rate(logKinetic);
      const nuclearRate = nuclear.rate(logKinetic);
      const rate = knockOns + showerRate + nuclearRate;
      const way = exponential(random) / rate;
      const goes = Math.min(way, left);
      stopped = goes >= range;
      if (stopped) {
        left -= range;
        break;
      }
      const before = kinetic;
      logKinetic = cubicAt(logKineticAtRange, (Math.log(range - goes) - firstLogRange) / rangeStep);
      stopped = !(logKinetic > lowest);
      kinetic = Math.min(kinetic, Math.exp(logKinetic));
      continuous += before - kinetic;
      left -= goes;
      if (left <= 0 || stopped) break;

      const which = random.uniform() * rate;
      if (which < knockOns) {
        const lost = drawKnockOn(limits.hard, Number.POSITIVE_INFINITY, random);
        if (random.uniform() * mostKnockOn >= knockOnFactor(lost, kinetic + muonMass)) continue;
        deposits.hardShowers += lost;
        kinetic -= lost;
      } else if (which < knockOns + showerRate) {
        const lost = showers.draw(logKinetic, showerRate, random);
        deposits.hardShowers += lost;
        kinetic -= lost;
      } else {
        const lost = nuclear.draw(logKinetic, nuclearRate, random);
        deposits.hadronic += lost;
        kinetic -= lost;
      }
      logKinetic = Math.log(kinetic);
      stopped = !(logKinetic > lowest);
    }
    if (stopped) {
      continuous += kinetic;
      kinetic = 0;
    }
    // Shares vary little over the way: taken at the middle of the energies.
    const place = Math.max(0, placeOf(Math.log(0.5 * (start + kinetic))));
    deposits.layers = layers - Math.max(0, left);
    deposits.continuous = continuous;
    deposits.scintillator = continuous * cubicAt(scintillatorShare, place);
    deposits.softShowers = continuous * cubicAt(showerShare, place);
    return kinetic + muonMass;
  };
}

/** Range in layers and shares of the continuous loss at the nodes, and the inverse of the range at equal steps of its logarithm. */
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
  return {
    logRange,
    logKineticAtRange,
    firstLogRange,
    rangeStep,
    scintillatorShare: Float64Array.from(nodes, (loss) => loss.scintillator / loss.continuous),
    showerShare: Float64Array.from(nodes, (loss) => loss.showers / loss.continuous),
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
