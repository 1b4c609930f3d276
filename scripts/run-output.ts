import { rmSync } from "node:fs";
import type { EventBatch } from "../src/detector/events.ts";
import type { ColumnSet, Rows } from "../src/event/columns.ts";
import { EventFileWriter } from "../src/node/event-file.ts";
import type { Describe } from "./planned-metadata.ts";
import type { PriorEvents } from "./prior-events.ts";
import type { Progress } from "./progress.ts";
import type { RunMetadata } from "./run-metadata.ts";
import type { RunTable } from "./run-tables.ts";

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
    metadata(): Pick<RunMetadata, "selection" | "blinding">;
  };
  /** Files that tell of the events that were there before: they go when the new ones come. */
  readonly stale: readonly string[];
}

/** What is written, from what is there, and when to stop. */
export interface Work {
  readonly tables: readonly RunTable[];
  readonly prior: PriorEvents | undefined;
  readonly describe: Describe;
  readonly signal: AbortSignal;
}

/** The files of a run while they are written. */
export class RunOutput {
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

  /** Ends the files and gives them their names; nothing is left if one of them cannot be written. */
  async close(): Promise<void> {
    const { tables, describe } = this.#work;
    try {
      for (const [k, { kind }] of tables.entries())
        await this.#writers[k]!.finish({ ...describe(kind, this.end, this.#tried) });
      // The events go first and come last: where they are, all that is beside them belongs to them.
      const beside = tables.length > 1 ? [tables.at(-1)!.path] : [];
      for (const file of [...this.#recording.stale, ...beside]) rmSync(file, { force: true });
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
