import { join } from "node:path";
import { prepareSelection, readSelection } from "../src/node/load-selection.ts";
import { cachedAprimeTables } from "../src/node/table-cache.ts";
import { runKeyText } from "../src/random/run-key.ts";
import { selectionColumns } from "../src/selection/selection-columns.ts";
import { Checks } from "../src/tables/input-error.ts";
import { prepareAnalysis } from "./analysis.ts";
import { blindingOf } from "./blinding-option.ts";
import type { Command } from "./commands.ts";
import { type PlanFlags, planRun, proveRun } from "./plan-run.ts";
import { recordEvents, summary } from "./record-events.ts";
import { refuseExisting } from "./refuse-output.ts";
import { algorithmFacts } from "./run-metadata.ts";
import { addOutputOptions, addRunOptions } from "./run-options.ts";
import { sideFiles } from "./run-tables.ts";
import {
  addSelectionOptions,
  readEpsilon,
  refuseVisible,
  reportFiles,
  sayFindings,
} from "./selection-options.ts";
import { print, say } from "./speak.ts";
import { version } from "./version.ts";

type Flags = PlanFlags & {
  out: string;
  force: boolean;
  resume: boolean;
  quiet: boolean;
  json: boolean;
  selection: string;
  unblind: boolean;
  epsilon?: string | undefined;
};

/** The main job: simulates, selects, and writes and prints the cut flow. */
export const run: Command<Flags> = {
  builder: (yargs) =>
    addSelectionOptions(addOutputOptions(addRunOptions(yargs)))
      .option("out", { type: "string", requiresArg: true, default: "out", describe: "Folder to write to" })
      .example("$0 run --run III --process signal --mass 20MeV --events 200000", "the main job")
      .example(
        "$0 run --run I --mass 100MeV --epsilon 1e-4",
        "and the events expected in run I at that mixing",
      )
      .example("$0 run --process electron --selection calibration --json", "the findings as JSON on stdout")
      .example("$0 run --mass 20MeV --selection ./mine.yaml", "with a selection of your own") as never,
  handler: async (flags) => {
    const file = join(flags.out, "events.arrow");
    const checks = new Checks();
    const read = checks.take(() => readSelection(flags.selection));
    const planned = checks.take(() =>
      planRun(flags, {
        name: read?.card.name ?? flags.selection,
        given: flags.selection,
        thresholds: read?.thresholds,
      }),
    );
    const blinding = planned && checks.take(() => blindingOf(planned.plan, flags.unblind));
    const epsilon = checks.take(() => readEpsilon(flags.epsilon));
    const reports = reportFiles.map((name) => join(flags.out, name));
    const sides = sideFiles(file);
    const files = [file, ...(flags.waveforms === undefined ? [] : sides), ...reports];
    checks.take(() => refuseExisting(files, flags.force || flags.resume));
    checks.take(
      () =>
        planned &&
        refuseVisible(
          epsilon,
          planned.generator.prepare(planned.options, planned.card, cachedAprimeTables).facts,
        ),
    );
    const selection = read && (await prepareSelection(read).catch((error: unknown) => checks.keep(error)));
    const proved = planned && (await proveRun(planned).catch((error: unknown) => checks.keep(error)));
    checks.done();
    const { plan, card, range } = proved!;
    const analysis = prepareAnalysis({
      selection: selection!,
      card,
      subject: {
        version: version(),
        process: plan.process,
        options: plan.options,
        seed: plan.seed,
        runKey: runKeyText(plan.key),
        ...(plan.algorithm && { algorithm: algorithmFacts(plan.algorithm) }),
        ...(blinding && { blinding }),
        card: plan.card,
        ranges: [range],
        complete: true,
        ...(epsilon !== undefined && { epsilon }),
      },
    });
    const recorded = await recordEvents(proved!, {
      file,
      quiet: flags.quiet,
      resume: flags.resume,
      stale: [...reports, ...(flags.force && flags.waveforms === undefined ? sides : [])],
      extra: { columns: selectionColumns, take: analysis.take, metadata: analysis.metadata },
    });
    const findings = await analysis.findings();
    const written = await analysis.write(flags.out, findings);
    if (flags.json) print({ ...findings, ...recorded, written });
    sayFindings(findings, flags.json);
    say(`\n${summary(recorded)}, with ${reportFiles.join(", ")}`, flags.json);
  },
};
