import { rmSync } from "node:fs";
import type { ColumnSet, Rows } from "../src/event/columns.ts";
import { EventFileWriter } from "../src/node/event-file.ts";
import { interruptible } from "./interruption.ts";
import { showProgress } from "./progress.ts";
import type { RunMetadata } from "./run-metadata.ts";

/** Rows of files, and the file that they go to. */
export interface Copy {
  readonly rows: AsyncIterable<Rows>;
  /** How many there are. */
  readonly count: number;
  readonly to: string;
  readonly columns: ColumnSet;
  readonly metadata: RunMetadata;
  readonly quiet: boolean;
  /** Files that tell of the rows that were there before: they go when the new ones come. */
  readonly stale?: readonly string[];
  /** What is made of them on the way. */
  change?(rows: Rows): Rows;
}

/** Copies rows into a file: complete, or not there at all, also when Ctrl-C ends it. */
export async function copyRows({
  rows,
  count,
  to,
  columns,
  metadata,
  quiet,
  stale = [],
  change,
}: Copy): Promise<void> {
  await interruptible(async (signal) => {
    const writer = await EventFileWriter.create(to, columns);
    const progress = showProgress(count, quiet, process.stderr, "rows");
    try {
      for await (const group of rows) {
        signal.throwIfAborted();
        await writer.write(change?.(group) ?? group);
        progress.add(group.size);
      }
      signal.throwIfAborted();
      await writer.finish({ ...metadata });
      for (const file of stale) rmSync(file, { force: true });
      await writer.commit();
    } catch (error) {
      await writer.abort();
      throw error;
    } finally {
      progress.stop();
    }
  });
}
