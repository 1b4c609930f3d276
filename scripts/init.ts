import { stringify } from "yaml";
import { allCuts } from "../cuts/index.ts";
import { loadCard, shippedRuns } from "../src/node/load-card.ts";
import { writeOutput } from "../src/node/output-file.ts";
import { runCardSchema } from "../src/simulation/run-card.ts";
import { Checks } from "../src/tables/input-error.ts";
import type { Command } from "./commands.ts";
import { refuseExisting } from "./refuse-output.ts";
import { print, say } from "./speak.ts";

interface Flags {
  file: string;
  run: string;
  set: string[];
  force: boolean;
  json: boolean;
}

/** Writes a run card to start from. */
export const init: Command<Flags> = {
  builder: (yargs) =>
    yargs
      .positional("file", { type: "string", default: "run.yaml", describe: "Run card to write" })
      .option("run", {
        type: "string",
        requiresArg: true,
        default: "III",
        describe: `Run to copy: ${shippedRuns().join(", ")}, or a path`,
      })
      .option("set", {
        type: "string",
        array: true,
        nargs: 1,
        default: [] as string[],
        describe: "Set a number of it, path=value; may be repeated",
      })
      .option("force", { type: "boolean", default: false, describe: "Overwrite what is there" })
      .option("json", { type: "boolean", default: false, describe: "One JSON document on stdout" })
      .example(
        "$0 init my-run.yaml --run II",
        "then edit it, and: aprime run --run my-run.yaml --mass 20MeV",
      ) as never,
  handler: async ({ file, run, set, force, json }) => {
    const checks = new Checks();
    const loaded = checks.take(() => loadCard(run, set, runCardSchema(allCuts)));
    checks.take(() => refuseExisting([file], force));
    checks.done();
    const { raw } = loaded!;
    const header = [
      `# A run card of aprime, copied from ${run}. Use it with: aprime run --run ${file} --mass 20MeV`,
      "# Each number: value with unit, status (published, derived, assumed, calibrated), source.",
      "# Shorter: a card that holds `extends: III` and only the numbers that differ, such as `beam: { dutyFactor: 0.8 }`.",
    ];
    await writeOutput(file, `${header.join("\n")}\n${stringify(raw, { lineWidth: 0 })}`);
    if (json) print({ file, run });
    say(`→ ${file}`, json);
  },
};
