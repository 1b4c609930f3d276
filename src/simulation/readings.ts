import type { Events } from "../detector/events.ts";
import { subdetectors } from "../detector/index.ts";
import { allocate } from "../event/columns.ts";
import type { Electronics, PileupAlgorithm } from "../pileup/pileup-algorithm.ts";
import type { RunKey } from "../random/run-key.ts";
import { allocateReconstructed, type Reconstructed } from "../readout/reconstructed.ts";
import type { PreparedGenerator } from "./generator.ts";
import { electronicsOf } from "./read-out.ts";
import type { RunCard } from "./run-card.ts";
import { type PartDone, prepareSimulation } from "./simulate-batch.ts";

/** The columns that come from what is read of the channels. The others are the same for every reading. */
export const readColumns = [
  "ecalEnergy",
  "preshowerEnergy",
  "ecalX",
  "ecalY",
  "showerShape",
  "showerDepth",
  "hcalModuleEnergy",
  "hcalEnergy",
  "hcalTotalEnergy",
  "hcalSpread",
  "hcalTimeSpread",
] as const satisfies readonly (keyof Events)[];

/** Reads the channels of a part in event `event`. */
type Reader = (done: PartDone, event: number, result: Reconstructed) => void;

/** A way to read channels, made ready for a part. */
export type Reading = (part: string, electronics: Electronics) => Reader;

/** Reads the samples by an algorithm. */
export function readingBy(algorithm: PileupAlgorithm, { pileup }: Pick<RunCard, "pileup">): Reading {
  return (part, electronics) => {
    const reconstruct = algorithm.prepare(pileup[algorithm.name], electronics);
    return ({ waveforms }, event, result) => {
      algorithm.begin?.(event, part);
      reconstruct(waveforms!, result);
    };
  };
}

/** Knows the truth, what all others are compared with: energy of the trigger's own pulses and time of the largest, without noise. */
export const perfectReading: Reading = (_, { energyPerCount }) => {
  const most = new Float64Array(energyPerCount.length);
  return ({ pulses }, _event, { energy, time }) => {
    energy.fill(0);
    time.fill(Number.NaN);
    most.fill(0);
    for (let p = 0; p < pulses.count; p++) {
      if (pulses.origin[p] !== 0) continue;
      const c = pulses.channel[p]!;
      energy[c]! += pulses.energy[p]!;
      if (pulses.energy[p]! <= most[c]!) continue;
      most[c] = pulses.energy[p]!;
      time[c] = pulses.time[p]!;
    }
  };
};

/** The parts with samples, each with all readings of it; the same at every intensity. */
export function prepareReaders(card: RunCard, readings: readonly Reading[]) {
  return subdetectors.flatMap(({ name, columns, prepare }) => {
    const part = prepare(card.detector[name], card);
    if (part.readout.kind !== "msadc") return [];
    const electronics = electronicsOf(name, part.readout.energyPerCount, card.msadc);
    const readers = readings.map((reading) => reading(name, electronics));
    const results = readers.map(() => allocateReconstructed(electronics.energyPerCount.length));
    return [{ name, columns, part, readers, results }];
  });
}

/**
 * Simulates events once and reads the samples of each in several ways, so that all see the same bits: the columns of a batch as each
 * makes them, in the order of the readings, those that none changes shared. Each reading goes through the parts' own reconstruction.
 * `watch` sees what was read of the channels of a part in row i.
 */
export function prepareReadings(
  generator: PreparedGenerator,
  card: RunCard,
  key: RunKey,
  parts: ReturnType<typeof prepareReaders>,
  watch?: (part: string, i: number, results: readonly Reconstructed[]) => void,
): (first: number, size: number) => Events[] {
  const written = Object.assign({}, ...parts.map(({ columns }) => columns));
  let batch: { readonly scratch: Events; readonly read: Events }[] = [];
  let size = 0;
  // A part writes its other columns before it is read, into those of the simulation.
  const begin = (columns: Events) =>
    parts[0]!.readers.map(() => {
      const own = allocate(written, size).columns as Partial<Events>;
      const read = Object.fromEntries(readColumns.map((name) => [name, own[name]]));
      return { scratch: { ...columns, ...own }, read: { ...columns, ...read } };
    });
  const simulate = prepareSimulation(generator, card, key, undefined, (done) => {
    const { name, i, columns } = done;
    const part = parts.find((one) => one.name === name);
    if (part === undefined) return;
    if (batch.length === 0) batch = begin(columns);
    for (const [k, read] of part.readers.entries()) {
      const result = part.results[k]!;
      read(done, columns.event[i]!, result);
      part.part.measure(result, i, batch[k]!.scratch);
    }
    watch?.(name, i, part.results);
  });
  return (first, count) => {
    batch = [];
    size = count;
    simulate(first, count);
    return batch.map(({ read }) => read);
  };
}
