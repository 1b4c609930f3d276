import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type EventBatch, eventColumns } from "../src/detector/events.ts";
import type { ColumnSet } from "../src/event/columns.ts";
import { EventFileWriter, type FileMetadata, type Rows } from "../src/node/event-file.ts";
import { packageRoot } from "../src/node/package-root.ts";
import { simulateEvents } from "../src/node/simulate-events.ts";
import { runKeyText } from "../src/random/run-key.ts";
import { InputError } from "../src/tables/input-error.ts";
import type { PlannedRun } from "./plan-run.ts";
import { showProgress } from "./progress.ts";

/** Version of the layout of event files: a reader of another one refuses. */
export const formatVersion = 1;

/** How a run went, for --json. */
export interface Recorded {
  readonly file: string;
  readonly events: number;
  readonly seconds: number;
  readonly eventsPerSecond: number;
  readonly peakMemory_MB: number;
}

/** Where a file goes, and how the way there is told. */
export interface Recording {
  readonly file: string;
  readonly force: boolean;
  readonly quiet: boolean;
  /** Columns beyond those of the simulation, and what makes them. */
  readonly extra?: { readonly columns: ColumnSet; take(batch: EventBatch): Rows; metadata(): FileMetadata };
}

/** Refuses to write over what is there, unless the user said --force. */
export function refuseExisting(files: readonly string[], force: boolean): void {
  const there = force ? [] : files.filter((file) => existsSync(file));
  if (there.length === 0) return;
  throw new InputError(
    there.map((file) => ({
      where: file,
      what: "is there already; --force overwrites it, --out writes elsewhere",
    })),
  );
}

/** Simulates a planned run into an event file: whole, or not there at all. Ctrl-C ends it early, with nothing left behind. */
export async function recordEvents(
  run: PlannedRun,
  { file, force, quiet, extra }: Recording,
): Promise<Recorded> {
  refuseExisting([file], force);
  const { plan, range, workers, batchSize } = run;
  const facts = run.generator.prepare(run.options, run.card).facts;
  mkdirSync(dirname(file), { recursive: true });
  const start = performance.now();
  const writer = await EventFileWriter.create(file, { ...eventColumns, ...extra?.columns });
  const progress = showProgress(range.end - range.first, quiet);
  const interrupted = new AbortController();
  const interrupt = (): void => interrupted.abort();
  process.once("SIGINT", interrupt).once("SIGTERM", interrupt);
  let trials = 0;
  let kept = 0;
  try {
    const worker = new URL("./simulate-worker.js", import.meta.url);
    for await (const batch of simulateEvents({ plan, range, worker, workers, batchSize })) {
      interrupted.signal.throwIfAborted();
      await writer.write(extra?.take(batch) ?? batch);
      for (let i = 0; i < batch.size; i++) trials += batch.columns.trials[i]!;
      kept += batch.size;
      progress.add(batch.size);
    }
    interrupted.signal.throwIfAborted();
    await writer.close({
      format: formatVersion,
      version: version(),
      process: plan.process,
      options: plan.options,
      seed: plan.seed,
      runKey: runKeyText(plan.key),
      events: range,
      electronsOnTarget: range.end - range.first,
      epsilon: 1,
      facts,
      tried: trials,
      kept,
      ...(extra && { selection: extra.metadata() }),
      card: plan.card,
    });
  } catch (error) {
    await writer.abort();
    throw error;
  } finally {
    progress.stop();
    process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
  }
  const seconds = (performance.now() - start) / 1000;
  return {
    file,
    events: kept,
    seconds: round(seconds),
    eventsPerSecond: Math.round(kept / seconds),
    peakMemory_MB: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

/** One line on how a run went. */
export function summary({ file, events, seconds, eventsPerSecond }: Recorded): string {
  return `${events} events in ${seconds} s (${eventsPerSecond} events/s) → ${file}`;
}

/** The version of this package. */
export function version(): string {
  return JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")).version;
}

function round(value: number): number {
  return Math.round(1000 * value) / 1000;
}
