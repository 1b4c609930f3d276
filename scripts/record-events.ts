import { rmSync } from "node:fs";
import type { EventBatch } from "../src/detector/events.ts";
import type { ColumnSet, Rows } from "../src/event/columns.ts";
import { type EventFile, EventFileWriter } from "../src/node/event-file.ts";
import { simulateEvents } from "../src/node/simulate-events.ts";
import { runKeyText } from "../src/random/run-key.ts";
import type { Fact } from "../src/simulation/generator.ts";
import { msadcChannels } from "../src/simulation/simulate-batch.ts";
import { InputError } from "../src/tables/input-error.ts";
import { fileProblem } from "./file-problem.ts";
import { interruptible } from "./interruption.ts";
import type { PlannedRun } from "./plan-run.ts";
import { openPriorEvents, type PriorEvents } from "./prior-events.ts";
import { type Progress, showProgress } from "./progress.ts";
import { inOrder, type RunMetadata } from "./run-metadata.ts";
import { type RunTable, tablesOf } from "./run-tables.ts";
import { Unfinished } from "./unfinished.ts";
import { version } from "./version.ts";

/** How a run went, for --json. */
export interface Recorded {
  /** The event file, and those of the waveforms and pulses if they were asked for. */
  readonly file: string;
  readonly waveforms?: string;
  readonly pulses?: string;
  readonly events: number;
  /** How many of them were simulated now, and not there already. */
  readonly simulated: number;
  readonly seconds: number;
  readonly eventsPerSecond: number;
  readonly peakMemory_MB: number;
}

/** Where a file goes, and how the way there is told. */
export interface Recording {
  readonly file: string;
  readonly quiet: boolean;
  /** Go on from the events that are there. */
  readonly resume: boolean;
  /** Columns beyond those of the simulation, and what makes them. */
  readonly extra?: {
    readonly columns: ColumnSet;
    take(batch: EventBatch): Rows;
    metadata(): NonNullable<RunMetadata["selection"]>;
  };
  /** Files that tell of the events that were there before: they go when the new ones come. */
  readonly stale: readonly string[];
}

/** What a table tells of itself when the run has come to event `end`, after `tried` draws. */
type Describe = (kind: RunTable["kind"], end: number, tried: number) => RunMetadata;

/**
 * Simulates a planned run into event files: complete, or not there at all. What ends it early, such as Ctrl-C, leaves the events
 * made so far, marked as not complete; `resume` goes on from them to the same bytes.
 */
