import { Checks, InputError, type Problem } from "../src/tables/input-error.ts";
import { type Answer, addAnswerOptions, type Destination, give, refuseDestination } from "./answer.ts";
import { addCardOptions, defaultRun, defaultSeed } from "./card-options.ts";
import type { Command } from "./commands.ts";
import { planFiles } from "./compare-files.ts";
import { listAnswer } from "./compare-list.ts";
import { planTables } from "./compare-tables.ts";
import { beyond, type ComparisonDocument, isJudged } from "./comparison-rows.ts";
import { measuredTables } from "./measured-tables.ts";

/** The endings of what compare writes. */
const endings = [".md", ".csv", ".json"] as const;

export interface CompareFlags extends Destination {
  readonly table?: string;
  readonly reference?: string;
  readonly result?: string;
  readonly list: boolean;
  readonly maxPull?: string;
  readonly run?: string;
  readonly set: readonly string[];
  readonly seed?: string;
  readonly events?: string;
  readonly workers?: string;
  readonly quiet: boolean;
}

/** Lays our numbers beside those of the paper, or of others. */
export const compare: Command<CompareFlags> = {
  builder: (yargs) =>
    addAnswerOptions(
      addCardOptions(yargs)
        // Without a default, so that where nothing is simulated they can be refused.
        .default("run", undefined)
        .default("seed", undefined)
        .describe(
          "run",
          `Run card, instead of that of run III; Table I is at the rates of the three runs [default: ${defaultRun}]`,
        )
        .describe("seed", `Any text: the same seed gives the same events [default: ${defaultSeed}]`)
        .option("table", {
          type: "string",
          requiresArg: true,
          describe: `Tables of the paper, separated by commas: ${measuredTables.map(({ name, about }) => `${name}: ${about}`).join("; ")} [default: all of these]`,
        })
        .option("reference", {
          type: "string",
          requiresArg: true,
          describe:
            "CSV file with columns quantity, value [1], error [1], in the place of the paper; its quantities are those of --list",
        })
        .option("result", {
          type: "string",
          requiresArg: true,
          describe:
            "CSV file with the same columns, in the place of what is simulated; goes with --reference",
        })
        .option("list", {
          type: "boolean",
          default: false,
          describe:
            "The quantities, the paper's numbers, whence they are, and their status; nothing is simulated",
        })
        .option("max-pull", {
          type: "string",
          requiresArg: true,
          describe: "Exit code 1 if a prediction is further away than so many standard errors",
        })
        .option("events", {
          type: "string",
          requiresArg: true,
          describe:
            "How many events for each table, or a half-open range of their numbers [default: by the table]",
        })
        .option("workers", {
          type: "string",
          requiresArg: true,
          describe: "Worker threads [default: one per core]; the events do not depend on it",
        })
        .option("quiet", { type: "boolean", default: false, describe: "No progress" }),
      endings,
    )
      .example("$0 compare --table I", "muon pairs of the three runs beside Table I")
      .example("$0 compare --max-pull 3 --out comparison.csv", "all tables, for someone's CI")
      .example("$0 compare --list", "what is compared, and how far it is a prediction")
      .example("$0 compare --reference mine.csv", "beside numbers of your own")
      .example(
        "$0 compare --reference theirs.csv --result ours.csv",
        "two files, nothing is simulated",
      ) as never,
  handler: async (flags) => {
    const { out, force, json } = flags;
    const checks = new Checks();
    checks.take(() => refuseTogether(flags));
    const maxPull = checks.take(() => readMaxPull(flags.maxPull));
    const plan = flags.list ? () => listAnswer : flags.result !== undefined ? planFiles : planTables;
    const find = await plan(flags, checks);
    checks.take(() => refuseDestination({ out, force, json }, endings));
    checks.done();
    const answer = await find(maxPull);
    await give(answer, { out, force, json });
    if (maxPull !== undefined) judge(answer, maxPull);
  },
};

/** What a plan makes, once everything is well. */
export type Find = (maxPull: number | undefined) => Promise<Answer>;

/** Which flags mean nothing beside which. */
function refuseTogether(flags: CompareFlags): void {
  const { list, result, reference, table, maxPull, run, seed, events, workers, set } = flags;
  const problems: Problem[] = [];
  const refuse = (given: Readonly<Record<string, unknown>>, other: string) => {
    for (const [name, value] of Object.entries(given))
      if (value !== undefined) problems.push({ where: name, what: `goes without ${other}: leave it out` });
  };
  const simulating = {
    "--run": run,
    "--set": set.length > 0 ? set : undefined,
    "--seed": seed,
    "--events": events,
    "--workers": workers,
  };
  if (list) {
    const files = { "--table": table, "--reference": reference, "--result": result, "--max-pull": maxPull };
    refuse({ ...files, ...simulating }, "--list");
  } else {
    if (reference !== undefined)
      refuse({ "--table": table }, "--reference, whose quantities say what is simulated");
    if (result !== undefined) refuse(simulating, "--result, with which nothing is simulated");
    if (result !== undefined && reference === undefined)
      problems.push({ where: "--result", what: "needs --reference, the file that it is laid beside" });
  }
  if (problems.length > 0) throw new InputError(problems);
}

function readMaxPull(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = /^\d+(\.\d*)?(e\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  if (value > 0) return value;
  const what = `"${text}" is not a number of standard errors above 0, such as 3`;
  throw new InputError([{ where: "--max-pull", what }]);
}

/** Ends with exit code 1, and says why, if a prediction is too far away; tells too what could not be judged. */
function judge({ document }: Answer, maxPull: number): void {
  const { rows } = document as ComparisonDocument;
  const tell = (quantity: string, what: string) =>
    process.stderr.write(`aprime: ${quantity} ${what}; --max-pull ${maxPull}\n`);
  const wrong = beyond(rows, maxPull);
  for (const { quantity, pull } of wrong) {
    tell(quantity, pull === null ? "has no events left" : `is ${pull.toFixed(1)} standard errors away`);
    process.exitCode = 1;
  }
  for (const row of rows)
    if (isJudged(row) && row.pull === null && !wrong.includes(row))
      tell(row.quantity, "is not judged, since its error is not known: give more --events");
}
