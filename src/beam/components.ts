import type { Beam } from "../tables/run-card.ts";
import {
  type AddParticle,
  addElectron,
  addHadron,
  addHaloParticle,
  addLowEnergyElectron,
  addMuon,
} from "./beam-particle.ts";

/** One kind of particles that come down the beam line, independently of the others. */
export interface BeamComponent {
  readonly name: string;
  readonly about: string;
  /** How many there are per beam electron. */
  readonly abundance: (beam: Beam) => number;
  readonly add: AddParticle;
}

/** What is counted as electron on target: the beam's electrons and their low-energy tail. */
export const electronComponents: readonly BeamComponent[] = [
  {
    name: "electron",
    about: "electrons of the beam's momentum",
    abundance: ({ lowEnergyFraction }) => 1 - lowEnergyFraction,
    add: addElectron,
  },
  {
    name: "low-energy",
    about: "electrons of the low-energy tail, at large angles",
    abundance: ({ lowEnergyFraction }) => lowEnergyFraction,
    add: addLowEnergyElectron,
  },
];

/**
 * All that comes down the beam line (Sec. III). Each has its own random stream: a new one, at the end of the list, changes no
 * particle of the others.
 */
export const beamComponents: readonly BeamComponent[] = [
  ...electronComponents,
  {
    name: "hadron",
    about: "pions, kaons and antiprotons of the beam's momentum",
    abundance: ({ hadronFraction }) => hadronFraction,
    add: addHadron,
  },
  {
    name: "muon",
    about: "muons of the beam's momentum",
    abundance: ({ muonFraction }) => muonFraction,
    add: addMuon,
  },
  {
    name: "halo",
    about: "muons and electrons beside the beam",
    abundance: ({ haloFraction }) => haloFraction,
    add: addHaloParticle,
  },
];
