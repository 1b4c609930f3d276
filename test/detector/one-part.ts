import { eventColumns } from "../../src/detector/events.ts";
import { subdetectors } from "../../src/detector/index.ts";
import { allocate } from "../../src/event/columns.ts";
import type { Particles } from "../../src/event/particles.ts";
import { Pulses } from "../../src/event/pulses.ts";
import { clearTruth, type Truth, truthOf } from "../../src/event/truth.ts";
import { pileupAlgorithms } from "../../src/pileup/index.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { prepareReadOut } from "../../src/simulation/read-out.ts";
import type { RunCard } from "../../src/simulation/run-card.ts";

/**
 * One part of the setup alone, read by the algorithm of the card: `see` gives it the particles that `fill` writes, as event `event`, and leaves its pulses and
 * the columns of that event; `read` turns the pulses that are there into columns.
 */
export function prepareOnePart(name: string, card: RunCard) {
  const subdetector = subdetectors.find((candidate) => candidate.name === name)!;
  const part = subdetector.prepare(card.detector[name], card);
  const algorithm = pileupAlgorithms.find(({ name }) => name === card.pileup.algorithm)!;
  const readOut = prepareReadOut(name, part, card.msadc, algorithm, card.pileup[algorithm.name]);
  const random = new RandomStream(runKeyFromSeed(`${name}.test`));
  const batch = allocate(eventColumns, 1);
  const truth = truthOf(batch);
  const pulses = new Pulses();
  const { particles } = truth;

  function deposit(event: number, fill: (particles: Particles, truth: Truth) => void): void {
    clearTruth(truth);
    pulses.clear();
    fill(particles, truth);
    part.deposit(truth, 0, random.seek(event, 1), pulses);
  }

  function read(event: number): void {
    part.measure(readOut.read(pulses, random.seek(event, 2)), 0, batch.columns);
  }

  return {
    truth,
    particles,
    pulses,
    columns: batch.columns,
    deposit,
    read,
    see(event: number, fill: (particles: Particles, truth: Truth) => void): void {
      deposit(event, fill);
      read(event);
    },
  };
}

/** The energy of all pulses, or of those on channels from `first` up to `end`. */
export function pulseSum(pulses: Pulses, first = 0, end = Number.POSITIVE_INFINITY): number {
  let sum = 0;
  for (let k = 0; k < pulses.count; k++) {
    if (pulses.channel[k]! >= first && pulses.channel[k]! < end) sum += pulses.energy[k]!;
  }
  return sum;
}
