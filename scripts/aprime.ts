#!/usr/bin/env node
import yargs from "yargs";
import { hideBin } from "yargs/helpers";
import { InputError } from "../src/tables/input-error.ts";
import { calorimeters } from "./calorimeters.ts";
import { convert } from "./convert.ts";
import { crossSection } from "./cross-section.ts";
import { decay } from "./decay.ts";
import { dimuons } from "./dimuons.ts";
import { display } from "./display.ts";
import { efficiency } from "./efficiency.ts";
import { hadrons } from "./hadrons.ts";
import { init } from "./init.ts";
import { inspect } from "./inspect.ts";
import { merge } from "./merge.ts";
import { outcomeOf } from "./outcome.ts";
import { pileup } from "./pileup.ts";
import { run } from "./run.ts";
import { select } from "./select.ts";
import { simulate } from "./simulate.ts";
import { print } from "./speak.ts";
import { tagging } from "./tagging.ts";
import { tracking } from "./tracking.ts";
import { trigger } from "./trigger.ts";
import { version } from "./version.ts";
import { wrongUsage } from "./wrong-usage.ts";
import { aprimeYields } from "./yield.ts";

/** Options that may be given more than once. */
const lists = ["set", "files", "_"];

const parser = yargs(hideBin(process.argv))
  .scriptName("aprime")
  .usage("$0 <command>\n\nEvents of the NA64 missing-energy search, simulated and selected.")
  .command(run)
  .command(simulate)
  .command(select)
  .command(inspect)
  .command(display)
  .command(convert)
  .command(merge)
  .command(init)
  .command(crossSection)
  .command(decay)
  .command(aprimeYields)
  .command(dimuons)
  .command(tracking)
  .command(trigger)
  .command(tagging)
  .command(calorimeters)
  .command(hadrons)
  .command(pileup)
  .command(efficiency)
  .example("$0 run --mass 20MeV", "the main job: simulate, select, cut flow; see aprime run --help")
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

// A pipe whose reader has gone (aprime inspect ... | head) is not an error; nor is one that took the progress.
process.stderr.on("error", () => {});
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  const { code, text } = outcomeOf(Object.assign(error, { path: "stdout" }));
  process.stderr.write(`aprime: ${text}\n`);
  process.exit(code);
});

try {
  await parser.parseAsync();
} catch (error) {
  const { code, problems, text } = outcomeOf(error);
  if (process.argv.includes("--json")) print({ problems });
  process.stderr.write(`aprime: ${text}\n`);
  process.exitCode = code;
}
