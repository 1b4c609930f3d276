import type { EventBatch } from "../src/detector/events.ts";
import type { EventFile } from "../src/node/event-file.ts";
import { simulateEvents } from "../src/node/simulate-events.ts";
import type { Cut, Passes } from "../src/selection/cut.ts";
import type { RunCard } from "../src/simulation/run-card.ts";
import { InputError } from "../src/tables/input-error.ts";
import { changedNumbers } from "./changed-numbers.ts";
import { interruptible } from "./interruption.ts";
import { usableCard } from "./made-events.ts";
import type { PlannedRun } from "./plan-run.ts";
import { showProgress } from "./progress.ts";
import type { RunMetadata } from "./run-metadata.ts";
import { simulatePairs } from "./simulate-pairs.ts";

/** Muon pairs among the other beam particles of their run, as in data; or without any, as in the Monte Carlo of the paper. */
export const sampleNames = ["with others", "alone"] as const;
export type SampleName = (typeof sampleNames)[number];

/** The same events in each sample that there is. */
export type Batches = Readonly<Partial<Record<SampleName, EventBatch>>>;

/** Whether an event passes all cuts, with the thresholds of a card. */
export function passesAll(cuts: readonly Cut[], card: RunCard): Passes {
  const passes = cuts.map((cut) => cut.prepare(card.cuts[cut.name] ?? {}));
  return (events, i) => passes.every((pass) => pass(events, i));
}

/** What says which events they are. */
export interface Origin {
  readonly run: string;
  readonly events: number;
  readonly seed: string;
  /** Numbers of the run card that --set changed. */
  readonly changed: readonly string[];
  /** The file that they are from, if they were not simulated anew. */
  readonly from?: string;
}

/** Where muon pairs come from. */
export interface PairSource {
  readonly card: RunCard;
  readonly samples: readonly SampleName[];
  /** How many electrons on target the events stand for, in each sample. */
  readonly electrons: number;
  readonly origin: Origin;
  each(take: (batches: Batches) => void): Promise<void>;
}

/** Simulates the events of a plan with the other beam particles of its card and without; without any only once. */
export function simulatedPairs(run: PlannedRun, quiet: boolean): PairSource {
  const { plan, card, range, workers, batchSize } = run;
  const events = range.end - range.first;
  const hasOthers = card.beam.intensityHigh > 0;
  return {
    card,
    samples: hasOthers ? sampleNames : ["alone"],
    electrons: events,
    origin: { run: card.name, events, seed: plan.seed, changed: changedNumbers(plan.card) },
    each: (take) =>
      interruptible(async (signal) => {
        const progress = showProgress(events, quiet);
        try {
          if (hasOthers) {
            await simulatePairs(run, signal, (withOthers, alone) => {
              take({ "with others": withOthers, alone });
              progress.add(alone.size);
            });
            return;
          }
          const worker = new URL("./simulate-worker.js", import.meta.url);
          for await (const alone of simulateEvents({ plan, range, worker, workers, batchSize, signal })) {
            take({ alone });
            progress.add(alone.size);
          }
        } finally {
          progress.stop();
        }
      }),
  };
}

/** The events of a file, with what `sets` changes in the cuts of its card; only those of the process dimuon. */
export function pairsOfFile(file: EventFile, sets: readonly string[], quiet: boolean): PairSource {
  const { process: made, electronsOnTarget, seed } = file.metadata as unknown as RunMetadata;
  const { card, raw } = usableCard(file, sets);
  if (made !== "dimuon") {
    const what = `holds events of the process ${made}, not of dimuon: make them with aprime simulate --process dimuon`;
    throw new InputError([{ where: file.path, what }]);
  }
  const sample = card.beam.intensityHigh > 0 ? "with others" : "alone";
  return {
    card,
    samples: [sample],
    electrons: electronsOnTarget,
    origin: { run: card.name, events: file.rows, seed, changed: changedNumbers(raw), from: file.path },
    each: (take) =>
      interruptible(async (signal) => {
        const progress = showProgress(file.rows, quiet);
        try {
          for await (const rows of file.groups()) {
            signal.throwIfAborted();
            take({ [sample]: rows as EventBatch });
            progress.add(rows.size);
          }
        } finally {
          progress.stop();
        }
      }),
  };
}
