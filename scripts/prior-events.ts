import { existsSync } from "node:fs";
import { type EventFile, openEventFile } from "../src/node/event-file.ts";
import { type EventRange, rangeText } from "../src/simulation/event-range.ts";
import { InputError } from "../src/tables/input-error.ts";
import type { RunMetadata } from "./run-metadata.ts";
import type { RunTable } from "./run-tables.ts";
import { disagreements } from "./same-run.ts";

/** Events that an earlier run left, from the first that is asked for up to `end`: a file for each table. */
export interface PriorEvents {
  readonly files: readonly EventFile[];
  readonly end: number;
}

/** Opens what an earlier run of the same plan left; undefined if it left nothing. `describe` tells what a table would tell of itself now. */
export async function openPriorEvents(
  tables: readonly RunTable[],
  asked: EventRange,
  describe: (kind: RunTable["kind"]) => RunMetadata,
): Promise<PriorEvents | undefined> {
  if (!existsSync(tables.at(-1)!.path)) return undefined;
  const files: EventFile[] = [];
  try {
    for (const { kind, path } of tables) {
      const file = await openEventFile(path).catch((error: unknown) => {
        throw error instanceof InputError ? refusal(path, error.problems[0]!.what) : error;
      });
      files.push(file);
      const wrong = obstacles(told(file), describe(kind), asked);
      if (wrong.length > 0) throw refusal(path, wrong.join("; "));
    }
    const [events, ...others] = files.toReversed() as [EventFile, ...EventFile[]];
    for (const { path, metadata } of others) {
      if (rangeText(told({ metadata }).ranges) !== rangeText(told(events).ranges))
        throw refusal(path, `its events are not those of ${events.path}`);
    }
    return { files, end: told(events).ranges[0]!.end };
  } catch (error) {
    for (const file of files) await file.close();
    throw error;
  }
}

function told({ metadata }: Pick<EventFile, "metadata">): RunMetadata {
  return metadata as unknown as RunMetadata;
}

function refusal(where: string, why: string): InputError {
  return new InputError([{ where, what: `cannot be gone on from: ${why}; --force starts anew` }]);
}

/** Why a run cannot go on from what is there; empty if it can. */
function obstacles(there: RunMetadata, here: RunMetadata, asked: EventRange): string[] {
  const wrong = disagreements(there, here);
  if (JSON.stringify(there.waveforms) !== JSON.stringify(here.waveforms))
    wrong.push("it was made with another --waveforms");
  const [range, ...more] = there.ranges;
  if (range === undefined || more.length > 0 || range.first !== asked.first || range.end > asked.end)
    wrong.push(`it holds events ${rangeText(there.ranges)}, and ${rangeText([asked])} are asked for`);
  return wrong;
}
