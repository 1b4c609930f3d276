import type { CascadeTracks } from "./cascade-tracks.ts";
import type { Batch, ColumnSet, Columns } from "./columns.ts";
import type { Leftovers } from "./leftovers.ts";
import { isInvisible } from "./particle.ts";
import { Particles } from "./particles.ts";
import { noPunchThrough, type PunchThrough } from "./punch-through.ts";

/** What is known of an event because it was simulated. */
export const truthColumns = {
  event: {
    unit: "1",
    store: "float64",
    about: "number of the event: with the run key it re-creates the event alone",
  },
  weight: {
    unit: "1",
    store: "float64",
    about:
      "electrons on target that the event stands for times the probability of its process, at epsilon = 1",
  },
  trials: {
    unit: "1",
    about: "how often the generator drew before it kept this event",
  },
  beamEnergy: {
    unit: "GeV",
    mayBeAbsent: true,
    about: "energy of the beam particle that triggers, at the spectrometer; NaN without one",
  },
  beamKind: {
    unit: "1",
    store: "int16",
    about: "PDG number of the beam particle that triggers; 0 without one",
  },
  beamComponent: {
    unit: "1",
    store: "int8",
    about:
      "component of the beam that it comes from: 0 electrons, 1 their low-energy tail, 2 hadrons, 3 muons, 4 halo; -1 without one",
  },
  vertexDepth: {
    unit: "1",
    mayBeAbsent: true,
    about: "depth of the rare vertex in the target, in radiation lengths; NaN without one",
  },
  vertexEnergy: {
    unit: "GeV",
    mayBeAbsent: true,
    about:
      "energy, just before the rare vertex, of the electron that emits or the photon that makes a pair or hadrons; NaN without one",
  },
  photonuclearEnergy: {
    unit: "GeV",
    about:
      "energy of the photons of the triggering particle's showers in the ECAL that react with nuclei; 0 if none does",
  },
  invisibleEnergy: { unit: "GeV", about: "energy carried away by particles that no part can see" },
  escapedEnergy: {
    unit: "GeV",
    about:
      "energy of the beam particle that triggers that leaves the setup beside or behind the calorimeters; with invisibleEnergy, ecalDeposit, vetoDeposit and hcalDeposit it makes beamEnergy",
  },
  punchThroughEnergy: {
    unit: "GeV",
    about:
      "energy of the neutral hadrons that were forced through ECAL and HCAL without interacting (option punchThrough); 0 if none was",
  },
  punchThroughLengths: {
    unit: "1",
    about:
      "interaction lengths L / lambda on the straight ways of all of these, from where they begin: weight has exp(-this)",
  },
  beamRate: { unit: "MHz", about: "electrons per microsecond around the event" },
  pileupParticles: { unit: "1", about: "other beam particles in the readout window" },
  nearestPileupTime: {
    unit: "ns",
    mayBeAbsent: true,
    about: "time of the other beam electron closest to the trigger; NaN without one",
  },
} as const satisfies ColumnSet;

/** What a particle does in the target, where it is followed there: its cascade as lists. */
export interface CascadeLists {
  readonly tracks: CascadeTracks;
  readonly leftovers: Leftovers;
}

/** The true particles of the current event, and the columns in which its truth is kept. */
export interface Truth {
  readonly particles: Particles;
  readonly columns: Columns<typeof truthColumns>;
  /** The particle whose cascade in the target stands in `cascade`; -1 if there is none. All others shower as a whole. */
  cascading: number;
  cascade: CascadeLists | undefined;
  /** What of the triggering particle's energy has left a part sideways, GeV: added up by the parts. */
  leftSideways: number;
  /** Energy of the photons of the triggering particle that react with nuclei, GeV: added up by the generator and by the ECAL. */
  photonuclear: number;
  /** Which neutral hadrons are forced through: set by the generator, after which the parts add up what they cross. */
  readonly punchThrough: PunchThrough;
}

/** Truth that writes into `batch`, which may hold more columns than these. */
export function truthOf(batch: Batch<typeof truthColumns>, particles = new Particles()): Truth {
  return {
    particles,
    columns: batch.columns,
    cascading: -1,
    cascade: undefined,
    leftSideways: 0,
    photonuclear: 0,
    punchThrough: noPunchThrough(),
  };
}

const none = noPunchThrough();

/** Forgets the event before. */
export function clearTruth(truth: Truth): void {
  truth.particles.clear();
  truth.cascading = -1;
  truth.leftSideways = 0;
  truth.photonuclear = 0;
  Object.assign(truth.punchThrough, none);
}

/**
 * Writes where the energy of the triggering particle went: into hadrons; and what no part holds: invisible, or out of the setup. To be called when all
 * parts have been visited: what then still flies leaves.
 */
export function writeEnergies({ particles, columns, leftSideways, photonuclear }: Truth, i: number): void {
  let invisible = 0;
  let escaped = leftSideways;
  for (let p = 0; p < particles.count; p++) {
    if (particles.origin[p] !== 0 || particles.end[p]! < Number.POSITIVE_INFINITY) continue;
    if (isInvisible(particles.kind[p]!)) invisible += particles.energy[p]!;
    else escaped += particles.energy[p]!;
  }
  columns.photonuclearEnergy[i] = photonuclear;
  columns.invisibleEnergy[i] = invisible;
  columns.escapedEnergy[i] = escaped;
}

/** Writes what was forced through, into the weight too. To be called once, when all parts have been visited. */
export function writePunchThrough({ columns, punchThrough }: Truth, i: number): void {
  const { energy, lengths } = punchThrough;
  columns.punchThroughEnergy[i] = energy;
  columns.punchThroughLengths[i] = lengths;
  if (lengths > 0) columns.weight[i]! *= Math.exp(-lengths);
}

/** Writes the truth of an event without a rare vertex, drawn at once. */
export function writeWithoutVertex(columns: Columns<typeof truthColumns>, i: number, weight: number): void {
  columns.weight[i] = weight;
  columns.trials[i] = 1;
  columns.vertexDepth[i] = Number.NaN;
  columns.vertexEnergy[i] = Number.NaN;
}
