import { join } from "node:path";
import type { CommandModule } from "yargs";
import { selectionColumns } from "../src/selection/selection-columns.ts";
import { Checks } from "../src/tables/input-error.ts";
import { prepareAnalysis } from "./analysis.ts";
import { type PlanFlags, planRun } from "./plan-run.ts";
import { recordEvents, refuseExisting, summary } from "./record-events.ts";
import { addOutputOptions, addRunOptions } from "./run-options.ts";
import {
  addSelectionOptions,
  findSelection,
  readEpsilon,
  refuseVisible,
  reportFiles,
  sayFindings,
} from "./selection-options.ts";
import { print, say } from "./speak.ts";

type Flags = PlanFlags & {
  out: string;
  force: boolean;
  quiet: boolean;
  json: boolean;
  selection: string;
  epsilon?: string | undefined;
};

/** The main job: simulates, selects, and writes and prints the cut flow. */
export const run: CommandModule<object, Flags> = {
  command: "run",
  describe: "Simulate, select, and print the cut flow",
  builder: (yargs) =>
    addSelectionOptions(addOutputOptions(addRunOptions(yargs)))
      .option("out", { type: "string", requiresArg: true, default: "out", describe: "Folder to write to" })
      .example("$0 run --run III --process signal --mass 20MeV --events 200000", "the main job")
      .example(
        "$0 run --run I --mass 100MeV --epsilon 1e-4",
        "and the events expected in run I at that mixing",
      )
      .example(
        "$0 run --process electron --selection calibration --json",
        "the findings as JSON on stdout",
      ) as never,
  handler: async (flags) => {
    const file = join(flags.out, "events.arrow");
    const checks = new Checks();
    const planned = checks.take(() => planRun(flags));
    const selection = checks.take(() => findSelection(flags.selection));
    const epsilon = checks.take(() => readEpsilon(flags.epsilon));
    checks.take(
      () => planned && refuseVisible(epsilon, planned.generator.prepare(planned.options, planned.card).facts),
    );
    checks.take(() =>
      refuseExisting([file, ...reportFiles.map((name) => join(flags.out, name))], flags.force),
    );
    checks.done();
    const { plan, card } = planned!;
    const analysis = prepareAnalysis({
      process: plan.process,
      options: plan.options,
      card,
      raw: plan.card,
      seed: plan.seed,
      selection: selection!,
      epsilon,
    });
    const recorded = await recordEvents(planned!, {
      file,
      quiet: flags.quiet,
      extra: { columns: selectionColumns, take: analysis.take, metadata: analysis.metadata },
    });
    const findings = await analysis.findings();
    const written = await analysis.write(flags.out, findings);
    if (flags.json) print({ ...recorded, written, ...findings });
    sayFindings(findings, flags.json);
    say(`\n${summary(recorded)}, with ${reportFiles.join(", ")}`, flags.json);
  },
};
