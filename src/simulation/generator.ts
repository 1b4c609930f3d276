import type { z } from "zod";
import type { Truth } from "../event/truth.ts";
import type { RandomStream } from "../random/stream.ts";
import type { Setup } from "../tables/run-card.ts";
import type { AprimeTableInputs, AprimeTables } from "../transport/aprime-tables.ts";

/** A number that is the same for every event of a run, for the people who read its file. */
export interface Fact {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly about: string;
}

/** A process of the paper that produces events. It knows the beam and the target, but no part of the detector. */
export interface Generator<C = unknown> {
  readonly name: string;
  readonly about: string;
  /** Its options, bare quantities: the command line's too, and its help. */
  readonly options: z.ZodType<C, unknown>;
  /** Whether its events stand for data, in which the signal box is masked; they do not if this is missing. */
  isPseudoData?(options: C): boolean;
  /** Does all that is the same for every event (integrals, tables). Who has `tables` in a cache hands them in. */
  prepare(options: C, setup: Setup, tables?: AprimeTableSource): PreparedGenerator;
}

/** Builds the tables of A' production, or has them. */
export type AprimeTableSource = (inputs: AprimeTableInputs) => AprimeTables;

export interface PreparedGenerator {
  /** Cross section used and the like. */
  readonly facts: readonly Fact[];
  /** Writes event i: its particles, and the truth's columns that are the generator's. */
  write(truth: Truth, i: number, random: RandomStream): void;
}
