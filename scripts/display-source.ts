import { allCuts } from "../cuts/index.ts";
import { generators } from "../generators/index.ts";
import { eventColumns } from "../src/detector/events.ts";
import type { ColumnArray } from "../src/event/columns.ts";
import { type EventFile, openEventFile } from "../src/node/event-file.ts";
import { cardFromRaw } from "../src/node/load-card.ts";
import { runKeyFromText } from "../src/random/run-key.ts";
import { type Blinding, isMasked } from "../src/selection/blinding.ts";
import { parseEventNumber, rangeText } from "../src/simulation/event-range.ts";
import type { Generator } from "../src/simulation/generator.ts";
import { type RunCard, runCardSchema } from "../src/simulation/run-card.ts";
import type { RunPlan } from "../src/simulation/run-plan.ts";
import type { Layer } from "../src/tables/card-text.ts";
import { InputError } from "../src/tables/input-error.ts";
import { generatorOptions, type PlanFlags, planRun } from "./plan-run.ts";
import type { RunMetadata } from "./run-metadata.ts";
import { dashed } from "./schema-flags.ts";

/** The event that is asked for, and all that makes it again. */
export interface EventSource {
  readonly event: number;
  readonly plan: RunPlan;
  readonly card: RunCard;
  readonly generator: Generator;
  /** The generator's options, parsed. */
  readonly options: unknown;
  /** The event as its file has it: the one that is made again must be the same. */
  readonly kept?: Kept;
  /** Of pseudo-data: what was done with the signal box. */
  readonly blinding?: Blinding;
}

/** A row of an event file. */
interface Kept {
  readonly path: string;
  readonly version: string;
  readonly columns: Readonly<Record<string, ColumnArray>>;
}

/** The number of the event. */
export function readEventNumber(text: string): number {
  const range = parseEventNumber(text);
  if (typeof range === "string") throw new InputError([{ where: "event", what: range }]);
  return range.first;
}

/** An event of the run that the flags describe. */
export function sourceOfFlags(event: number, flags: PlanFlags, thresholds?: Layer): EventSource {
  return { ...planRun(flags, { name: "display", given: "display", thresholds }), event };
}

/** Refuses flags that the event file answers itself, of the `words` of the command line. */
export function refuseAnswered(file: string, words: readonly string[]): void {
  const given = words
    .filter((word) => word.startsWith("--"))
    .map((word) => dashed(word.slice(2).split("=")[0]!));
  const answered = ["run", "set", "seed", "process", ...generatorOptions().map(({ flag }) => flag)].map(
    dashed,
  );
  const problems = answered
    .filter((flag) => given.includes(flag))
    .map((where) => ({ where, what: `goes without --from: ${file} tells it; leave it out` }));
  if (problems.length > 0) throw new InputError(problems);
}

/** An event of a file, by what the file tells of its run. */
export async function sourceOfFile(event: number, path: string, thresholds?: Layer): Promise<EventSource> {
  const file = await openEventFile(path);
  try {
    const refuse = (what: string) => new InputError([{ where: path, what }]);
    const {
      table,
      version,
      process,
      options,
      seed,
      runKey,
      ranges,
      algorithm,
      blinding,
      card: raw,
    } = told(file);
    if (table !== "events") throw refuse(`holds ${table}, not events: give the file of the events`);
    if (algorithm !== undefined)
      throw refuse(
        `was read by a pileup algorithm of your own, ${algorithm.name}, which display does not know: it shows events as aprime reads them`,
      );
    if (!ranges.some(({ first, end }) => first <= event && event < end))
      throw new InputError([
        { where: "event", what: `${event} is not in ${path}, which holds ${rangeText(ranges)}` },
      ]);
    const generator = generators.find(({ name }) => name === process);
    if (generator === undefined)
      throw refuse(`is of the process ${process}, which this version does not know`);
    const loaded = cardFromRaw(raw, [], runCardSchema(allCuts), thresholds);
    const columns = await rowOf(file, event);
    if (columns === undefined) throw refuse(`tells of event ${event}, but has no row of it; make it again`);
    if (isMasked({ size: 1, columns }, 0))
      throw new InputError([
        {
          where: "event",
          what: `${event} is in the signal box, which is masked in ${path}: make the file again with --unblind`,
        },
      ]);
    return {
      event,
      plan: { card: loaded.raw, process, options, seed, key: runKeyFromText(runKey) },
      card: loaded.card,
      generator,
      options: generator.options.parse(options),
      kept: { path, version, columns },
      ...(blinding && { blinding }),
    };
  } finally {
    await file.close();
  }
}

function told({ metadata }: EventFile): RunMetadata {
  return metadata as unknown as RunMetadata;
}

/** The columns of one event of a file. */
async function rowOf(file: EventFile, event: number): Promise<Kept["columns"] | undefined> {
  for await (const { columns } of file.groups()) {
    const i = columns.event!.indexOf(event as never);
    if (i < 0) continue;
    const row = Object.entries(file.columns).map(([name, { width = 1 }]) => [
      name,
      columns[name]!.slice(i * width, (i + 1) * width),
    ]);
    return Object.fromEntries(row);
  }
  return undefined;
}

/** Refuses an event of a file that this version makes otherwise. */
export function refuseAnother(
  kept: Kept | undefined,
  made: Readonly<Record<string, ColumnArray>>,
  version: string,
): void {
  if (kept === undefined) return;
  const other = Object.keys(eventColumns).filter((name) => {
    const there = kept.columns[name];
    return there === undefined || !made[name]!.every((value, k) => Object.is(value, there[k]));
  });
  if (other.length === 0) return;
  const what = `was made by aprime ${kept.version}, and this one, ${version}, makes another event of it: ${other.join(", ")}`;
  throw new InputError([{ where: kept.path, what }]);
}
