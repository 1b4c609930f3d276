import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { type EventBatch, eventColumns } from "../src/detector/events.ts";
import type { ColumnSet } from "../src/event/columns.ts";
import { EventFileWriter, type FileMetadata, type Rows } from "../src/node/event-file.ts";
import { packageRoot } from "../src/node/package-root.ts";
import { simulateEvents } from "../src/node/simulate-events.ts";
import { runKeyText } from "../src/random/run-key.ts";
import { InputError } from "../src/tables/input-error.ts";
import { interruptible } from "./interruption.ts";
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
  readonly quiet: boolean;
  /** Columns beyond those of the simulation, and what makes them. */
  readonly extra?: { readonly columns: ColumnSet; take(batch: EventBatch): Rows; metadata(): FileMetadata };
}

/** Refuses to write over what is there, unless the user said --force; over a folder in any case. */
export function refuseExisting(files: readonly string[], force: boolean): void {
  const there = files.filter((file) => existsSync(file));
  const folders = there.filter((file) => statSync(file).isDirectory());
  const problems = [
    ...folders.map((where) => ({ where, what: "is a folder; give the name of a file" })),
    ...(force ? [] : there)
      .filter((file) => !folders.includes(file))
      .map((where) => ({ where, what: "is there already; --force overwrites it, another name keeps it" })),
  ];
  if (problems.length > 0) throw new InputError(problems);
}

/** Simulates a planned run into an event file: whole, or not there at all. Ctrl-C ends it early, with nothing left behind. */
export async function recordEvents(run: PlannedRun, recording: Recording): Promise<Recorded> {
  const { file } = recording;
  const folder = dirname(file);
  const made = mkdirSync(folder, { recursive: true });
  const start = performance.now();
  const events = await interruptible((signal) => writeEvents(run, recording, signal)).catch((error) => {
    if (made !== undefined && readdirSync(folder).length === 0) rmdirSync(folder);
    throw error;
  });
  const seconds = (performance.now() - start) / 1000;
  return {
    file,
    events,
    seconds: round(seconds),
    eventsPerSecond: Math.round(events / seconds),
    peakMemory_MB: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

/** Returns how many events it wrote. */
async function writeEvents(
  { plan, range, workers, batchSize, generator, options, card }: PlannedRun,
  { file, quiet, extra }: Recording,
  signal: AbortSignal,
): Promise<number> {
  const { facts } = generator.prepare(options, card);
  const writer = await EventFileWriter.create(file, { ...eventColumns, ...extra?.columns });
  const progress = showProgress(range.end - range.first, quiet);
  let trials = 0;
  let kept = 0;
  try {
    const worker = new URL("./simulate-worker.js", import.meta.url);
    for await (const batch of simulateEvents({ plan, range, worker, workers, batchSize })) {
      signal.throwIfAborted();
      await writer.write(extra?.take(batch) ?? batch);
      for (let i = 0; i < batch.size; i++) trials += batch.columns.trials[i]!;
      kept += batch.size;
      progress.add(batch.size);
    }
    signal.throwIfAborted();
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
  }
  return kept;
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
