import { allCuts } from "../../cuts/index.ts";
import type { RunMetadata } from "../../scripts/run-metadata.ts";
import { loadCard } from "../../src/node/load-card.ts";
import type { EventRange } from "../../src/simulation/event-range.ts";
import { runCardSchema } from "../../src/simulation/run-card.ts";

/** A shipped run card with settings, as it is kept with each output. */
export function rawCard(sets: readonly string[] = [], run = "III"): Readonly<Record<string, unknown>> {
  return loadCard(run, sets, runCardSchema(allCuts)).raw;
}

const card = rawCard();

/** What the event file of some run tells of itself: events of a range, and what else is said. */
export function someRun(range: EventRange, changes: Partial<RunMetadata> = {}): RunMetadata {
  const count = range.end - range.first;
  return {
    table: "events",
    version: "1.2.3",
    process: "signal",
    options: { mass: "20 MeV" },
    seed: "aprime",
    runKey: "0123456789abcdef",
    ranges: [range],
    complete: true,
    electronsOnTarget: count,
    epsilon: 1,
    facts: [{ name: "yield", value: 3, unit: "1", about: "a fact" }],
    tried: 2 * count,
    kept: count,
    card,
    ...changes,
  };
}
