import { muonMass, pionMass } from "../constants.ts";
import { isMuon, muon, pion, positivePion } from "../event/particle.ts";
import {
  drawElectronShare,
  drawMuonAtRest,
  type MuonAtRest,
  muonDecayLength,
  type NegativeMuon,
} from "../physics/muon-decay.ts";
import { capturedPart, drawPionAtRest, muonOfPion } from "../physics/pion-at-rest.ts";
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

/** What becomes of a muon, or of a hadron that is taken for one, in some layers. True energies: what it had is `energy` + `lost` + `invisible` and that of the singles. */
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
  /** True energy of hadronic showers, from photonuclear reactions and captures of pions. */
  hadronic: number;
  /** Losses above `singleLoss`: in none of the others. */
  singles: SingleLosses;
  /** Of a muon or positive pion that stopped: energy of the electron of its decay, and when it is made, ns later. */
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
 * that they radiate and pairs that they make, photonuclear reactions, and decays, in flight and at rest. A charged hadron is taken for a muon of as much kinetic
 * energy, if it is a pion, or of as much energy: it does not decay in flight. A positive pion that stops decays, a negative one is captured, others end there unseen.
 */
export function prepareMuonTrack({
  sandwich,
  plateElectron,
  electronToMip,
  electronResolution,
  negativeMuon,
}: MuonCalorimeter) {
  // Made for the first muon: its tables take a tenth of a second, and a short run may have none.
  let cross: ReturnType<typeof prepareMuonPassage> | undefined;
  const xi = scintillatorXi(sandwich);
  const thickness = sandwich.absorberThickness + sandwich.scintillatorThickness;
  const perScintillator = 1 / (samplingFraction(sandwich) * electronToMip);
  const resolution2 = electronResolution * electronResolution * GeV;
  const deposits = newMuonDeposits();
  const { singles } = deposits;
  const rest: MuonAtRest = { time: 0, electron: 0 };
  const pionRest = { time: 0, positron: 0 };

  /** The pion or other hadron stops with this energy, its mass; returns the part of it that is seen at once, as electrons are. */
  function stopHadron(track: MuonTrack, kind: number, left: number, random: RandomStream): number {
    track.energy = left;
    if (kind !== positivePion) {
      if (kind === pion) track.hadronic += capturedPart * left;
      end(track, left);
      return 0;
    }
    drawPionAtRest(random, pionRest);
    const ionisation = Math.min(left, muonOfPion);
    track.lateElectron = Math.min(left - ionisation, pionRest.positron);
    track.lateTime = pionRest.time;
    end(track, ionisation + track.lateElectron);
    return ionisation;
  }

  /** Lets a muon or hadron of a total energy cross `layers`. */
  return (total: number, kind: number, layers: number, random: RandomStream, track: MuonTrack): void => {
    cross ??= prepareMuonPassage(sandwich, { local: plateElectron, hard: hardLoss, single: singleLoss });
    const isPion = kind === pion || kind === positivePion;
    const heavier = isPion ? Math.min(total, pionMass - muonMass) : 0;
    const energy = total - heavier;
    const decayAfter = isMuon(kind)
      ? (exponential(random) * muonDecayLength(energy)) / thickness
      : Number.POSITIVE_INFINITY;
    const after = cross(energy, Math.min(layers, decayAfter), random, deposits);
    let showers = deposits.softShowers + deposits.hardShowers;
    track.lost = energy - after;
    for (let k = 0; k < singles.count; k++) track.lost -= singles.energy[k]!;
    track.singles = singles;
    track.energy = after + heavier;
    track.layers = deposits.layers;
    track.invisible = 0;
    track.lateElectron = 0;
    track.lateTime = 0;
    track.hadronic = deposits.hadronic;
    if (after <= muonMass && !isMuon(kind)) showers += stopHadron(track, kind, after + heavier, random);
    else if (after <= muonMass) {
      drawMuonAtRest(kind === muon, negativeMuon, random, rest);
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
  };
}

/** It ends: this energy, such as that of a muon's electron, stays, the rest goes unseen. */
function end(track: MuonTrack, stays: number): void {
  track.lost += stays;
  track.invisible = track.energy - stays;
  track.energy = 0;
}
