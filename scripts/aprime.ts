#!/usr/bin/env node
import { hideBin } from "yargs/helpers";
import { main } from "./main.ts";
import { outcomeOf } from "./outcome.ts";

// A pipe whose reader has gone (aprime inspect ... | head) is not an error; nor is one that took the progress.
process.stderr.on("error", () => {});
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  const { code, text } = outcomeOf(Object.assign(error, { path: "stdout" }));
  process.stderr.write(`aprime: ${text}\n`);
  process.exit(code);
});

process.exitCode = await main(hideBin(process.argv));
