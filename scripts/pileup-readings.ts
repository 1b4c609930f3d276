import type { Events } from "../src/detector/events.ts";
import { subdetectors } from "../src/detector/index.ts";
import { allocate } from "../src/event/columns.ts";
import type { PileupAlgorithm } from "../src/pileup/pileup-algorithm.ts";
import type { RunKey } from "../src/random/run-key.ts";
import { allocateReconstructed, type Reconstructed } from "../src/readout/reconstructed.ts";
import type { PreparedGenerator } from "../src/simulation/generator.ts";
import { electronicsOf } from "../src/simulation/read-out.ts";
import type { RunCard } from "../src/simulation/run-card.ts";
import { type PartDone, prepareSimulation } from "../src/simulation/simulate-batch.ts";
import { GeV } from "../src/units.ts";

/** The reading that knows the truth: what the others are compared with. */
export const perfect = "perfect";

/** The columns that come from what is read of the channels. The others are the same for every algorithm. */
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
] as const satisfies readonly (keyof Events)[];

/** A batch of events as one algorithm reads them. */
export interface Reading {
  /** As cuts see them. */
  readonly events: Events;
  /** Time read, less the true one, of the ECAL channel in which the trigger's particle leaves most, ns; NaN where none was found. */
  readonly timeOff: Float64Array;
  /** ECAL channels that read more than 1 GeV above twice their true energy. */
  readonly wrong: Uint16Array;
  /** ECAL channels of more than 1 GeV that read less than half of it. */
  readonly lost: Uint16Array;
}

/** The same events by all algorithms; the perfect one first. */
export interface ReadBatch {
  readonly readings: readonly Reading[];
  /** True energy of the trigger's particle in the ECAL channel in which it leaves most, GeV. */
  readonly hottest: Float64Array;
}

/** Reads the channels of one part; the perfect reading takes the true pulses instead of samples. */
type Reader = (done: PartDone, event: number, result: Reconstructed) => void;

/** What is called in the place of an algorithm: energies and times of the trigger's own pulses, without noise. */
function readTruth({ pulses }: PartDone, { energy, time }: Reconstructed, most: Float64Array): void {
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
}

/** The parts with samples, each with all readings of it. The same for every intensity. */
export function prepareReaders(card: RunCard, algorithms: readonly PileupAlgorithm[]) {
  return subdetectors.flatMap(({ name, columns, prepare }) => {
    const part = prepare(card.detector[name], card);
    if (part.readout.kind !== "msadc") return [];
    const electronics = electronicsOf(name, part.readout.energyPerCount, card.msadc);
    const channels = electronics.energyPerCount.length;
    const most = new Float64Array(channels);
    const readers: Reader[] = [
      (done, _, result) => readTruth(done, result, most),
      ...algorithms.map((algorithm): Reader => {
        const reconstruct = algorithm.prepare(card.pileup[algorithm.name], electronics);
        return ({ waveforms }, event, result) => {
          algorithm.begin?.(event, name);
          reconstruct(waveforms!, result);
        };
      }),
    ];
    const results = readers.map(() => allocateReconstructed(channels));
    return [{ name, columns, part, readers, results }];
  });
}

/**
 * Simulates events once and reads the waveforms of each with every algorithm, so that all of them see the same bits. Each reading goes
 * through the parts' own reconstruction.
 */
export function prepareReadings(
  generator: PreparedGenerator,
  card: RunCard,
  key: RunKey,
  sampled: ReturnType<typeof prepareReaders>,
): (first: number, size: number) => ReadBatch {
  // The batch at hand, and the number of the event in it.
  let batch: (ReadBatch & { readonly scratch: readonly Events[] }) | undefined;
  let i = 0;
  let size = 0;
  const columnsRead = Object.assign({}, ...sampled.map(({ columns }) => columns));
  const last = sampled.at(-1)!.name;

  function begin(columns: Events, size: number) {
    const made = sampled[0]!.readers.map(() => {
      const own = allocate(columnsRead, size).columns as Partial<Events>;
      const read = Object.fromEntries(readColumns.map((name) => [name, own[name]]));
      return {
        scratch: { ...columns, ...own } as Events,
        reading: {
          events: { ...columns, ...read } as Events,
          timeOff: new Float64Array(size),
          wrong: new Uint16Array(size),
          lost: new Uint16Array(size),
        },
      };
    });
    return {
      readings: made.map(({ reading }) => reading),
      scratch: made.map(({ scratch }) => scratch),
      hottest: new Float64Array(size),
    };
  }

  function compareChannels(results: readonly Reconstructed[]): void {
    const { readings, hottest } = batch!;
    const truth = results[0]!;
    let best = 0;
    for (let c = 1; c < truth.energy.length; c++) if (truth.energy[c]! > truth.energy[best]!) best = c;
    hottest[i] = truth.energy[best]!;
    for (const [r, { timeOff, wrong, lost }] of readings.entries()) {
      const { energy, time } = results[r]!;
      timeOff[i] = time[best]! - truth.time[best]!;
      for (let c = 0; c < energy.length; c++) {
        if (energy[c]! > 2 * truth.energy[c]! + 1 * GeV) wrong[i]!++;
        if (truth.energy[c]! > 1 * GeV && energy[c]! < 0.5 * truth.energy[c]!) lost[i]!++;
      }
    }
  }

  const simulate = prepareSimulation(generator, card, key, undefined, (done) => {
    const part = sampled.find(({ name }) => name === done.name);
    if (part === undefined) return;
    batch ??= begin(done.truth.columns as Events, size);
    for (const [r, read] of part.readers.entries()) {
      read(done, done.truth.columns.event[i]!, part.results[r]!);
      part.part.measure(part.results[r]!, i, batch.scratch[r]!);
    }
    if (done.name === "ecal") compareChannels(part.results);
    if (done.name === last) i++;
  });
  return (first, count) => {
    batch = undefined;
    i = 0;
    size = count;
    simulate(first, count);
    return batch!;
  };
}
