import { join, parse } from "node:path";
import { eventColumns } from "../src/detector/events.ts";
import type { ColumnSet } from "../src/event/columns.ts";
import { pulseColumns, waveformColumns } from "../src/simulation/waveform-recorder.ts";
import type { PlannedRun } from "./plan-run.ts";
import type { RunMetadata } from "./run-metadata.ts";

/** A table of a run: the events, and with --waveforms the samples and the true pulses. */
export interface RunTable {
  readonly kind: RunMetadata["table"];
  readonly path: string;
  readonly columns: ColumnSet;
}

/** The tables that a run writes, the events, with columns more, last: when they have their name, all is there. */
export function tablesOf({ plan, card }: PlannedRun, file: string, more: ColumnSet = {}): RunTable[] {
  const events = { kind: "events", path: file, columns: { ...eventColumns, ...more } } as const;
  if (plan.waveforms === undefined) return [events];
  const [waveforms, pulses] = sideFiles(file);
  return [
    { kind: "waveforms", path: waveforms, columns: waveformColumns(card.msadc.samples) },
    { kind: "pulses", path: pulses, columns: pulseColumns },
    events,
  ];
}

/** Where samples and true pulses go: events.waveforms.arrow and events.pulses.arrow. */
export function sideFiles(file: string): [waveforms: string, pulses: string] {
  const { dir, name, ext } = parse(file);
  return [join(dir, `${name}.waveforms${ext}`), join(dir, `${name}.pulses${ext}`)];
}