export async function recordEvents(run: PlannedRun, recording: Recording): Promise<Recorded> {
  const start = performance.now();
  const { range } = run;
  const { file, resume, extra } = recording;
  const tables = tablesOf(run, file, extra?.columns);
  const describe = describer(run, recording);
  const prior = resume
    ? await openPriorEvents(tables, range, (kind) => describe(kind, range.end, 0))
    : undefined;
  let simulated = 0;
  try {
    if (prior?.end === range.end) await readThrough(prior.files.at(-1)!, recording);
    else {
      simulated = await interruptible((signal) =>
        writeEvents(run, recording, { tables, prior, describe, signal }),
      );
    }
  } finally {
    for (const { close } of prior?.files ?? []) await close();
  }
  const seconds = (performance.now() - start) / 1000;
  const paths = tables.map(({ kind, path }) => [kind === "events" ? "file" : kind, path]).toReversed();
  return {
    ...(Object.fromEntries(paths) as { file: string; waveforms?: string; pulses?: string }),
    events: range.end - range.first,
    simulated,
    seconds: round(seconds),
    eventsPerSecond: Math.round(simulated / seconds),
    peakMemory_MB: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

/** All is there already: only what is made of the events is made anew. */
async function readThrough(events: EventFile, { extra }: Recording): Promise<void> {
  if (extra !== undefined) for await (const group of events.groups()) extra.take(group as EventBatch);
}

interface Work {
  readonly tables: readonly RunTable[];
  readonly prior: PriorEvents | undefined;
  readonly describe: Describe;
  readonly signal: AbortSignal;
}

/** Writes the events that are there already, and simulates the rest; returns how many it simulated. */
async function writeEvents(run: PlannedRun, recording: Recording, work: Work): Promise<number> {
  const { plan, range, workers, batchSize } = run;
  const { tables, prior, signal } = work;
  const first = prior?.end ?? range.first;
  const progress = showProgress(range.end - range.first, recording.quiet);
  const output = new RunOutput(range.first, recording, work, progress);
  try {
    await output.open();
    for (const [k, file] of (prior?.files ?? []).entries()) {
      for await (const group of file.groups()) {
        signal.throwIfAborted();
        await output.write({ [tables[k]!.kind]: group });
      }
    }
    const worker = new URL("./simulate-worker.js", import.meta.url);
    const rest = { first, end: range.end };
    for await (const batch of simulateEvents({ plan, range: rest, worker, workers, batchSize, signal }))
      await output.write({ ...batch.recorded, events: batch });
    await output.close();
    return range.end - first;
  } catch (error) {
    // Where files cannot be written, nothing can be kept; and what is no more than was there need not be.
    const keep = output.end > first && fileProblem(error) === undefined && !(error instanceof InputError);
    if (keep) await output.close();
    else await output.discard();
    if (!keep && prior === undefined) throw error;
    const names = tables
      .map(({ path }) => path)
      .toReversed()
      .join(", ");
    const there = `${range.first}:${keep ? output.end : first} of ${range.first}:${range.end}`;
    throw new Unfinished(
      error as Error,
      `events ${there} are in ${names}; the same command with --resume goes on from there`,
    );
  } finally {
    progress.stop();
  }
}

/** The files of a run while they are written. */
class RunOutput {
  /** The event after the last one that was written. */
  end: number;
  #tried = 0;
  readonly #writers: EventFileWriter[] = [];
  readonly #recording: Recording;
  readonly #work: Work;
  readonly #progress: Progress;

  constructor(first: number, recording: Recording, work: Work, progress: Progress) {
    this.end = first;
    this.#recording = recording;
    this.#work = work;
    this.#progress = progress;
  }

  async open(): Promise<void> {
    for (const { path, columns } of this.#work.tables)
      this.#writers.push(await EventFileWriter.create(path, columns));
  }

  async write(rows: Partial<Record<RunTable["kind"], Rows>>): Promise<void> {
    for (const [k, { kind }] of this.#work.tables.entries()) {
      const taken = kind === "events" ? this.#take(rows.events) : rows[kind];
      if (taken !== undefined) await this.#writers[k]!.write(taken);
    }
    const { events } = rows;
    if (events === undefined) return;
    for (let i = 0; i < events.size; i++) this.#tried += events.columns.trials![i]!;
    this.end += events.size;
    this.#progress.add(events.size);
  }

  /** Gives the files their names when all of them are on the disk; if one cannot be written, all is as it was. */
  async close(): Promise<void> {
    const { tables, describe } = this.#work;
    try {
      for (const [k, { kind }] of tables.entries())
        await this.#writers[k]!.finish({ ...describe(kind, this.end, this.#tried) });
      for (const file of this.#recording.stale) rmSync(file, { force: true });
      for (const writer of this.#writers) await writer.commit();
    } catch (error) {
      await this.discard();
      throw error;
    }
  }

  async discard(): Promise<void> {
    for (const writer of this.#writers.toReversed()) await writer.abort();
  }

  #take(events: Rows | undefined): Rows | undefined {
    const { extra } = this.#recording;
    return events === undefined || extra === undefined ? events : extra.take(events as EventBatch);
  }
}

function describer({ plan, card, range, generator, options }: PlannedRun, { extra }: Recording): Describe {
  const facts: readonly Fact[] = generator.prepare(options, card).facts;
  const recorded = plan.waveforms && { waveforms: plan.waveforms, channels: msadcChannels(card) };
  return (kind, end, tried) =>
    inOrder({
      table: kind,
      version: version(),
      process: plan.process,
      options: plan.options,
      seed: plan.seed,
      runKey: runKeyText(plan.key),
      ranges: [{ first: range.first, end }],
      complete: end === range.end,
      ...(end !== range.end && { planned: [range] }),
      electronsOnTarget: end - range.first,
      epsilon: 1,
      facts,
      tried,
      kept: end - range.first,
      ...recorded,
      ...(extra && { selection: extra.metadata() }),
      card: plan.card,
    });
}

/** One line on how a run went. */
export function summary(recorded: Recorded): string {
  const { file, waveforms, pulses, events, simulated, seconds, eventsPerSecond } = recorded;
  const files = [file, waveforms, pulses].filter((path) => path !== undefined).join(", ");
  if (simulated === 0) return `${events} events were there already → ${files}`;
  const before = simulated === events ? "" : `, ${events - simulated} were there already`;
  return `${simulated} events in ${seconds} s (${eventsPerSecond} events/s)${before} → ${files}`;
}

function round(value: number): number {
  return Math.round(1000 * value) / 1000;
}
