import type { Argv } from "yargs";
import { generators } from "../generators/index.ts";
import { pileupAlgorithms } from "../src/pileup/index.ts";
import { addCardOptions } from "./card-options.ts";
import { generatorOptions } from "./plan-run.ts";
import { dashed } from "./schema-flags.ts";

/** The options that say which process, and those of the processes. */
export function addProcessOptions<T>(yargs: Argv<T>) {
  let builder = yargs.option("process", {
    type: "string",
    requiresArg: true,
    default: "signal",
    describe: generators.map(({ name, about }) => `${name}: ${about}`).join("; "),
  });
  for (const { flag, about, processes, default: otherwise } of generatorOptions()) {
    const unless = otherwise === undefined ? "" : ` [default: ${otherwise}]`;
    builder = builder.option(dashed(flag).slice(2), {
      type: "string",
      requiresArg: true,
      describe: `(${processes.join(", ")}) ${about}${unless}`,
    }) as typeof builder;
  }
  return builder;
}

/** The options of the commands that simulate. */
export function addRunOptions<T>(yargs: Argv<T>) {
  return addProcessOptions(addCardOptions(yargs))
    .option("events", {
      type: "string",
      requiresArg: true,
      describe: "How many events (1e6), or a half-open range of their numbers (5000:10000) [default: 10000]",
    })
    .option("only-event", {
      type: "string",
      requiresArg: true,
      describe: "Only the event of this number, as in any run that holds it",
    })
    .option("workers", {
      type: "string",
      requiresArg: true,
      describe: "Worker threads [default: one per core]; the events do not depend on it",
    })
    .option("batch-size", {
      type: "string",
      requiresArg: true,
      describe: "Events per batch [default: 4096]; the events do not depend on it",
    })
    .option("waveforms", {
      type: "string",
      describe:
        "Record ADC samples and true pulses too, in files beside: all, selected (of aprime run), or how many of the first events; about 8 kB an event",
    })
    .option("algorithm", {
      type: "string",
      requiresArg: true,
      describe: `Pileup algorithm: ${pileupAlgorithms.map(({ name }) => name).join(", ")}, or the path of a module of your own (aprime pileup --init) [default: that of the card]`,
    })
    .option("time-limit", {
      type: "string",
      requiresArg: true,
      describe: "Longest time of an event in an algorithm of your own [default: 1 s]",
    })
    .option("resume", {
      type: "boolean",
      default: false,
      describe: "Go on from the events that an interrupted run of the same command left",
    });
}

/** The options that every command shares that writes. */
export function addOutputOptions<T>(yargs: Argv<T>) {
  return yargs
    .option("force", { type: "boolean", default: false, describe: "Overwrite what is there" })
    .option("quiet", { type: "boolean", default: false, describe: "No progress" })
    .option("json", {
      type: "boolean",
      default: false,
      describe: "One JSON document on stdout, everything for people on stderr",
    });
}
