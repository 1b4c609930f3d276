#!/usr/bin/env node
import yargs from "yargs";
import { hideBin } from "yargs/helpers";
import { InputError } from "../src/tables/input-error.ts";
import { crossSection } from "./cross-section.ts";
import { decay } from "./decay.ts";
import { fileProblem } from "./file-problem.ts";
import { init } from "./init.ts";
import { inspect } from "./inspect.ts";
import { version } from "./record-events.ts";
import { run } from "./run.ts";
import { select } from "./select.ts";
import { simulate } from "./simulate.ts";
import { print } from "./speak.ts";
import { wrongUsage } from "./wrong-usage.ts";

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
  .command(crossSection)
  .command(decay)
  .example("$0 run --mass 20MeV", "the main job: simulate, select, cut flow; see $0 run --help")
  .example("$0 init my-run.yaml", "a run card of one's own")
  .demandCommand(1, "give a command")
  .recommendCommands()
  .strict()
  .version(version())
  .wrap(Math.min(110, process.stdout.columns ?? 110))
  .exitProcess(false)
  .middleware((flags) => {
    const repeated = Object.entries(flags).flatMap(([flag, value]) =>
      Array.isArray(value) && !lists.includes(flag) && !/[A-Z]/.test(flag)
        ? [{ where: `--${flag}`, what: `is given ${value.length} times; give it once` }]
        : [],
    );
    if (repeated.length > 0) throw new InputError(repeated);
  })
  .fail((message, error, usage) => {
    if (error !== undefined && error !== null && error.name !== "YError") throw error;
    throw new InputError(wrongUsage(message ?? error.message, hideBin(process.argv), String(usage.help())));
  });

// A pipe whose reader has gone (aprime inspect ... | head) is not an error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  process.stderr.write(`aprime: stdout cannot be written: ${error.message}\n`);
  process.exit(2);
});

try {
  await parser.parseAsync();
} catch (error) {
  const problems = error instanceof InputError ? error.problems : fileProblem(error);
  const json = process.argv.includes("--json");
  if (problems !== undefined) {
    if (json) print({ problems });
    const count = problems.length;
    process.stderr.write(
      `aprime: ${count === 1 ? "this cannot be used" : `${count} things cannot be used`}:\n`,
    );
    for (const { where, what } of problems) process.stderr.write(`  ${where}: ${what}\n`);
    process.exitCode = 2;
  } else if ((error as Error).name === "AbortError") {
    const what = "interrupted; nothing was written";
    if (json) print({ problems: [{ where: "aprime", what }] });
    process.stderr.write(`aprime: ${what}\n`);
    process.exitCode = 130;
  } else {
    if (json) print({ problems: [{ where: "aprime", what: `a bug of ours: ${(error as Error).message}` }] });
    process.stderr.write(`aprime: a bug of ours: ${(error as Error).stack}\n`);
    process.exitCode = 1;
  }
}
