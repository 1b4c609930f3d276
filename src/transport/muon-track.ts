import { muonMass } from "../constants.ts";
import {
  drawElectronShare,
  drawMuonAtRest,
  type MuonAtRest,
  muonDecayLength,
  type NegativeMuon,
} from "../physics/muon-decay.ts";
import { drawStraggling } from "../physics/truncated-landau.ts";
import { exponential } from "../random/exponential.ts";
import { gammaAround } from "../random/gamma.ts";
import type { RandomStream } from "../random/stream.ts";
import { GeV, MeV } from "../units.ts";
import { newMuonDeposits, prepareMuonPassage, type SingleLosses } from "./muon-passage.ts";
import { type Sandwich, samplingFraction, scintillatorXi } from "./muon-sandwich.ts";

/** Losses above it are drawn one by one. A choice of the simulation: 4 a module of the HCAL. */
export const hardLoss = 20 * MeV;

/** Of these, electromagnetic ones above it are showers of their own, in depth and over cells: one in some 25 modules of the HCAL. */
export const singleLoss = 2 * GeV;

/** A sampling calorimeter as a muon sees it. */
export interface MuonCalorimeter {
  readonly sandwich: Sandwich;
  /** Electrons of less energy are stopped in their plate, GeV. */
  readonly plateElectron: number;
  /** Response to electrons over that to minimum-ionising particles. */
  readonly electronToMip: number;
  /** Sampling fluctuation of electromagnetic showers: sigma / E = this / sqrt(E / GeV). */
  readonly electronResolution: number;
  readonly negativeMuon: NegativeMuon;
}

/** What becomes of a muon in some layers. True energies: what it had is `energy` + `lost` + `invisible` and that of the singles. */
export interface MuonTrack {
  /** Of the muon that goes on; 0 if it has stopped or decayed. */
  energy: number;
  /** Layers that it crossed. */
  layers: number;
  /** What stays in the layers. */
  lost: number;
  /** What neutrinos carry away, and nuclei that captured it. */
  invisible: number;
  /** What is seen of it at once, on the scale of electrons, without that of hadronic showers. */
  seen: number;
  /** True energy of hadronic showers, from photonuclear reactions. */
  hadronic: number;
  /** Losses above `singleLoss`: in none of the others. */
  singles: SingleLosses;
  /** Of a muon that stopped: energy of the electron of its decay, and when it is made, ns later. */
  lateElectron: number;
  lateTime: number;
}

export function newMuonTrack(): MuonTrack {
  return {
    energy: 0,
    layers: 0,
    lost: 0,
    invisible: 0,
    seen: 0,
    hadronic: 0,
    singles: newMuonDeposits().singles,
    lateElectron: 0,
    lateTime: 0,
  };
}

/**
 * Prepares what muons leave in a sampling calorimeter: the Landau sum of the scintillator plates, showers of electrons that they knock on, photons
 * that they radiate and pairs that they make, photonuclear reactions, and decays, in flight and at rest.
 */
export function prepareMuonTrack({
  sandwich,
  plateElectron,
  electronToMip,
  electronResolution,
  negativeMuon,
}: MuonCalorimeter) {
  const cross = prepareMuonPassage(sandwich, { local: plateElectron, hard: hardLoss, single: singleLoss });
  const xi = scintillatorXi(sandwich);
  const thickness = sandwich.absorberThickness + sandwich.scintillatorThickness;
  const perScintillator = 1 / (samplingFraction(sandwich) * electronToMip);
  const resolution2 = electronResolution * electronResolution * GeV;
  const deposits = newMuonDeposits();
  const { singles } = deposits;
  const rest: MuonAtRest = { time: 0, electron: 0 };

  /** Lets a muon of a total energy cross `layers`. */
  return (
    energy: number,
    isNegative: boolean,
    layers: number,
    random: RandomStream,
    track: MuonTrack,
  ): void => {
    const decayAfter = (exponential(random) * muonDecayLength(energy)) / thickness;
    const after = cross(energy, Math.min(layers, decayAfter), random, deposits);
    let showers = deposits.softShowers + deposits.hardShowers;
    track.lost = energy - after;
    for (let k = 0; k < singles.count; k++) track.lost -= singles.energy[k]!;
    track.singles = singles;
    track.energy = after;
    track.layers = deposits.layers;
    track.invisible = 0;
    track.lateElectron = 0;
    track.lateTime = 0;
    if (after <= muonMass) {
      drawMuonAtRest(isNegative, negativeMuon, random, rest);
      track.lateElectron = Math.min(after, rest.electron);
      track.lateTime = rest.time;
      end(track, track.lateElectron);
    } else if (decayAfter < layers) {
      const electron = after * drawElectronShare(random);
      showers += electron;
      end(track, electron);
    }
    const scintillator = deposits.scintillator + drawStraggling(xi * deposits.layers, plateElectron, random);
    track.seen = perScintillator * Math.max(0, scintillator) + gammaAround(showers, resolution2, random);
    track.hadronic = deposits.hadronic;
  };
}

/** The muon ends: its electron stays, the rest goes unseen. */
function end(track: MuonTrack, electron: number): void {
  track.lost += electron;
  track.invisible = track.energy - electron;
  track.energy = 0;
}
