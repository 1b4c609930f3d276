import { readFileSync } from "node:fs";
import { join } from "node:path";
import { writeOutput } from "../src/node/output-file.ts";
import { packageRoot } from "../src/node/package-root.ts";
import { InputError } from "../src/tables/input-error.ts";
import type { PileupMode } from "./pileup-mode.ts";
import { refuseExisting } from "./refuse-output.ts";

/** Writes a pileup algorithm to start from, which runs as it stands. */
export const pileupInit: PileupMode = {
  flag: "init",
  endings: [],
  reads: [],
  addOptions: (yargs) =>
    yargs
      .option("init", {
        type: "string",
        requiresArg: true,
        describe: "Write an algorithm of your own to start from, such as mine.mjs",
      })
      .example(
        "$0 pileup --init mine.mjs",
        "then edit it, and: aprime simulate --process electron --algorithm ./mine.mjs",
      ),
  plan: ({ init, force }, checks) => {
    const file = String(init);
    checks.take(() => refuseName(file));
    checks.take(() => refuseExisting([file], force));
    return async () => {
      await writeOutput(file, readFileSync(join(packageRoot(), "data", "pileup-algorithm.mjs")));
      const path = /[/\\]/.test(file) ? file : `./${file}`;
      const next = [
        `aprime simulate --process electron --algorithm ${path}`,
        `aprime pileup --algorithms multifit,${path}`,
      ];
      return {
        document: { file, next },
        text: `→ ${file}\n\nIt runs as it stands. Change it, and see what it does:\n\n${next.map((line) => `  ${line}`).join("\n")}`,
      };
    };
  },
};

function refuseName(file: string): void {
  if (/\.m?js$/.test(file)) return;
  const what = `"${file}" must end in .mjs or .js: it is a module of JavaScript`;
  throw new InputError([{ where: "--init", what }]);
}
