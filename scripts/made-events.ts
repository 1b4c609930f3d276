import { allCuts } from "../cuts/index.ts";
import { eventColumns } from "../src/detector/events.ts";
import type { EventFile } from "../src/node/event-file.ts";
import { cardFromRaw, type LoadedCard } from "../src/node/load-card.ts";
import { runCardSchema } from "../src/simulation/run-card.ts";
import type { Layer } from "../src/tables/card-text.ts";
import { InputError } from "../src/tables/input-error.ts";
import type { RunMetadata } from "./run-metadata.ts";

/** The run card of an event file that this version can select from, with the thresholds of a selection and `sets` laid over it. */
export function usableCard(
  { path, metadata, columns }: EventFile,
  sets: readonly string[],
  thresholds?: Layer,
): LoadedCard {
  const { table, card } = metadata as unknown as RunMetadata;
  if (table !== "events")
    throw new InputError([
      { where: path, what: `holds ${table}, not events: select from the file of the events` },
    ]);
  const missing = Object.keys(eventColumns).filter((name) => !(name in columns));
  if (missing.length > 0) {
    const what = `is of another version of aprime: it lacks the columns ${missing.join(", ")}`;
    throw new InputError([{ where: path, what }]);
  }
  return cardFromRaw(card, sets, runCardSchema(allCuts), thresholds);
}

/** The events are made: only thresholds of cuts can still be changed. `who` is told to change no more. */
export function refuseSimulationSettings(sets: readonly string[], who: string): void {
  const late = sets.filter((assignment) => !assignment.startsWith("cuts."));
  if (late.length === 0) return;
  throw new InputError(
    late.map((assignment) => ({
      where: `--set ${assignment}`,
      what: `comes too late: ${who} changes cuts only; simulate again with it`,
    })),
  );
}
