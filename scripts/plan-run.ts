import { allCuts } from "../cuts/index.ts";
import { generators } from "../generators/index.ts";
import { type LoadedCard, loadCard } from "../src/node/load-card.ts";
import { defaultBatchSize, defaultWorkers } from "../src/node/simulate-events.ts";
import { runKeyFromSeed } from "../src/random/run-key.ts";
import { type EventRange, parseEventNumber, parseEventRange } from "../src/simulation/event-range.ts";
import type { Generator } from "../src/simulation/generator.ts";
import { type RunCard, runCardSchema } from "../src/simulation/run-card.ts";
import type { RunPlan, WaveformChoice } from "../src/simulation/run-plan.ts";
import { Checks, InputError, type Problem } from "../src/tables/input-error.ts";
import { dashed, flagProblems, schemaFlags } from "./schema-flags.ts";

/** The flags that say which events to simulate. */
export interface PlanFlags {
  readonly run: string;
  readonly process: string;
  readonly set: readonly string[];
  readonly seed: string;
  readonly events?: string | undefined;
  readonly onlyEvent?: string | undefined;
  readonly workers?: string | undefined;
  readonly batchSize?: string | undefined;
  readonly waveforms?: string | undefined;
  readonly [option: string]: unknown;
}

export interface PlannedRun {
  readonly plan: RunPlan;
  readonly card: RunCard;
  readonly generator: Generator;
  /** The generator's options, parsed. */
  readonly options: unknown;
  readonly range: EventRange;
  readonly workers: number;
  readonly batchSize: number;
}

/** An option of a generator, as the command line shows it. */
export interface GeneratorOption {
  readonly flag: string;
  readonly about: string;
  readonly processes: readonly string[];
  readonly default?: string;
}

/** The options of all generators, from their schemas. */
export function generatorOptions(): GeneratorOption[] {
  const options = new Map<string, GeneratorOption>();
  for (const { name, options: schema } of generators) {
    for (const { key, about, default: otherwise } of schemaFlags(schema)) {
      const processes = [...(options.get(key)?.processes ?? []), name];
      options.set(key, {
        flag: key,
        about,
        processes,
        ...(otherwise !== undefined && { default: otherwise }),
      });
    }
  }
  return [...options.values()];
}

/**
 * Checks all flags and the run card together; one error tells everything that is wrong. `selection` is the name of the one that the
 * command applies, if it does.
 */
export function planRun(flags: PlanFlags, selection?: string): PlannedRun {
  const checks = new Checks();
  const loaded = checks.take((): LoadedCard => loadCard(flags.run, flags.set, runCardSchema(allCuts)));
  checks.take(() => refuseTogether(flags, "resume", "force"));
  checks.take(() => refuseTogether(flags, "onlyEvent", "events"));
  const range = checks.take(() => readRange(flags));
  const workers = checks.take(() => readCount("--workers", flags.workers, defaultWorkers(), 256));
  const batchSize = checks.take(() => readCount("--batch-size", flags.batchSize, defaultBatchSize, 1e6));
  const generator = checks.take(() => findGenerator(flags.process));
  const options = generator && checks.take(() => readOptions(generator, flags));
  const waveforms = range && checks.take(() => readWaveforms(flags.waveforms, range, selection));
  checks.done();
  const { raw, card } = loaded!;
  return {
    plan: {
      card: raw,
      process: generator!.name,
      options: options!,
      seed: flags.seed,
      key: runKeyFromSeed(flags.seed),
      ...(waveforms && { waveforms }),
    },
    card,
    generator: generator!,
    options: generator!.options.parse(options),
    range: range!,
    workers: workers!,
    batchSize: batchSize!,
  };
}

function refuseTogether(flags: PlanFlags, one: string, other: string): void {
  const both = [one, other].every((flag) => flags[flag] !== undefined && flags[flag] !== false);
  if (!both) return;
  const what = `goes without ${dashed(other)}: give one of the two`;
  throw new InputError([{ where: dashed(one), what }]);
}

function readRange({ events, onlyEvent }: PlanFlags): EventRange {
  const range = onlyEvent === undefined ? parseEventRange(events ?? "10000") : parseEventNumber(onlyEvent);
  if (typeof range === "string") {
    throw new InputError([{ where: onlyEvent === undefined ? "--events" : "--only-event", what: range }]);
  }
  return range;
}

/** `--waveforms` alone, or all; selected; or how many of the first events. */
function readWaveforms(
  text: string | undefined,
  { first }: EventRange,
  selection: string | undefined,
): WaveformChoice | undefined {
  if (text === undefined) return undefined;
  if (text === "" || text === "all") return { of: "all" };
  if (/^\d/.test(text)) return { of: "first", below: first + readCount("--waveforms", text, 0, 1e9) };
  const forms = "all, selected, or a number of events";
  if (text !== "selected")
    throw new InputError([{ where: "--waveforms", what: `"${text}" is none of ${forms}` }]);
  if (selection !== undefined) return { of: "selected", selection };
  const what = "selected needs a selection, which aprime run applies; give all or a number of events";
  throw new InputError([{ where: "--waveforms", what }]);
}

function readCount(where: string, text: string | undefined, otherwise: number, most: number): number {
  if (text === undefined) return otherwise;
  const number = /^\s*\d+(e\d+)?\s*$/i.test(text) ? Number(text) : Number.NaN;
  if (number >= 1 && number <= most) return number;
  throw new InputError([{ where, what: `"${text}" is not a whole number from 1 to ${most}` }]);
}

function findGenerator(name: string): Generator {
  const generator = generators.find((candidate) => candidate.name === name);
  if (generator !== undefined) return generator;
  const known = generators.map((candidate) => candidate.name).join(", ");
  throw new InputError([{ where: "--process", what: `there is no process "${name}"; known are ${known}` }]);
}

/** The generator's options among the flags, as text; those of other processes must not be given. */
function readOptions(generator: Generator, flags: PlanFlags): Record<string, string> {
  const problems: Problem[] = [];
  const given: Record<string, string> = {};
  for (const { flag, processes, default: otherwise } of generatorOptions()) {
    const value = flags[flag];
    const applies = processes.includes(generator.name);
    if (value !== undefined && !applies) {
      problems.push({
        where: dashed(flag),
        what: `is an option of ${processes.join(", ")}, not of ${generator.name}; leave it out`,
      });
    }
    if (applies && (value ?? otherwise) !== undefined) given[flag] = String(value ?? otherwise);
  }
  problems.push(...flagProblems(generator.options, given));
  if (problems.length > 0) throw new InputError(problems);
  return given;
}
