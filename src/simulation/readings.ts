import type { EventBatch, Events } from "../detector/events.ts";
import { subdetectors } from "../detector/index.ts";
import { allocate } from "../event/columns.ts";
import { pileupAlgorithms } from "../pileup/index.ts";
import type { RunKey } from "../random/run-key.ts";
import { tabulatePulse } from "../readout/pulse-shape.ts";
import { allocateReconstructed, type Reconstructed } from "../readout/reconstructed.ts";
import type { Waveforms } from "../readout/waveform.ts";
import type { PreparedGenerator } from "./generator.ts";
import type { RunCard } from "./run-card.ts";
import { type PartDone, prepareSimulation } from "./simulate-batch.ts";

/** One algorithm on the samples of one part. */
interface Reader {
  readonly result: Reconstructed;
  read(waveforms: Waveforms): void;
}

/**
 * Simulates each event once and has its samples read by several algorithms: a batch for each of `algorithms`, in their order, which is
 * the one that a simulation with that algorithm gives. The batches share the columns that no algorithm changes.
 */
export function prepareReadings(
  generator: PreparedGenerator,
  card: RunCard,
  key: RunKey,
  algorithms: readonly string[],
): (first: number, size: number) => EventBatch[] {
  const [simulated, ...others] = algorithms;
  const { msadc, pileup } = card;
  const pulse = tabulatePulse(msadc);
  const readers = new Map<string, Reader[]>();
  const readersOf = ({ name }: PartDone, { energyPerCount, channels }: Waveforms): Reader[] => {
    const known = readers.get(name);
    if (known !== undefined) return known;
    const made = others.map((other): Reader => {
      const algorithm = pileupAlgorithms.find((candidate) => candidate.name === other)!;
      const reconstruct = algorithm.prepare(pileup[other], { msadc, pulse, energyPerCount });
      const result = allocateReconstructed(channels);
      return { result, read: (waveforms) => reconstruct(waveforms, result) };
    });
    readers.set(name, made);
    return made;
  };

  let views: Events[] = [];
  let size = 0;
  const watch = (done: PartDone): void => {
    const { name, part, i, columns, waveforms } = done;
    if (waveforms === undefined) return;
    if (views.length === 0) views = others.map(() => ({ ...columns }));
    if (i === 0) {
      const own = subdetectors.find((subdetector) => subdetector.name === name)!.columns;
      for (const view of views) Object.assign(view, allocate(own, size).columns);
    }
    for (const [k, { read, result }] of readersOf(done, waveforms).entries()) {
      read(waveforms);
      part.measure(result, i, views[k]!);
    }
  };
  const simulate = prepareSimulation(
    generator,
    { ...card, pileup: { ...pileup, algorithm: simulated! } },
    key,
    undefined,
    watch,
  );
  return (first, events) => {
    views = [];
    size = events;
    const batch = simulate(first, events);
    return [batch, ...views.map((columns) => ({ size: events, columns }))];
  };
}
