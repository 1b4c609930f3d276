import { basename } from "node:path";
import { stringify } from "yaml";
import { allCuts } from "../cuts/index.ts";
import { loadCard, shippedRuns } from "../src/node/load-card.ts";
import { readSelection, shippedSelections } from "../src/node/load-selection.ts";
import { writeOutput } from "../src/node/output-file.ts";
import type { Step } from "../src/selection/selection-card.ts";
import { runCardSchema } from "../src/simulation/run-card.ts";
import { Checks, InputError } from "../src/tables/input-error.ts";
import type { Entry } from "../src/tables/section.ts";
import type { Command } from "./commands.ts";
import { refuseExisting } from "./refuse-output.ts";
import { print, say } from "./speak.ts";

interface Flags {
  file?: string | undefined;
  run: string;
  selection?: string | undefined;
  set: string[];
  force: boolean;
  json: boolean;
}

/** Writes a run card, or a selection card, to start from. */
export const init: Command<Flags> = {
  builder: (yargs) =>
    yargs
      .positional("file", {
        type: "string",
        describe: "Card to write [default: run.yaml, or selection.yaml with --selection]",
      })
      .option("run", {
        type: "string",
        requiresArg: true,
        default: "III",
        describe: `Run to copy, or whose thresholds a selection card tells: ${shippedRuns().join(", ")}, or a path`,
      })
      .option("selection", {
        type: "string",
        requiresArg: true,
        describe: `Write a selection card, copied from: ${shippedSelections().join(", ")}, or a path`,
      })
      .option("set", {
        type: "string",
        array: true,
        nargs: 1,
        default: [] as string[],
        describe: "Set a number of the run card, path=value; may be repeated",
      })
      .option("force", { type: "boolean", default: false, describe: "Overwrite what is there" })
      .option("json", { type: "boolean", default: false, describe: "One JSON document on stdout" })
      .example("$0 init my-run.yaml --run II", "then edit it, and: aprime run --run my-run.yaml --mass 20MeV")
      .example(
        "$0 init mine.yaml --selection signal",
        "then edit it, and: aprime select events.arrow --selection ./mine.yaml",
      ) as never,
  handler: async ({ run, selection, set, force, json, ...flags }) => {
    const file = flags.file ?? (selection === undefined ? "run.yaml" : "selection.yaml");
    const checks = new Checks();
    const loaded = checks.take(() => loadCard(run, set, runCardSchema(allCuts)));
    const card =
      selection === undefined || loaded === undefined
        ? undefined
        : checks.take(() => selectionText(file, selection, loaded.raw.cuts as Thresholds));
    if (selection !== undefined && set.length > 0)
      checks.keep(
        new InputError([
          { where: "--set", what: "goes without --selection: set thresholds in the card that is written" },
        ]),
      );
    checks.take(() => refuseExisting([file], force));
    checks.done();
    await writeOutput(file, card ?? runText(file, run, loaded!.raw));
    if (json) print({ file, ...(selection === undefined ? { run } : { selection }) });
    say(`→ ${file}`, json);
  },
};

function runText(file: string, run: string, raw: unknown): string {
  return [
    `# A run card of aprime, copied from ${run}. Use it with: aprime run --run ${file} --mass 20MeV`,
    "# Each number: value with unit, status (published, derived, assumed, calibrated), source.",
    "# Shorter: a card that holds `extends: III` and only the numbers that differ, such as `beam: { dutyFactor: 0.8 }`.",
    stringify(raw, { lineWidth: 0 }),
  ].join("\n");
}

type Thresholds = Readonly<Record<string, Readonly<Record<string, Entry>>>>;

/** A selection card: each cut with the thresholds that the run card has for it, as a comment. */
function selectionText(file: string, selection: string, thresholds: Thresholds): string {
  const { card } = readSelection(selection);
  const name = basename(file).replace(/\.ya?ml$/, "");
  return [
    `# A selection card of aprime, copied from ${selection}. Use it with: aprime select events.arrow --selection ./${file}`,
    "# Order is for the reader of the cut flow. Thresholds are those of the run card (told behind each cut), unless the card sets them:",
    "#   - hcal-quiet: { below: 0.5 GeV }",
    "# A cut of your own is an expression over columns, which `aprime inspect` lists, or a module:",
    "#   - name: my-box",
    "#     expression: ecalEnergy < 45 GeV and hcalEnergy < 1.2 GeV",
    "#   - module: ./cut.mjs",
    `name: ${JSON.stringify(name)}`,
    `about: ${JSON.stringify(card.about)}`,
    "cuts:",
    ...card.cuts.flatMap((step) => stepLines(step, thresholds)),
    "",
  ].join("\n");
}

function stepLines(step: Step, thresholds: Thresholds): string[] {
  if (!("cut" in step)) {
    const { name, ...of } = step;
    const card = "about" in of && of.about === of.expression ? { name, expression: of.expression } : step;
    const [first, ...rest] = stringify(card, { lineWidth: 0 }).trimEnd().split("\n");
    return [`  - ${first}`, ...rest.map((line) => `    ${line}`)];
  }
  const { cut } = step;
  if (Object.keys(step.thresholds).length > 0)
    return [
      `  - ${stringify({ [cut.name]: step.thresholds }, { collectionStyle: "flow", lineWidth: 0 })
        .trim()
        .replace(/^\{\s*(.*?)\s*\}$/s, "$1")}`,
    ];
  const told = Object.entries(thresholds[cut.name] ?? {}).map(
    ([key, { value }]) => `${key}: ${String(value)}`,
  );
  return [`  - ${cut.name}${told.length === 0 ? "" : ` # { ${told.join(", ")} }`}`];
}
