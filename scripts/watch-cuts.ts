import type { EventBatch } from "../src/detector/events.ts";
import { withinTime } from "../src/node/within-time.ts";
import type { Selection } from "../src/selection/selection.ts";
import { InputError } from "../src/tables/input-error.ts";

/** What a batch may take, ms: modules that are slow end, and one that loops for ever is stopped. */
export function cutTimeLimit(events: number): number {
  return 5000 + events;
}

/** Does `select` to a batch: within the time limit if the selection has modules of the user's, which run in this thread. */
export function watchCuts<T>({ own = [] }: Pick<Selection, "own">, batch: EventBatch, select: () => T): T {
  const modules = own.filter((cut) => "module" in cut).map(({ name }) => name);
  if (modules.length === 0) return select();
  const limit = cutTimeLimit(batch.size);
  return withinTime(select, limit, () => {
    const { event } = batch.columns;
    const range = batch.size === 1 ? `event ${event[0]}` : `events ${event[0]} to ${event[batch.size - 1]}`;
    const what = `takes longer than ${(limit / 1000).toFixed(1)} s for ${range}, 5 s and 1 ms an event: does it end?`;
    return new InputError(modules.map((name) => ({ where: `cut ${name}`, what })));
  });
}
