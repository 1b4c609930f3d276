import type { Argv } from "yargs";
import { shippedRuns } from "../src/node/load-card.ts";

/** Flags of the commands that study a run card. */
export interface CardFlags {
  readonly run: string;
  readonly set: readonly string[];
  readonly seed: string;
}

export const defaultRun = "III";
export const defaultSeed = "aprime";

/** The options that say which card, what is changed in it, and with which random numbers. */
export function addCardOptions<T>(yargs: Argv<T>) {
  return yargs
    .option("run", {
      type: "string",
      requiresArg: true,
      default: defaultRun,
      describe: `Run card: ${shippedRuns().join(", ")}, or the path of a YAML file`,
    })
    .option("set", {
      type: "string",
      array: true,
      nargs: 1,
      default: [] as string[],
      describe: "Set a number of the run card, such as beam.dutyFactor=0.8; may be repeated",
    })
    .option("seed", {
      type: "string",
      requiresArg: true,
      default: defaultSeed,
      describe: "Any text: the same seed gives the same events",
    });
}

/** What --set says for one intensity, electrons per spill, in the place of the band of the card; 0: no other beam particles. */
export function intensitySets(intensity: number): string[] {
  return ["Low", "Mean", "High"].map((which) => `beam.intensity${which}=${intensity}`);
}
