import { beamComponents, electronComponents } from "../src/beam/components.ts";
import type { EventBatch, Events } from "../src/detector/events.ts";
import { simulateEvents } from "../src/node/simulate-events.ts";
import { cachedAprimeTables } from "../src/node/table-cache.ts";
import type { Checks } from "../src/tables/input-error.ts";
import { GeV } from "../src/units.ts";
import { type PlannedRun, planRun } from "./plan-run.ts";
import type { Progress } from "./progress.ts";

/** Where events come from: a process, with the options that make it one source of events among others. */
export interface HadronSource {
  readonly name: string;
  readonly process: string;
  readonly options: Readonly<Record<string, string>>;
  /** Whether an event is left out, since another source has it. */
  readonly isLeftOut?: (events: Events, i: number) => boolean;
}

/** Reactions of photons of this energy and more are those of `hadron-production`; with less an electron loses too little for the trigger. */
export const forcedAbove = 10 * GeV;

/** A reaction that the electrons of the beam make by themselves, and that `hadron-production` has already with its weight. */
const isForcedToo = ({ photonuclearEnergy }: Events, i: number): boolean =>
  photonuclearEnergy[i]! >= forcedAbove;

/**
 * All that is in the plane of Fig. 7, each once: muon pairs and photonuclear reactions, forced and weighted, and each component of the beam by
 * itself. Weights of each are per electron on target.
 */
export const hadronSources: readonly HadronSource[] = [
  { name: "muon pairs", process: "dimuon", options: {} },
  {
    name: "photonuclear reactions",
    process: "hadron-production",
    options: { minimumPhotonEnergy: `${forcedAbove / GeV} GeV`, bias: "1" },
  },
  ...beamComponents.map(
    (component): HadronSource => ({
      name: `beam: ${component.name}`,
      process: "beam",
      options: { component: component.name },
      ...(electronComponents.includes(component) && { isLeftOut: isForcedToo }),
    }),
  ),
];

export const countedOnce = `Photonuclear reactions of ${forcedAbove / GeV} GeV and more are counted as such: events of the beam's electrons in which photons of so much energy react (column photonuclearEnergy) are left out.`;

/** Flags of a run that all its sources share. */
export interface SourceFlags {
  readonly run: string;
  readonly set: readonly string[];
  readonly seed: string;
  readonly events: string;
  readonly workers?: string | undefined;
}

/** The run of a source. Its seed has the source in it: no two have events with the same other particles. */
export function planSource({ name, process, options }: HadronSource, flags: SourceFlags): PlannedRun {
  return planRun({ ...flags, ...options, process, seed: `${flags.seed}, ${name}` });
}

/** Checks the run of every source, all with the rest; what is wrong with a card or the events is told once. */
export function checkSources(sources: readonly HadronSource[], flags: SourceFlags, checks: Checks): void {
  for (const source of sources) {
    const planned = checks.take(() => planSource(source, flags));
    if (planned === undefined) return;
    const { generator, options, card } = planned;
    checks.take(() => generator.prepare(options, card, cachedAprimeTables));
  }
}

export const seedNote =
  "Each source has a seed of its own: that of the command, a comma, and the name of the source.";

/** Simulates the events of a run in threads, and shows each batch to `take`. */
export async function simulateSource(
  { plan, range, workers, batchSize }: PlannedRun,
  { signal, progress }: { signal: AbortSignal; progress: Progress },
  take: (batch: EventBatch) => void,
): Promise<void> {
  const worker = new URL("./simulate-worker.js", import.meta.url);
  // Small runs keep all threads busy too.
  const share = Math.ceil((range.end - range.first) / workers);
  const work = { plan, range, worker, workers, batchSize: Math.min(batchSize, share), signal };
  for await (const batch of simulateEvents(work)) {
    take(batch);
    progress.add(batch.size);
  }
}
