import type { Argv } from "yargs";
import type { Checks } from "../src/tables/input-error.ts";
import type { Answer, Destination } from "./answer.ts";
import type { CardFlags } from "./card-options.ts";
import { arenaFlags } from "./pileup-criteria.ts";
import { generatorOptions } from "./plan-run.ts";

/** Flags that every mode of `aprime pileup` shares; each reads its own by the schema of its options. */
export type PileupFlags = CardFlags &
  Destination & {
    process?: string;
    events?: string;
    algorithms?: string;
    intensity?: string;
    workers?: string;
    quiet: boolean;
  } & Record<string, unknown>;

/** One thing that `aprime pileup` does: the arena, or what one of its flags asks for instead. */
export interface PileupMode {
  /** The flag that asks for it, such as "scan"; the arena is asked for by none. */
  readonly flag: string | undefined;
  /** The endings of the files that its answer can be written to. */
  readonly endings: readonly string[];
  /** Which of `optionsOfModes` it reads; the others mean nothing in it, and are refused. */
  readonly reads: readonly string[];
  addOptions<T>(yargs: Argv<T>): Argv<T>;
  /** Checks what is asked for, all at once with the rest; the result, called when all is well, finds the answer. */
  plan(flags: PileupFlags, checks: Checks): () => Promise<Answer>;
}

/** The options of the processes. */
export const processFlags: readonly string[] = generatorOptions().map(({ flag }) => flag);

/** Options of the command that not every mode reads. */
export const optionsOfModes: readonly string[] = [
  "process",
  ...processFlags,
  "events",
  "algorithms",
  "intensity",
  "workers",
  "timeLimit",
  "energy",
  ...arenaFlags,
];
