import type { z } from "zod";
import type { Events } from "../detector/events.ts";
import { section } from "../tables/section.ts";

/** Whether event i passes. */
export type Passes = (events: Events, i: number) => boolean;

/** One criterion of the paper. Reads columns of event i; changes nothing. Named by what passes. */
export interface Cut<C = unknown> {
  readonly name: string;
  /** One sentence, with the section or equation. */
  readonly about: string;
  /** Its thresholds, in the run card under `cuts.<name>`. */
  readonly schema: z.ZodType<C, unknown>;
  prepare(card: C): Passes;
}

type Thresholds = Readonly<Record<string, z.ZodType<unknown, unknown>>>;

/** A cut from its thresholds, whose types `prepare` then knows. */
export function defineCut<T extends Thresholds>(cut: {
  readonly name: string;
  readonly about: string;
  readonly thresholds: T;
  prepare(card: { [K in keyof T]: z.output<T[K]> }): Passes;
}): Cut {
  const { name, about, thresholds, prepare } = cut;
  return { name, about, schema: section(about, thresholds), prepare: prepare as (card: unknown) => Passes };
}

/** A cut whose numbers, if it has any, are its own, and not of a run card. */
export function fixedCut(name: string, about: string, passes: Passes): Cut {
  return { name, about, schema: section(about, {}), prepare: () => passes };
}
