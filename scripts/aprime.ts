#!/usr/bin/env node
import yargs from "yargs";
import { hideBin } from "yargs/helpers";
import { InputError } from "../src/tables/input-error.ts";
import { init } from "./init.ts";
import { inspect } from "./inspect.ts";
import { version } from "./record-events.ts";
import { run } from "./run.ts";
import { select } from "./select.ts";
import { simulate } from "./simulate.ts";
import { print } from "./speak.ts";

/** Options that may be given more than once. */
const lists = ["set", "files", "_"];

const parser = yargs(hideBin(process.argv))
  .scriptName("aprime")
  .usage("$0 <command>\n\nEvents of the NA64 missing-energy search, simulated and selected.")
  .command(run)
  .command(simulate)
  .command(select)
  .command(inspect)
  .command(init)
  .demandCommand(1, "give a command; aprime --help lists them")
  .recommendCommands()
  .strict()
  .version(version())
  .wrap(Math.min(110, process.stdout.columns ?? 110))
  .exitProcess(false)
  .middleware((flags) => {
    for (const [flag, value] of Object.entries(flags)) {
      if (Array.isArray(value) && !lists.includes(flag)) {
        throw new InputError([{ where: `--${flag}`, what: `is given ${value.length} times; give it once` }]);
      }
    }
  })
  .fail((message, error) => {
    throw error ?? new InputError([{ where: "command line", what: `${message}; see aprime --help` }]);
  });

// A pipe whose reader has gone (aprime inspect ... | head) is not an error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

try {
  await parser.parseAsync();
} catch (error) {
  if (error instanceof InputError) {
    if (process.argv.includes("--json")) print({ problems: error.problems });
    const count = error.problems.length;
    process.stderr.write(
      `aprime: ${count === 1 ? "this cannot be used" : `${count} things cannot be used`}:\n`,
    );
    for (const { where, what } of error.problems) process.stderr.write(`  ${where}: ${what}\n`);
    process.exitCode = 2;
  } else if ((error as Error).name === "AbortError") {
    process.stderr.write("aprime: interrupted; nothing was written\n");
    process.exitCode = 130;
  } else {
    process.stderr.write(`aprime: a bug of ours: ${(error as Error).stack}\n`);
    process.exitCode = 1;
  }
}
