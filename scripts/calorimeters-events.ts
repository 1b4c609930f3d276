import { setImmediate } from "node:timers/promises";
import { beamComponents, electronComponents } from "../src/beam/components.ts";
import { atIntensity } from "../src/beam/intensity.ts";
import { preparePrimary } from "../src/beam/primary.ts";
import { type Events, eventColumns } from "../src/detector/events.ts";
import { subdetectors } from "../src/detector/index.ts";
import { allocate } from "../src/event/columns.ts";
import { Pulses } from "../src/event/pulses.ts";
import { clearTruth, type Truth, truthOf, writeEnergies } from "../src/event/truth.ts";
import { prepareOverlay } from "../src/pileup/overlay.ts";
import { gaussian } from "../src/random/gaussian.ts";
import { purpose } from "../src/random/purpose.ts";
import type { RunKey } from "../src/random/run-key.ts";
import { RandomStream } from "../src/random/stream.ts";
import { generating, prepareStreamedPart } from "../src/simulation/part-streams.ts";
import type { RunCard } from "../src/simulation/run-card.ts";
import { GeV } from "../src/units.ts";

/** Particles of one kind and energy, each of which triggers an event. */
export interface Source {
  /** Events of two sources are independent if their names differ. */
  readonly name: string;
  /** Adds the particle, and writes its true energy, as `preparePrimary` does. */
  readonly add: (truth: Truth, i: number, random: RandomStream) => void;
}

/** How many events of a source, with which other beam particles, and which parts are read out. */
export interface Wanted {
  readonly count: number;
  readonly others: Others;
  readonly read: readonly string[];
}

/** Adds the other beam particles in the window to an event. */
export type Others = ReturnType<typeof prepareOverlay>;

/** Simulates events of a source, and shows each, the k-th, to `take`. */
export type SimulateSource = (
  source: Source,
  wanted: Wanted,
  take: (events: Events, k: number) => void,
) => Promise<void>;

/** The most events of a source: each has a block of event numbers. */
export const mostEvents = 0x10_0000;
/** After so many events it is looked whether to stop. */
const atOnce = 64;

/**
 * Events as `simulate` makes them, but only some parts are read out, which is what takes the time. Columns of the others hold nothing.
 * `signal` ends them early.
 */
export function prepareSources(card: RunCard, key: RunKey, signal?: AbortSignal): SimulateSource {
  const parts = subdetectors.map(({ name, prepare }) => ({
    name,
    ...prepareStreamedPart(name, prepare(card.detector[name], card), card),
  }));
  const random = new RandomStream(key);
  const pulses = new Pulses();
  const { columns } = allocate(eventColumns, 1);
  const truth = truthOf({ size: 1, columns });
  return async (source, { count, others, read }, take) => {
    const begin = purpose(`calorimeters/${source.name}`) * mostEvents;
    for (let k = 0; k < count; k++) {
      if (k % atOnce === 0) {
        await setImmediate();
        signal?.throwIfAborted();
      }
      const event = begin + k;
      columns.event[0] = event;
      clearTruth(truth);
      source.add(truth, 0, random.seek(event, generating));
      others(truth, 0, random);
      for (const { name, part, readOut, depositing, reading } of parts) {
        pulses.clear();
        part.deposit(truth, 0, random.seek(event, depositing), pulses);
        if (read.includes(name)) part.measure(readOut.read(pulses, random.seek(event, reading)), 0, columns);
      }
      writeEnergies(truth, 0);
      take(columns, k);
    }
  };
}

/** How the rows of a table go: without other beam particles, and, if the card has some, with those of the run. */
export function settingsOf(card: RunCard) {
  const intensity = card.beam.intensityMean;
  return [
    { pileup: false, electrons_per_spill: 0, others: noOthers(card) },
    ...(intensity > 0
      ? [{ pileup: true, electrons_per_spill: intensity, others: prepareOverlay(card) }]
      : []),
  ];
}

/** Without other beam particles. */
export function noOthers(card: RunCard): Others {
  return prepareOverlay({ ...card, beam: atIntensity(card.beam, 0) });
}

/**
 * Electrons of the beam, of another momentum if asked: the magnets go with it, so that they are on the nominal axis. Without the
 * low-energy tail. Others in the window are those of the card, of the momentum of the card: so is an electron of an A' event among them.
 */
export function beamElectrons(card: RunCard, energy: number): Source {
  const { beam, magnets } = at(card, energy);
  const primary = preparePrimary(
    { ...card, beam: { ...beam, lowEnergyFraction: 0 }, magnets },
    electronComponents,
  );
  return { name: named("electron", energy), add: primary };
}

/** Pions of the beam, in the same way. */
export function beamPions(card: RunCard, energy: number): Source {
  const { beam, magnets } = at(card, energy);
  const pions = { ...beam, kaonShare: 0, antiprotonShare: 0 };
  const hadrons = beamComponents.filter(({ name }) => name === "hadron");
  const primary = preparePrimary({ ...card, beam: pions, magnets }, hadrons);
  return { name: named("pion", energy), add: primary };
}

/** Particles that begin at the front face of the HCAL, of exactly that energy, with the spot and the angles of the beam. */
export function atHcal(card: RunCard, kind: number, energy: number): Source {
  const { position } = card.detector.hcal as { position: number };
  const { spotX, spotY, divergence } = card.beam;
  return {
    name: named(`HCAL ${kind}`, energy),
    add: ({ particles, columns }, i, random) => {
      const p = particles.add(kind, energy);
      particles.z[p] = position;
      particles.x[p] = spotX * gaussian(random);
      particles.y[p] = spotY * gaussian(random);
      particles.angleX[p] = divergence * gaussian(random);
      particles.angleY[p] = divergence * gaussian(random);
      columns.beamEnergy[i] = energy;
      columns.beamKind[i] = kind;
      columns.beamComponent[i] = -1;
    },
  };
}

/** The same particles, each taken away at the front face of the ECAL: what they would leave in a calorimeter is gone, no more. */
export function endingAtEcal({ name, add }: Source): Source {
  return {
    name,
    add: (truth, i, random) => {
      add(truth, i, random);
      const { particles } = truth;
      for (let p = 0; p < particles.count; p++) particles.end[p] = Math.min(particles.end[p]!, 0);
    },
  };
}

/** Beam and magnets of the card at another momentum: the same path. */
function at({ beam, magnets }: RunCard, momentum: number) {
  const ratio = momentum / beam.momentum;
  return {
    beam: { ...beam, momentum, lowEnergyMinimum: beam.lowEnergyMinimum * ratio },
    magnets: { ...magnets, fieldIntegral: magnets.fieldIntegral * ratio },
  };
}

function named(what: string, energy: number): string {
  return `${what} ${Number((energy / GeV).toPrecision(12))} GeV`;
}
