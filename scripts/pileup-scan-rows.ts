import type { EcalCard } from "../src/detector/ecal.ts";
import { prepareLaboratory, prepareReading, silence } from "../src/pileup/laboratory.ts";
import type { PileupAlgorithm } from "../src/pileup/pileup-algorithm.ts";
import { purpose } from "../src/random/purpose.ts";
import type { RunKey } from "../src/random/run-key.ts";
import { RandomStream } from "../src/random/stream.ts";
import type { Reconstructed } from "../src/readout/reconstructed.ts";
import type { RunCard } from "../src/simulation/run-card.ts";
import { clopperPearson } from "../src/statistics/efficiency.ts";
import type { Msadc } from "../src/tables/run-card.ts";
import { ns } from "../src/units.ts";
import type { Condition } from "./pileup-scan-kind.ts";
import { nineCellShares, side } from "./pileup-scan-shower.ts";

const cells = side * side;
const stream = purpose("pileup-scan/others");

/** What is read well: energy and time of the shower within these. */
export const energyWithin = 0.1;
/** Twice the 2 ns of Sec. VI.A. */
export const timeWithin = 4 * ns;

/** What an algorithm makes of one point: an element of `rows` of the document of --json. */
export interface ScanRow {
  readonly algorithm: string;
  readonly scan: string;
  readonly x: number;
  readonly y: number | null;
  readonly variant: string | null;
  /** Share of the events that are read well, with its interval of 68 %. */
  readonly success: number;
  readonly successLow: number;
  readonly successHigh: number;
  /** Of the energy read over the true one: median - 1, and half the width of the middle 68 %. */
  readonly bias: number;
  readonly resolution: number;
  /** Half the width of the middle 68 % of the time of the leading cell; null where less than half of the events have one. */
  readonly timeResolution_ns: number | null;
}

interface Request {
  readonly card: RunCard;
  /** The name of the scan. */
  readonly scan: string;
  readonly algorithms: readonly PileupAlgorithm[];
  /** At each point. */
  readonly events: number;
  readonly key: RunKey;
}

/**
 * What all algorithms make of a point, reading the same samples. Event k has the same noise, phase and random numbers at all points,
 * so that these can be compared.
 */
export function prepareScan({
  card,
  scan,
  algorithms,
  events,
  key,
}: Request): (condition: Condition) => ScanRow[] {
  const ecal = card.detector.ecal as EcalCard;
  const sharesAt = nineCellShares(ecal);
  const energyPerCount = new Float64Array(cells).fill(ecal.energyPerCount);
  const readings = algorithms.map((algorithm) =>
    prepareReading(algorithm, card.pileup[algorithm.name], { msadc: card.msadc, energyPerCount }),
  );
  const laboratories = new Map<string, ReturnType<typeof prepareLaboratory>>();
  const laboratoryOf = (msadc: Msadc) => {
    const name = JSON.stringify(msadc);
    const found = laboratories.get(name) ?? prepareLaboratory({ msadc, energyPerCount }, key);
    laboratories.set(name, found);
    return found;
  };
  const random = new RandomStream(key);
  const found = algorithms.map(() => ({
    energies: new Float64Array(events),
    times: new Float64Array(events),
  }));

  return (condition) => {
    const { energy, others, aside = 0, dead } = condition;
    // Channels without errors of their own: what is changed is the scan's.
    const msadc = { ...card.msadc, timeJitter: 0, ...condition.electronics };
    const { pulses, sample } = laboratoryOf(msadc);
    const shares = sharesAt(aside);
    const { truth, leading } = livingPart(shares, energy, dead);
    const add = (time: number, whole: number): void => {
      for (let c = 0; c < cells; c++) pulses.add(c, time, shares[c]! * whole, 0);
    };
    const make = (event: number) => {
      pulses.clear();
      add(0, energy);
      others?.(add, random.seek(event, stream));
      const waveforms = sample(event);
      if (dead !== undefined) silence(waveforms, dead, msadc);
      return waveforms;
    };
    for (let event = 0; event < events; event++) {
      const waveforms = make(event);
      for (const [k, algorithm] of algorithms.entries()) {
        algorithm.begin?.(event, scan);
        const result = readings[k]!(waveforms);
        found[k]!.energies[event] = sumOf(result) / truth;
        found[k]!.times[event] = result.time[leading]!;
      }
    }
    return algorithms.map(
      ({ name }, k): ScanRow => ({
        algorithm: name,
        scan,
        x: condition.x,
        y: condition.y ?? null,
        variant: condition.variant ?? null,
        ...summary(found[k]!.energies, found[k]!.times),
      }),
    );
  };
}

/** What the living cells of the shower hold, and which holds most. */
function livingPart(shares: Float64Array, energy: number, dead: number | undefined) {
  const living = shares.map((share, c) => (c === dead ? 0 : share));
  return {
    truth: energy * living.reduce((sum, share) => sum + share, 0),
    leading: living.indexOf(Math.max(...living)),
  };
}

function sumOf({ energy }: Reconstructed): number {
  let sum = 0;
  for (let c = 0; c < energy.length; c++) sum += energy[c]!;
  return sum;
}

function summary(energies: Float64Array, times: Float64Array) {
  const events = energies.length;
  let good = 0;
  for (let k = 0; k < events; k++)
    if (Math.abs(energies[k]! - 1) < energyWithin && Math.abs(times[k]!) <= timeWithin) good++;
  const { value, low, high } = clopperPearson(good, events);
  const timed = times.filter((time) => !Number.isNaN(time));
  const energy = middle(energies);
  return {
    success: value,
    successLow: low,
    successHigh: high,
    bias: energy.median - 1,
    resolution: energy.half,
    timeResolution_ns: timed.length >= 0.5 * events ? middle(timed).half / ns : null,
  };
}

/** Median, and half the width of the middle 68 %. */
function middle(values: Float64Array): { median: number; half: number } {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number): number => {
    const place = share * (sorted.length - 1);
    const below = Math.floor(place);
    const above = Math.min(below + 1, sorted.length - 1);
    return sorted[below]! + (place - below) * (sorted[above]! - sorted[below]!);
  };
  return { median: at(0.5), half: 0.5 * (at(0.8413) - at(0.1587)) };
}
