import type { Blinding } from "../src/selection/blinding.ts";
import type { OwnCut } from "../src/selection/selection.ts";
import { type EventRange, joinRanges } from "../src/simulation/event-range.ts";
import type { Fact } from "../src/simulation/generator.ts";
import type { AlgorithmModule, WaveformChoice } from "../src/simulation/run-plan.ts";

/** What an event file tells of the run that made it. */
export interface RunMetadata {
  readonly table: "events" | "waveforms" | "pulses" | "dataset";
  readonly version: string;
  readonly process: string;
  readonly options: Readonly<Record<string, string>>;
  readonly seed: string;
  readonly runKey: string;
  /** Numbers of the events it is about: in order, none twice. */
  readonly ranges: readonly EventRange[];
  /** Whether these are all that were asked for; if not, `planned` tells them. */
  readonly complete: boolean;
  readonly planned?: readonly EventRange[];
  readonly electronsOnTarget: number;
  readonly epsilon: number;
  readonly facts: readonly Fact[];
  /** Draws of the generator, and events that it kept. */
  readonly tried: number;
  readonly kept: number;
  /** The module of the user's that read the waveforms in the place of the algorithm of the card; where the file was is not kept. */
  readonly algorithm?: Pick<AlgorithmModule, "name" | "sha256">;
  readonly waveforms?: WaveformChoice;
  /** Which MSADC channels are whose. */
  readonly channels?: readonly { part: string; first: number; count: number }[];
  readonly selection?: {
    readonly name: string;
    readonly cuts: readonly string[];
    readonly own?: readonly OwnCut[];
  };
  /** Of pseudo-data: whether the signal box is masked, or was opened. */
  readonly blinding?: Blinding;
  readonly card: Readonly<Record<string, unknown>>;
}

/** What says which events a run has, and what was made of them; not which of them are there. */
export type RunIdentity = Pick<
  RunMetadata,
  "version" | "process" | "options" | "seed" | "runKey" | "algorithm" | "selection" | "blinding" | "card"
>;

/** What is kept of an algorithm. */
export function algorithmFacts({ name, sha256 }: AlgorithmModule): NonNullable<RunMetadata["algorithm"]> {
  return { name, sha256 };
}

/** Which events are there, and whether these are all that were asked for. */
export type Coverage = Pick<RunMetadata, "ranges" | "complete" | "planned">;

/** What several parts of a run cover together. */
export function joinCoverage(parts: readonly Coverage[]): Coverage {
  const ranges = joinRanges(parts.flatMap((part) => part.ranges));
  const planned = joinRanges(parts.flatMap((part) => part.planned ?? part.ranges));
  const complete = JSON.stringify(planned) === JSON.stringify(ranges);
  return { ranges, complete, ...(!complete && { planned }) };
}

/** The order of parts of a run, so that it does not matter in which they are named. */
export function byFirstEvent(a: Pick<RunMetadata, "ranges">, b: Pick<RunMetadata, "ranges">): number {
  return a.ranges[0]!.first - b.ranges[0]!.first;
}

/** The metadata of files of one run, put together; their ranges must not overlap. */
export function mergeMetadata(parts: readonly RunMetadata[]): RunMetadata {
  const all = parts.toSorted(byFirstEvent);
  const [first] = all as [RunMetadata, ...RunMetadata[]];
  const sum = (key: "electronsOnTarget" | "tried" | "kept"): number =>
    all.reduce((total, metadata) => total + metadata[key], 0);
  const sameWaveforms = all.every(
    ({ waveforms }) => JSON.stringify(waveforms) === JSON.stringify(first.waveforms),
  );
  const { planned: _, waveforms, channels, ...rest } = first;
  return inOrder({
    ...rest,
    ...joinCoverage(all),
    electronsOnTarget: sum("electronsOnTarget"),
    tried: sum("tried"),
    kept: sum("kept"),
    ...(sameWaveforms && waveforms !== undefined && { waveforms }),
    ...(channels !== undefined && all.every((part) => part.channels !== undefined) && { channels }),
  });
}

/** One order of the entries, so that the same run gives the same bytes. */
export function inOrder(metadata: RunMetadata): RunMetadata {
  const order: readonly (keyof RunMetadata)[] = [
    "table",
    "version",
    "process",
    "options",
    "seed",
    "runKey",
    "ranges",
    "complete",
    "planned",
    "electronsOnTarget",
    "epsilon",
    "facts",
    "tried",
    "kept",
    "algorithm",
    "waveforms",
    "channels",
    "blinding",
    "selection",
    "card",
  ];
  return Object.fromEntries(
    order.flatMap((key) => (metadata[key] === undefined ? [] : [[key, metadata[key]]])),
  ) as unknown as RunMetadata;
}
