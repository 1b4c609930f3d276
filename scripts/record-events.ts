import type { EventBatch } from "../src/detector/events.ts";
import type { EventFile } from "../src/node/event-file.ts";
import { simulateEvents } from "../src/node/simulate-events.ts";
import { cachedAprimeTables } from "../src/node/table-cache.ts";
import { runKeyText } from "../src/random/run-key.ts";
import type { Fact } from "../src/simulation/generator.ts";
import { msadcChannels } from "../src/simulation/simulate-batch.ts";
import { InputError } from "../src/tables/input-error.ts";
import { fileProblem } from "./file-problem.ts";
import { interruptible } from "./interruption.ts";
import type { PlannedRun } from "./plan-run.ts";
import { openPriorEvents } from "./prior-events.ts";
import { showProgress } from "./progress.ts";
import { algorithmFacts, inOrder } from "./run-metadata.ts";
import { type Describe, type Recording, RunOutput, type Work } from "./run-output.ts";
import { tablesOf } from "./run-tables.ts";
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

/** Writes the events that are there already, and simulates the rest; returns how many it simulated. */
async function writeEvents(run: PlannedRun, recording: Recording, work: Work): Promise<number> {
  const { plan, range, workers, batchSize, timeLimit } = run;
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
    const workload = { plan, range: rest, worker, workers, batchSize, timeLimit, signal };
    for await (const batch of simulateEvents(workload))
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

function describer({ plan, card, range, generator, options }: PlannedRun, { extra }: Recording): Describe {
  const facts: readonly Fact[] = generator.prepare(options, card, cachedAprimeTables).facts;
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
      ...(plan.algorithm && { algorithm: algorithmFacts(plan.algorithm) }),
      ...recorded,
      ...extra?.metadata(),
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
