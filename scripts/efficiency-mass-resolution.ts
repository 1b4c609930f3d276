import type { EventBatch } from "../src/detector/events.ts";
import { shippedSelection } from "../src/node/load-selection.ts";
import { jackknifeError } from "../src/statistics/jackknife.ts";
import { shapeInformation } from "../src/statistics/shape-information.ts";
import { GeV, MeV } from "../src/units.ts";
import type { PlannedRun } from "./plan-run.ts";
import { simulateRuns } from "./simulate-runs.ts";

/** How well some A' events tell their mass by E_ECAL: an element of `rows` of the document of --json. */
export interface MassResolutionRow {
  readonly mass_MeV: number;
  readonly electrons_per_spill: number;
  /** A' that pass the selection signal. */
  readonly signalEvents: number;
  /** Of one event, of ln m, and its error by the simulated events. */
  readonly information: number;
  readonly informationError: number;
  /** The same of the true energies in the ECAL of all A' events in the signal box, before any cut. */
  readonly trueInformation: number;
  readonly trueInformationError: number;
  /** Least standard error of ln m, 1 / sqrt(N I), and its interval; null where the information is not above zero. */
  readonly error: number | null;
  readonly errorLow: number | null;
  readonly errorHigh: number | null;
}

/** Bins of E_ECAL, of which the lowest tell most. */
export const edges = [0, 0.5, 1, 2, 3, 5, 8, 12, 18, 25, 33, 42, 50].map((edge) => edge * GeV);
const bins = edges.length - 1;

/** The shapes that are compared are of masses this factor below and above. */
export const factor = 2;

/** Numbers of signal events that are told of. */
export const signalEvents = [10, 100, 1000] as const;

const groups = 50;

/** What is simulated for a row: the neighbours of its mass, in the same other beam particles. */
export interface Neighbours {
  readonly mass: number;
  readonly intensity: number;
  readonly lower: PlannedRun;
  readonly higher: PlannedRun;
}

export async function massResolutions(
  all: readonly Neighbours[],
  quiet: boolean,
): Promise<MassResolutionRow[]> {
  const spectra = all.map((neighbours) => ({
    ...neighbours,
    below: { run: neighbours.lower, ...prepareSpectra(neighbours.lower) },
    above: { run: neighbours.higher, ...prepareSpectra(neighbours.higher) },
  }));
  await simulateRuns(
    spectra.flatMap(({ below, above }) => [below, above]),
    quiet,
  );
  return spectra.flatMap(({ mass, intensity, below, above }) => {
    const { mean, error } = informationOf(below.read, above.read);
    const truth = informationOf(below.deposited, above.deposited);
    return signalEvents.map((events) => ({
      mass_MeV: Number((mass / MeV).toPrecision(12)),
      electrons_per_spill: intensity,
      signalEvents: events,
      information: mean,
      informationError: error,
      trueInformation: truth.mean,
      trueInformationError: truth.error,
      error: leastError(events, mean),
      errorLow: leastError(events, mean + error),
      errorHigh: leastError(events, mean - error),
    }));
  });
}

function leastError(events: number, information: number): number | null {
  return information > 0 ? 1 / Math.sqrt(events * information) : null;
}

/** E_ECAL of events that pass the selection signal, and the true energy in the ECAL of those in the box, by group: [group * bins + bin]. */
export function prepareSpectra({ card }: Pick<PlannedRun, "card">) {
  const cuts = shippedSelection("signal").cuts.map((cut) => cut.prepare(card.cuts[cut.name] ?? {}));
  const { above } = card.cuts["missing-energy"] as { above: number };
  const read = new Float64Array(groups * bins);
  const deposited = new Float64Array(groups * bins);
  const add = (sums: Float64Array, group: number, energy: number, weight: number): void => {
    // What reads below zero is in the lowest bin.
    const bin = Math.max(
      0,
      edges.findLastIndex((edge) => edge <= energy),
    );
    if (bin < bins) sums[group * bins + bin]! += weight;
  };
  return {
    read,
    deposited,
    take: ({ columns, size }: EventBatch): void => {
      const { event, ecalEnergy, ecalDeposit, invisibleEnergy, weight } = columns;
      for (let i = 0; i < size; i++) {
        const group = event[i]! % groups;
        if (invisibleEnergy[i]! > above) add(deposited, group, ecalDeposit[i]!, weight[i]!);
        if (cuts.every((passes) => passes(columns, i))) add(read, group, ecalEnergy[i]!, weight[i]!);
      }
    },
  };
}

/**
 * Information of one event, without what the fluctuations of the simulated events seem to add to it: to first order in 1 / events the
 * jackknife takes that off. Events of the same number are in the same group in both spectra.
 */
export function informationOf(lower: Float64Array, higher: Float64Array): { mean: number; error: number } {
  const of = (left?: number): number =>
    shapeInformation(withoutGroup(lower, left), withoutGroup(higher, left), 2 * Math.log(factor));
  let without = 0;
  for (let group = 0; group < groups; group++) without += of(group) / groups;
  return { mean: groups * of() - (groups - 1) * without, error: jackknifeError(groups, of) };
}

function withoutGroup(sums: Float64Array, left?: number): number[] {
  return Array.from({ length: bins }, (_, bin) => {
    let sum = 0;
    for (let group = 0; group < groups; group++) if (group !== left) sum += sums[group * bins + bin]!;
    return sum;
  });
}
