import { allCuts } from "../cuts/index.ts";
import { generators } from "../generators/index.ts";
import { type LoadedCard, loadCard } from "../src/node/load-card.ts";
import { defaultBatchSize, defaultTimeLimit, defaultWorkers } from "../src/node/simulate-events.ts";
import { runKeyFromSeed } from "../src/random/run-key.ts";
import { type EventRange, parseEventNumber, parseEventRange } from "../src/simulation/event-range.ts";
import type { Generator } from "../src/simulation/generator.ts";
import { type RunCard, runCardSchema } from "../src/simulation/run-card.ts";
import type { AlgorithmModule, RunPlan, WaveformChoice } from "../src/simulation/run-plan.ts";
import type { Layer } from "../src/tables/card-text.ts";
import { Checks, InputError, type Problem } from "../src/tables/input-error.ts";
import { parseQuantity } from "../src/tables/quantity.ts";
import { ms, s } from "../src/units.ts";
import { type AlgorithmChoice, readAlgorithms } from "./algorithm-choices.ts";
import { proveAlgorithms } from "./prove-algorithms.ts";
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
  readonly algorithm?: string | undefined;
  readonly timeLimit?: string | undefined;
  readonly unblind?: boolean | undefined;
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
  /** Longest time that a pileup algorithm of the user's may take for an event, ms. */
  readonly timeLimit: number;
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

/** What a plan needs of the selection that a command applies. */
export interface SelectionOfPlan {
  readonly name: string;
  /** A shipped name, or the path of a card. */
  readonly given: string;
  readonly thresholds?: Layer | undefined;
}

/**
 * Checks all flags and the run card together; one error tells everything that is wrong. `selection` is the one that the command
 * applies, if it does.
 */
export function planRun(flags: PlanFlags, selection?: SelectionOfPlan): PlannedRun {
  const checks = new Checks();
  const algorithm = checks.take(() => readAlgorithm(flags));
  const chosen = algorithm && algorithm.module === undefined ? [`pileup.algorithm=${algorithm.name}`] : [];
  const sets = [...flags.set, ...chosen];
  const loaded = checks.take(
    (): LoadedCard => loadCard(flags.run, sets, runCardSchema(allCuts), selection?.thresholds),
  );
  const timeLimit = checks.take(() => readTimeLimit(flags.timeLimit, algorithm));
  checks.take(() => refuseTogether(flags, "resume", "force"));
  checks.take(() => refuseTogether(flags, "onlyEvent", "events"));
  const range = checks.take(() => readRange(flags));
  const workers = checks.take(() => readCount("--workers", flags.workers, defaultWorkers(), 256));
  const batchSize = checks.take(() => readCount("--batch-size", flags.batchSize, defaultBatchSize, 1e6));
  const generator = checks.take(() => findGenerator(flags.process));
  const options = generator && checks.take(() => readOptions(generator, flags));
  const waveforms = range && checks.take(() => readWaveforms(flags.waveforms, range, selection?.name));
  checks.done();
  const { raw, card } = loaded!;
  const parsed = generator!.options.parse(options);
  const isMasked = flags.unblind !== true && generator!.isPseudoData?.(parsed) === true;
  return {
    plan: {
      card: raw,
      process: generator!.name,
      options: options!,
      seed: flags.seed,
      key: runKeyFromSeed(flags.seed),
      ...(waveforms && { waveforms }),
      ...(waveforms?.of === "selected" && { selection: selection!.given }),
      ...(waveforms && isMasked && { isMasked }),
      ...(algorithm?.module !== undefined && { algorithm: algorithm as AlgorithmModule }),
    },
    card,
    generator: generator!,
    options: parsed,
    range: range!,
    workers: workers!,
    batchSize: batchSize!,
    timeLimit: timeLimit!,
  };
}

/** A planned run whose pileup algorithm, if it is a module of the user's, was loaded and found good; it has its name then. */
export async function proveRun(run: PlannedRun): Promise<PlannedRun> {
  const { plan, timeLimit } = run;
  if (plan.algorithm === undefined) return run;
  const [algorithm] = await proveAlgorithms([plan.algorithm], timeLimit);
  return { ...run, plan: { ...plan, algorithm: algorithm as AlgorithmModule } };
}

/** The one of --algorithm; undefined if the card chooses. */
function readAlgorithm({ algorithm: text, set }: PlanFlags): AlgorithmChoice | undefined {
  if (text === undefined) return undefined;
  const [choice, second] = readAlgorithms(text, "--algorithm");
  const refuse = (what: string) => new InputError([{ where: "--algorithm", what }]);
  if (second !== undefined)
    throw refuse(`"${text}" names several: events are read by one; \`aprime pileup\` compares several`);
  if (set.some((assignment) => /^\s*pileup\.algorithm\s*=/.test(assignment)))
    throw refuse("goes without --set pileup.algorithm: give one of the two");
  return choice;
}

/** Longest time of an event in the user's algorithm, ms. */
export function readTimeLimit(text: string | undefined, algorithm: AlgorithmChoice | undefined): number {
  if (text === undefined) return defaultTimeLimit;
  const refuse = (what: string) => new InputError([{ where: "--time-limit", what }]);
  if (algorithm?.module === undefined)
    throw refuse("is for a pileup algorithm of your own, and none is given; leave it out");
  const limit = parseQuantity(text, "time");
  if (typeof limit === "string") throw refuse(limit.replace("12.5 ns", "500 ms"));
  if (limit >= 10 * ms && limit <= 3600 * s) return limit / ms;
  throw refuse(`${text} is out of range: it must be at least 10 ms and at most 3600 s`);
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
