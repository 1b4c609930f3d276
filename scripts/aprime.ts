#!/usr/bin/env node
import { hideBin } from "yargs/helpers";
import { doCommandLine } from "./command-line.ts";
import { outcomeOf } from "./outcome.ts";
import { print } from "./speak.ts";

// A pipe whose reader has gone (aprime inspect ... | head) is not an error; nor is one that took the progress.
process.stderr.on("error", () => {});
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  const { code, text } = outcomeOf(Object.assign(error, { path: "stdout" }));
  process.stderr.write(`aprime: ${text}\n`);
  process.exit(code);
});

try {
  await doCommandLine(hideBin(process.argv));
} catch (error) {
  const { code, problems, text } = outcomeOf(error);
  if (process.argv.includes("--json")) print({ problems });
  process.stderr.write(`aprime: ${text}\n`);
  process.exitCode = code;
}
