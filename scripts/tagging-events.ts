import { synchrotronTag } from "../cuts/synchrotron-tag.ts";
import { addHadron, nominalBend } from "../src/beam/beam-particle.ts";
import { electronComponents } from "../src/beam/components.ts";
import { preparePrimary } from "../src/beam/primary.ts";
import type { Events } from "../src/detector/events.ts";
import { synchrotron } from "../src/detector/synchrotron.ts";
import { counters } from "../src/detector/synchrotron-light.ts";
import { allocate } from "../src/event/columns.ts";
import type { Particles } from "../src/event/particles.ts";
import { Pulses } from "../src/event/pulses.ts";
import { truthColumns, truthOf } from "../src/event/truth.ts";
import { prepareOverlay } from "../src/pileup/overlay.ts";
import { logPoissonProbability } from "../src/random/poisson.ts";
import { purpose } from "../src/random/purpose.ts";
import type { RunKey } from "../src/random/run-key.ts";
import { RandomStream } from "../src/random/stream.ts";
import { generating, prepareStreamedPart } from "../src/simulation/part-streams.ts";
import type { RunCard } from "../src/simulation/run-card.ts";
import { clopperPearson, type Efficiency } from "../src/statistics/efficiency.ts";

/** What the counters read, event after event: as the column srdEnergy. */
export type CounterEnergies = Float32Array;

/** Range of the energy of each counter, as the cut has it. */
export interface Window {
  readonly above: number;
  readonly below: number;
}

/** Beam particles in the SRD alone, which is the part of the simulation with its draws and its gate. */
export interface TaggingEvents {
  /** Electrons of the beam of an energy, without its low-energy tail; the magnets stay as they are. */
  electrons(energy: number, count: number): CounterEnergies;
  /** Pions of the beam, each with the other particles of the readout window. */
  pionsAmongOthers(count: number): CounterEnergies;
  /** Pions with a forced number of knock-on electrons, and the probability of that number. */
  pionsWithKnockOns(knockOns: number, count: number): { energies: CounterEnergies; probability: number };
}

export function prepareTaggingEvents(card: RunCard, key: RunKey): TaggingEvents {
  const { magnets } = card;
  const beam = { ...card.beam, kaonShare: 0, antiprotonShare: 0 };
  const { part, readOut, depositing, reading } = prepareStreamedPart(
    synchrotron.name,
    synchrotron.prepare(card.detector.synchrotron as never, card),
    card,
  );
  const overlay = prepareOverlay(card);
  const random = new RandomStream(key);
  const pulses = new Pulses();
  const truth = truthOf(allocate(truthColumns, 1));
  const { particles } = truth;

  /** Events of the particles that `fill` writes, of which it returns one. */
  const simulate = (
    count: number,
    fill: (particles: Particles) => number,
    { others = false, knockOns }: { others?: boolean; knockOns?: number } = {},
  ) => {
    // Numbers of knock-on electrons are apart: one must not begin with those of another.
    const stream = knockOns === undefined ? depositing : purpose(`synchrotron/${knockOns} knock-ons`);
    const srdEnergy = new Float32Array(counters * count);
    let probability = 0;
    for (let i = 0; i < count; i++) {
      particles.clear();
      pulses.clear();
      truth.columns.event[0] = i;
      random.seek(i, generating);
      const p = fill(particles);
      if (others) overlay(truth, 0, random);
      random.seek(i, stream);
      if (knockOns === undefined) part.deposit(truth, 0, random, pulses);
      else {
        part.depositOne(particles, p, knockOns, random, pulses);
        probability += Math.exp(logPoissonProbability(knockOns, part.meanKnockOns(particles, p))) / count;
      }
      part.measure(readOut.read(pulses, random.seek(i, reading)), i, { srdEnergy } as Events);
    }
    return { energies: srdEnergy, probability };
  };

  const primary = preparePrimary(
    { ...card, beam: { ...card.beam, lowEnergyFraction: 0 } },
    electronComponents,
  );
  const electron = (energy: number) => (particles: Particles) => {
    const p = primary(truth, 0, random);
    const ratio = energy / beam.momentum;
    // Its bend against the nominal axis is that of its own momentum.
    particles.angleX[p]! +=
      nominalBend(beam, magnets) * (beam.momentum / particles.energy[p]!) * (1 / ratio - 1);
    particles.energy[p]! *= ratio;
    return p;
  };
  const pion = (particles: Particles) => addHadron(beam, magnets, particles, random);

  return {
    electrons: (energy, count) => simulate(count, electron(energy)).energies,
    pionsAmongOthers: (count) => simulate(count, pion, { others: true }).energies,
    pionsWithKnockOns: (knockOns, count) => simulate(count, pion, { knockOns }),
  };
}

/** The share of the events that the cut passes. */
export function tagRate(energies: CounterEnergies, window: Window): Efficiency {
  const passes = synchrotronTag.prepare(window);
  const events = { srdEnergy: energies } as Events;
  const count = energies.length / counters;
  let passed = 0;
  for (let i = 0; i < count; i++) if (passes(events, i)) passed++;
  return clopperPearson(passed, count);
}

/** The share of the events in which each counter by itself is within the window. */
export function counterRates(energies: CounterEnergies, { above, below }: Window): number[] {
  const passed = new Array<number>(counters).fill(0);
  for (const [k, energy] of energies.entries()) {
    if (energy >= above && energy <= below) passed[k % counters]!++;
  }
  return passed.map((count) => (count * counters) / energies.length);
}

/**
 * Tag rate of pions by knock-on electrons: one, two, ... `most` are forced, each number weighted with its probability. The
 * interval has the binomial ones of the numbers, and at its upper end all events with more. Without knock-on electrons only noise is left.
 */
export function knockOnTagRate(
  events: TaggingEvents,
  window: Window,
  count: number,
  most = 4,
): Efficiency & { counters: number[] } {
  const each = new Array<number>(counters).fill(0);
  let [value, below, above, covered] = [0, 0, 0, 0];
  for (let knockOns = 1; knockOns <= most; knockOns++) {
    const { energies, probability } = events.pionsWithKnockOns(knockOns, count);
    const rate = tagRate(energies, window);
    value += probability * rate.value;
    below += square(probability * (rate.value - rate.low));
    above += square(probability * (rate.high - rate.value));
    covered += probability;
    for (const [c, alone] of counterRates(energies, window).entries()) each[c]! += probability * alone;
  }
  const { probability: none } = events.pionsWithKnockOns(0, 1);
  const more = Math.max(0, 1 - none - covered);
  return {
    value,
    low: Math.max(0, value - Math.sqrt(below)),
    high: value + Math.sqrt(above) + more,
    counters: each,
  };
}

function square(x: number): number {
  return x * x;
}
