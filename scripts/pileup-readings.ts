import type { Events } from "../src/detector/events.ts";
import type { RunKey } from "../src/random/run-key.ts";
import type { Reconstructed } from "../src/readout/reconstructed.ts";
import type { PreparedGenerator } from "../src/simulation/generator.ts";
import { type prepareReaders, prepareReadings } from "../src/simulation/readings.ts";
import type { RunCard } from "../src/simulation/run-card.ts";
import { GeV } from "../src/units.ts";

/** A batch of events as one algorithm reads them. */
export interface JudgedReading {
  /** As cuts see them. */
  readonly events: Events;
  /** Time read, less the true one, of the ECAL channel in which the trigger's particle leaves most, ns; NaN where none was found. */
  readonly timeOff: Float64Array;
  /** ECAL channels that read more than 1 GeV above twice their true energy. */
  readonly wrong: Uint16Array;
  /** ECAL channels of more than 1 GeV that read less than half of it. */
  readonly lost: Uint16Array;
}

/** The same events in all readings; the perfect one first. */
export interface ReadBatch {
  readonly readings: readonly JudgedReading[];
  /** True energy of the trigger's particle in the ECAL channel in which it leaves most, GeV. */
  readonly hottest: Float64Array;
}

/** Readings as they are judged: of the ECAL channel by channel too, each against the first reading, which is the perfect one. */
export function prepareJudgedReadings(
  generator: PreparedGenerator,
  card: RunCard,
  key: RunKey,
  parts: ReturnType<typeof prepareReaders>,
): (first: number, size: number) => ReadBatch {
  let compared: Omit<JudgedReading, "events">[] = [];
  let hottest = new Float64Array(0);
  const compare = (part: string, i: number, results: readonly Reconstructed[]): void => {
    if (part !== "ecal") return;
    const truth = results[0]!;
    let best = 0;
    for (let c = 1; c < truth.energy.length; c++) if (truth.energy[c]! > truth.energy[best]!) best = c;
    hottest[i] = truth.energy[best]!;
    for (const [k, { timeOff, wrong, lost }] of compared.entries()) {
      const { energy, time } = results[k]!;
      timeOff[i] = time[best]! - truth.time[best]!;
      for (let c = 0; c < energy.length; c++) {
        if (energy[c]! > 2 * truth.energy[c]! + 1 * GeV) wrong[i]!++;
        if (truth.energy[c]! > 1 * GeV && energy[c]! < 0.5 * truth.energy[c]!) lost[i]!++;
      }
    }
  };
  const read = prepareReadings(generator, card, key, parts, compare);
  return (first, size) => {
    hottest = new Float64Array(size);
    compared = parts[0]!.readers.map(() => ({
      timeOff: new Float64Array(size),
      wrong: new Uint16Array(size),
      lost: new Uint16Array(size),
    }));
    const batches = read(first, size);
    return { readings: batches.map((events, k) => ({ events, ...compared[k]! })), hottest };
  };
}
