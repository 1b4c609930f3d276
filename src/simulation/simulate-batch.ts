import { type EventBatch, eventColumns } from "../detector/events.ts";
import { subdetectors } from "../detector/index.ts";
import { allocate } from "../event/columns.ts";
import { Particles } from "../event/particles.ts";
import { Pulses } from "../event/pulses.ts";
import { truthOf } from "../event/truth.ts";
import { pileupAlgorithms } from "../pileup/index.ts";
import { prepareOverlay } from "../pileup/overlay.ts";
import { purpose } from "../random/purpose.ts";
import { type RunKey, runKeyText } from "../random/run-key.ts";
import { RandomStream } from "../random/stream.ts";
import type { PreparedGenerator } from "./generator.ts";
import { prepareReadOut } from "./read-out.ts";
import type { RunCard } from "./run-card.ts";

const generate = purpose("generate");
const beam = purpose("beam");

/**
 * Prepares all that is the same for every event of a run; the result simulates `size` events from number `first` on. An event
 * depends on the run key and its number only: any split into batches gives the same rows.
 */
export function prepareSimulation(
  generator: PreparedGenerator,
  card: RunCard,
  key: RunKey,
): (first: number, size: number) => EventBatch {
  const algorithm = pileupAlgorithms.find(({ name }) => name === card.pileup.algorithm)!;
  const parts = subdetectors.map((subdetector) => {
    const part = subdetector.prepare(card.detector[subdetector.name], card);
    return {
      part,
      readOut: prepareReadOut(part, card.msadc, algorithm, card.pileup[algorithm.name]),
      depositing: purpose(`${subdetector.name}/deposit`),
      reading: purpose(`${subdetector.name}/noise`),
    };
  });
  const overlay = prepareOverlay(card);
  const random = new RandomStream(key);
  const particles = new Particles();
  const pulses = new Pulses();

  return (first, size) => {
    const batch = allocate(eventColumns, size);
    const truth = truthOf(batch, particles);
    for (let i = 0; i < size; i++) {
      const event = first + i;
      truth.columns.event[i] = event;
      particles.clear();
      generator.write(truth, i, random.seek(event, generate));
      overlay(truth, i, random.seek(event, beam));
      for (const { part, readOut, depositing, reading } of parts) {
        pulses.clear();
        part.deposit(truth, i, random.seek(event, depositing), pulses);
        part.measure(readOut(pulses, random.seek(event, reading)), i, batch.columns);
      }
    }
    checkColumns(batch, first, key);
    return batch;
  };
}

/** Finds a column that holds what it may not: a bug of ours, told with what re-creates it. */
function checkColumns({ columns, size }: EventBatch, first: number, key: RunKey): void {
  for (const [name, column] of Object.entries(eventColumns)) {
    const mayBeAbsent = "mayBeAbsent" in column && column.mayBeAbsent;
    const values = columns[name as keyof typeof columns];
    for (let k = 0; k < values.length; k++) {
      const value = values[k]!;
      if (Number.isFinite(value) || (mayBeAbsent && Number.isNaN(value))) continue;
      const event = first + Math.floor((k * size) / values.length);
      throw new Error(`${name} is ${value} at event ${event} of run key ${runKeyText(key)}`);
    }
  }
}
