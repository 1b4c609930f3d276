import type { ChamberHits } from "../detector/chamber-hits.ts";
import { type EventBatch, type Events, eventColumns } from "../detector/events.ts";
import { subdetectors } from "../detector/index.ts";
import type { PreparedPart } from "../detector/subdetector.ts";
import { allocate } from "../event/columns.ts";
import { Particles } from "../event/particles.ts";
import { Pulses } from "../event/pulses.ts";
import { clearTruth, type Truth, truthOf, writeEnergies, writePunchThrough } from "../event/truth.ts";
import { prepareOverlay } from "../pileup/overlay.ts";
import { type RunKey, runKeyText } from "../random/run-key.ts";
import { RandomStream } from "../random/stream.ts";
import type { Reconstructed } from "../readout/reconstructed.ts";
import type { TrueWaveforms } from "../readout/waveform.ts";
import type { PreparedGenerator } from "./generator.ts";
import { chosenAlgorithm, generating, prepareStreamedPart } from "./part-streams.ts";
import type { RunCard } from "./run-card.ts";
import { type Recorded, WaveformRecorder } from "./waveform-recorder.ts";

/** A batch of events, with the samples and true pulses of those that were to be recorded. */
export interface SimulatedBatch extends EventBatch {
  readonly recorded?: Recorded;
}

/** Whether samples and true pulses of an event are to be kept: it may ask what was measured. */
export type Wanted = (events: Events, i: number) => boolean;

/** What stands in memory when a part is done with an event. All of it is scratch: who wants to keep something copies it. */
export interface PartDone {
  readonly name: string;
  readonly part: PreparedPart;
  /** Row of the event in `columns`. */
  readonly i: number;
  /** Those of its batch, as far as they are written. */
  readonly columns: Events;
  readonly truth: Truth;
  readonly pulses: Pulses;
  readonly channels: Reconstructed;
  /** The samples behind them; undefined for a gate. */
  readonly waveforms: TrueWaveforms | undefined;
  /** Those of the tracker; undefined for other parts. */
  readonly hits: ChamberHits | undefined;
}

/**
 * Prepares all that is the same for every event of a run; the result simulates `size` events from number `first` on. An event
 * depends on the run key and its number only: any split into batches gives the same rows. `watch` is called after each part of each event, for who looks at one event.
 * `algorithm` reads the waveforms in the place of the one that the card chooses.
 */
export function prepareSimulation(
  generator: PreparedGenerator,
  card: RunCard,
  key: RunKey,
  wanted?: Wanted,
  watch?: (done: PartDone) => void,
  algorithm = chosenAlgorithm(card),
): (first: number, size: number) => SimulatedBatch {
  let channels = 0;
  const parts = subdetectors.map((subdetector) => {
    const prepared = subdetector.prepare(card.detector[subdetector.name], card);
    const streamed = prepareStreamedPart(subdetector.name, prepared, card, algorithm);
    const firstChannel = channels;
    channels += streamed.readOut.waveforms?.channels ?? 0;
    return { ...streamed, firstChannel, name: subdetector.name };
  });
  const overlay = prepareOverlay(card);
  const random = new RandomStream(key);
  const particles = new Particles();
  const pulses = new Pulses();
  const recorder = wanted && new WaveformRecorder(card.msadc.samples);

  return (first, size) => {
    const batch = allocate(eventColumns, size);
    const truth = truthOf(batch, particles);
    for (let i = 0; i < size; i++) {
      const event = first + i;
      truth.columns.event[i] = event;
      clearTruth(truth);
      generator.write(truth, i, random.seek(event, generating));
      overlay(truth, i, random);
      for (const { name, part, readOut, firstChannel, depositing, reading } of parts) {
        pulses.clear();
        part.deposit(truth, i, random.seek(event, depositing), pulses);
        algorithm.begin?.(event, name);
        const channels = readOut.read(pulses, random.seek(event, reading));
        part.measure(channels, i, batch.columns);
        const { waveforms } = readOut;
        const { columns } = batch;
        watch?.({ name, part, i, columns, truth, pulses, channels, waveforms, hits: part.hits });
        if (waveforms !== undefined) recorder?.take(event, firstChannel, waveforms, pulses);
      }
      writeEnergies(truth, i);
      writePunchThrough(truth, i);
      recorder?.endEvent(wanted!(batch.columns, i));
    }
    checkColumns(batch, first, key);
    return recorder === undefined ? batch : { ...batch, recorded: recorder.finish() };
  };
}

/** Which MSADC channels are whose: numbered through the parts in beam order, as the recorded waveforms are. */
export function msadcChannels(card: RunCard): { part: string; first: number; count: number }[] {
  let first = 0;
  return subdetectors.flatMap((subdetector) => {
    const { readout } = subdetector.prepare(card.detector[subdetector.name], card);
    if (readout.kind !== "msadc") return [];
    const count = readout.energyPerCount.length;
    first += count;
    return [{ part: subdetector.name, first: first - count, count }];
  });
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
